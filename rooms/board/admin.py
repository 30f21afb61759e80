"""Administration of word lists; questions and cards, to look something up and to have words taken out."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from livesessions.archive.admin import link_to_words

from .models import Question
from .prompt_records import CARD
from .records import QUESTION
from .word_list import WordList


@admin.register(WordList)
class WordListAdmin(admin.ModelAdmin):
    """The words by which waiting questions are marked, by programme."""

    list_display = ["programme"]


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin):
    """Questions and cards, also those that a host did not show. Nothing here leads to who asked."""

    list_display = ["text", "state", "session", "redacted_at"]
    list_filter = ["state", "board__room__session__programme"]
    list_select_related = ["board__room__session__programme"]
    search_fields = ["text", "reason"]
    readonly_fields = ["text", "category", "cluster", "state", "state_at", "reason", "session", "redacted_at", "redact"]
    fields = [*readonly_fields]

    @admin.display(description=_("session"))
    def session(self, question):
        """The session in which it was asked."""
        return question.board.room.session

    @admin.display(description=_("words"))
    def redact(self, question):
        """Where words are taken out of it."""
        kind = CARD if question.is_card else QUESTION
        return link_to_words(question.board.room.session.programme.slug, kind, question.pk)

    def has_add_permission(self, request):
        """People in the room ask."""
        return False

    def has_change_permission(self, request, obj=None):
        """Words are taken out, and nobody else's are put in."""
        return False

    def has_delete_permission(self, request, obj=None):
        """The fact that something was asked stays until the end of the term."""
        return False
