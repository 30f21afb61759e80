"""Administration of kept boards (to look at and to remove; a record does not change) and of word lists."""

from django.contrib import admin

from .models import BoardRecord, WordList


@admin.register(BoardRecord)
class BoardRecordAdmin(admin.ModelAdmin):
    """Kept boards, read-only. Shown without questions and log: those leave the server through the archive alone."""

    list_display = ["__str__", "programme", "session", "version", "closed_at"]
    list_select_related = ["programme", "session"]
    list_filter = ["programme"]
    exclude = ["log"]

    def has_add_permission(self, request):
        """The end of a room writes records."""
        return False

    def has_change_permission(self, request, obj=None):
        """A correction is a new version."""
        return False


@admin.register(WordList)
class WordListAdmin(admin.ModelAdmin):
    """The words at which a waiting question is marked, by programme."""

    list_display = ["programme"]
