"""Checksums: what was kept is as it was kept, or `manage.py check_archive` says of which record it is not.

A checksum is keyed with the server's secret, so who can write in the database alone cannot make the right one.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import Record

FROZEN = (
    *("programme_id", "kind", "key", "version", "why", "within", "listed", "payload"),
    *("present", "received", "answered"),
)
MOMENTS = ("begun_at", "ended_at", "kept_at", "redacted_at", "purged_at")
AT_ONCE = 200


def checksum_of(record: Record, secret: str | None = None) -> str:
    """64 hexadecimal digits (HMAC-SHA-256) of all of a record but its indexes, its session and the accounts beside
    it, which may be removed.

    `secret` is the server's secret; without it that of today.
    """
    frozen = {name: getattr(record, name) for name in FROZEN}
    frozen |= {name: at.timestamp() if (at := getattr(record, name)) else None for name in MOMENTS}
    text = json.dumps(_canonical(frozen), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return salted_hmac("livesessions.archive.checksum", text, secret=secret, algorithm="sha256").hexdigest()


def changed_records() -> Iterator[Record]:
    """The records, of every version, whose checksum is not theirs under any secret of this server."""
    for record in Record.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        if not is_intact(record):
            yield record


def is_intact(record: Record) -> bool:
    """Whether the checksum of a record is its own, under any secret of this server."""
    return any(_is_right(record, secret) for secret in _secrets())


def renew_checksums() -> int:
    """Write the checksums that are right under an older secret anew, under that of today; answers how many."""
    renewed = 0
    for record in Record.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        is_old = not _is_right(record, settings.SECRET_KEY)
        if is_old and any(_is_right(record, secret) for secret in settings.SECRET_KEY_FALLBACKS):
            models.QuerySet(Record).filter(pk=record.pk).update(checksum=checksum_of(record))
            renewed += 1
    return renewed


def _secrets() -> Sequence[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _is_right(record: Record, secret: str) -> bool:
    return constant_time_compare(record.checksum, checksum_of(record, secret))


def _canonical(value: Any) -> Any:
    """The same value, however a database writes its numbers: PostgreSQL has 1e16 as a whole number."""
    if isinstance(value, dict):
        return {str(key): _canonical(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
