"""Replies and codes go with the term of the programme, and the name of who replied with the account."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import pre_delete
from django.dispatch import receiver
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


@receiver(pre_delete, sender=User)
def forget_who_replied(sender: type[User], instance: User, **kwargs: Any) -> None:
    """The replies of an account that is removed stay, without its name."""
    Reply.objects.filter(by=instance).update(by_name="")
