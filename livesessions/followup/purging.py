"""Replies and codes go with the term of the programme."""

from datetime import datetime

from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, purges

from .models import Receipt, Reply


@purges(
    Term.TEXTS,
    {
        "replies": ngettext_lazy("%(number)d reply", "%(number)d replies", "number"),
        "receipts": ngettext_lazy("%(number)d receipt", "%(number)d receipts", "number"),
    },
)
def purge_replies(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete every version of every reply, and every code that leads to one."""
    replies, _by_model = Reply.objects.filter(session__programme=programme).delete()
    receipts, _by_model = Receipt.objects.filter(session__programme=programme).delete()
    return {"replies": replies, "receipts": receipts}
