"""Administration of word lists."""

from django.contrib import admin

from .models import WordList


@admin.register(WordList)
class WordListAdmin(admin.ModelAdmin):
    """The words at which a waiting question is marked, by programme."""

    list_display = ["programme"]
