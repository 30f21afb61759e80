"""Questions, cards and the moderation log go with the term of the programme; records keep the figures."""

from datetime import datetime

from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, purges

from ..models import LogEntry, Question, WordList


@purges(
    Term.TEXTS,
    {
        "questions and cards": ngettext_lazy("%(number)d question or card", "%(number)d questions and cards", "number"),
        "word lists": ngettext_lazy("%(number)d word list", "%(number)d word lists", "number"),
    },
)
def purge_questions(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete them, and the word list, in which names may stand."""
    LogEntry.objects.filter(board__room__session__programme=programme).delete()
    mine = Question.objects.filter(board__room__session__programme=programme)
    number = mine.count()
    mine.delete()
    lists, _by_model = WordList.objects.filter(programme=programme).delete()
    return {"questions and cards": number, "word lists": lists}
