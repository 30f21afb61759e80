"""With an account its name goes: from the moderation log, and from what was kept of that and of answers in writing."""

from collections import defaultdict
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from livesessions.archive.redaction import rewrite
from livesessions.followup.models import Reply

from ..models import LogEntry
from ..records import BOARD, QUESTION

Fields = dict[str, Any]


@receiver(pre_delete, sender=User)
def take_the_name_of_an_account(sender: type[User], instance: User, **kwargs: Any) -> None:
    """Empty who did something and who answered, in every version. What they did and wrote stays.

    Records have no key of an account: moments tell which entries and answers are theirs.
    """
    did: dict[int, set[str]] = defaultdict(set)
    for board, at in LogEntry.objects.filter(by=instance).values_list("board", "at"):
        did[board].add(at.isoformat())
    for board, moments in did.items():
        rewrite(BOARD, str(board), partial(_without_who, moments))
    LogEntry.objects.filter(by=instance).update(by_name="")
    answered: dict[str, set[str]] = defaultdict(set)
    for key, at in Reply.objects.filter(by=instance, kind=QUESTION).values_list("key", "at"):
        answered[key].add(at.isoformat())
    for key, moments in answered.items():
        rewrite(QUESTION, key, partial(_without_answerer, moments))


def _without_who(theirs: set[str], payload: Fields) -> Fields:
    return payload | {"log": [entry | {"by": ""} if entry["at"] in theirs else entry for entry in payload["log"]]}


def _without_answerer(theirs: set[str], payload: Fields) -> Fields:
    return payload | {"answered_by": ""} if payload["answered_at"] in theirs else payload
