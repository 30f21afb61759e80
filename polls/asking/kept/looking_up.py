"""What showing kept polls needs besides their records, read at once for all of a page."""

from collections.abc import Iterable

from livesessions.archive.keeping import newest_of
from livesessions.archive.models import Record
from polls.kinds.kind import APPROVE
from polls.kinds.register import kinds

from ..models import Poll
from ..pictures.models import Picture

POLL = "poll"
APPROVED = "approved"
"""Which answers a host approved; `None` where that does not matter, or no longer."""
BEFORE = "before"
"""The record of the round before, if there was one."""
PICTURES = "pictures"
"""The digests of the pictures of options, by the key of the option."""


def look_up(records: Iterable[Record]) -> None:
    """Read all of this beside each record; three queries at most."""
    records = list(records)
    _approved([record for record in records if record.payload["settings"].get(APPROVE)])
    _rounds([record for record in records if record.payload["again_of"]])
    _pictures([record for record in records if kinds()[record.payload["kind"]].pictures])


def _approved(records: list[Record]) -> None:
    polls = Poll.objects.filter(pk__in=[record.key for record in records], approved__isnull=False)
    found = dict(polls.values_list("pk", "approved")) if records else {}
    for record in records:
        record.beside[APPROVED] = found.get(int(record.key))


def _rounds(records: list[Record]) -> None:
    found = newest_of(POLL, {record.payload["again_of"] for record in records}) if records else {}
    for record in records:
        record.beside[BEFORE] = found.get(record.payload["again_of"])


def _pictures(records: list[Record]) -> None:
    keys = [key for record in records for key, _text in record.payload["options"]]
    found = dict(Picture.objects.filter(option__in=keys).values_list("option_id", "digest")) if keys else {}
    for record in records:
        own = [int(key) for key, _text in record.payload["options"]]
        record.beside[PICTURES] = {str(key): found[key] for key in own if key in found}
