"""Administration of agendas."""

from django.contrib import admin

from .models import AgendaItem


@admin.register(AgendaItem)
class AgendaItemAdmin(admin.ModelAdmin):
    """The items of every room's agenda."""

    list_display = ["title", "room", "position", "minutes"]
    list_select_related = ["room__session"]
    list_filter = ["room__session__programme"]
    search_fields = ["title", "room__session__title"]
