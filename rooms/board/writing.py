"""Answering in writing after the session: a new version of the question's record, and the asker's to find by a code."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.base.refusal import Refused

from .keeping import newest, next_version
from .models import Answer, Question
from .records import QuestionRecord

ANSWERABLE = ("pending", "visible", "answered", "archived")
"""States of records that can be answered in writing: all but what a host turned down."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the key of the account, and the name that stands below the answer."""

    user: int
    name: str


def answerable(session: int) -> list[QuestionRecord]:
    """The kept questions of a session, of each the newest version, those that most people want to know first."""
    found = newest(QuestionRecord.objects.filter(record__session=session).select_related("record")).values()
    kept = [each for each in found if each.state in ANSWERABLE and not each.merged_into]
    return sorted(kept, key=lambda each: (-each.votes, each.asked_at, each.question))


def write_answer(record: QuestionRecord, text: str, writer: Writer) -> QuestionRecord:
    """Write `text` as the answer, if `record` is still the newest version; raises `Refused` when it is not.

    The same answer once more changes nothing. The asker reads it with the receipt code; of who that is, nothing is
    known here.
    """
    text = text.strip()
    if text == record.answer:
        return record
    now = timezone.now()
    fresh = next_version(record, answer=text, answered_by=writer.name, answered_at=now)
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
            question = Question.objects.filter(pk=record.question).first()
            if question is not None:
                Answer.objects.update_or_create(
                    question=question,
                    defaults={"text": text, "by_id": writer.user, "by_name": writer.name, "at": now},
                )
    except IntegrityError:
        raise Refused(_("Somebody else has just written an answer to this question. Look at it first.")) from None
    return fresh
