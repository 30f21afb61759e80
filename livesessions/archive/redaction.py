"""Taking words out: of what is live, of every version that was kept, and of the administration's own log.

A feature registers what it keeps of people's words (`Redactable`). Hosts ask for it in the room, organisers in the
archive; both end here. The fact stays, with the time and without the words.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry as AdministrationEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from livesessions.accounts import security_log
from livesessions.texts.redacting import Taken, fingerprint, is_left, taken_out
from livesessions.write_ahead_log import empty_log_after_commit

from .checksums import checksum_of
from .files.exports import void
from .keeping import searched
from .models import Record
from .notes.redacting import take_out_beside

Payload = dict[str, Any]


class Gone(LookupError):
    """There is no such thing, or it has no such text."""


class Changed(Exception):
    """The text is not what was seen."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is taken out of the text `place` of the thing `key`, when, and by which account."""

    key: str
    place: str
    taken: Taken
    at: datetime
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people wrote, as it reads now; `label` says what it is."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Redactable:
    """A kind of thing with people's words in it. `kind` is that of its record, if it has one.

    ``session(key)`` answers the key of its session, `None` when there is no such thing; ``texts(key)`` its texts by
    place. ``redact(redaction)`` takes the words out of every version and copy, and has open pages drawn again; it is
    called in a transaction. Records that it rewrites get its time, and notes and tags beside those lose the words too.
    """

    kind: str
    session: Callable[[str], int | None]
    texts: Callable[[str], Mapping[str, Text]]
    redact: Callable[[Redaction], None]


_redactable: dict[str, Redactable] = {}


def register(redactable: Redactable) -> Redactable:
    """Let words be taken out of things of this kind."""
    if redactable.kind in _redactable:
        raise ValueError(f"two kinds are named {redactable.kind}")
    _redactable[redactable.kind] = redactable
    return redactable


def can_be_redacted(kind: str) -> bool:
    """Whether somebody registered this kind."""
    return kind in _redactable


def redactable_kinds() -> list[str]:
    """The names of all kinds."""
    return list(_redactable)


def session_of(kind: str, key: str) -> int:
    """The key of the session of a thing; raises `Gone`."""
    found = _redactable[kind].session(key) if kind in _redactable else None
    if found is None:
        raise Gone
    return found


def texts_of(kind: str, key: str) -> Mapping[str, Text]:
    """The texts of a thing by place; empty for an unknown one."""
    return _redactable[kind].texts(key) if kind in _redactable else {}


def redact(kind: str, key: str, place: str, seen: str, left: str, by: int | None) -> bool:
    """Take out of a text what is not in `left`; returns whether that was anything, now or just before.

    `seen` is the fingerprint of the text as it stood before who asks. Raises `Gone` when there is no such text,
    `Changed` when somebody wrote in it since, and `NotTakenOut` when `left` is not the text without some words.
    """
    with transaction.atomic():
        text = texts_of(kind, key).get(place)
        if text is None:
            raise Gone
        if fingerprint(text.words) != seen:
            if is_left(text.words, left):
                return True
            raise Changed
        taken = taken_out(text.words, left)
        if not taken.is_nothing:
            now = timezone.now()
            session = session_of(kind, key)
            _redactable[kind].redact(Redaction(key, place, taken, now, by))
            models.QuerySet(Record).filter(session=session, redacted_at=now).update(redacted_by=by)
            take_out_beside(session, now, taken)
            security_log.write("words.redacted", by=by, what=kind)
            empty_log_after_commit()
        return not taken.is_nothing


def rewrite(kind: str, key: str, change: Callable[[Payload], Payload], **columns: Any) -> None:
    """Change the payload of every version of a record, and what is searched of it: words go, and never come.

    `columns` are set besides.
    """
    records = list(Record.objects.filter(kind=kind, key=key))
    for record in records:
        fresh = {"payload": change(record.payload), **columns}
        for name, value in fresh.items():
            setattr(record, name, value)
        fresh |= searched(kind, record.payload)
        models.QuerySet(Record).filter(pk=record.pk).update(**fresh, checksum=checksum_of(record))
    void({record.programme_id for record in records})


def forget_in_administration(rows: Iterable[models.Model]) -> None:
    """Empty what the administration's own log says of these rows: it repeats what they were called."""
    for row in rows:
        kind = ContentType.objects.get_for_model(row)
        AdministrationEntry.objects.filter(content_type=kind, object_id=str(row.pk)).update(object_repr=f"{kind.model}")
