"""Administration of the archive: to look at; a record does not change."""

from django.contrib import admin

from .models import Record


@admin.register(Record)
class RecordAdmin(admin.ModelAdmin):
    """Kept polls, read-only. Shown without counts: those leave the server through the archive alone."""

    list_display = ["question", "programme", "session", "closed_at"]
    list_select_related = ["programme", "session"]
    list_filter = ["programme"]
    search_fields = ["question"]
    exclude = ["counts", "options"]

    def has_add_permission(self, request):
        """Closing a poll writes records."""
        return False

    def has_change_permission(self, request, obj=None):
        """A correction is a new version."""
        return False
