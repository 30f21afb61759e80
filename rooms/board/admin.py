"""Administration of word lists."""

from django.contrib import admin

from .models import WordList


@admin.register(WordList)
class WordListAdmin(admin.ModelAdmin):
    """The words by which waiting questions are marked, by programme."""

    list_display = ["programme"]
