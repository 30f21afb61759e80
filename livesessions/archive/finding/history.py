"""The versions of a thing that was kept: when each was added, why, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ..models import Record
from ..register import ENDED, named, reasons_of


@dataclass(frozen=True, slots=True)
class Version:
    """One version as organisers read of it. `why` and `by` are empty in the first one, `by` also where no host added
    it.
    """

    number: int
    at: datetime
    why: str
    by: str


def history_of(record: Record) -> Sequence[Version]:
    """All versions of this thing, the first one first; one query."""
    rows = Record.objects.filter(kind=record.kind, key=record.key).order_by("version").select_related("by")
    return [Version(row.version, row.kept_at, why_of(row), by_of(row)) for row in rows]


def why_of(record: Record) -> str:
    """The reason for this version, in the language of the page; empty for the first one."""
    return str(reasons_of(named(record.kind)).get(record.why, ""))


def by_of(record: Record) -> str:
    """Whose version this is; "a host" once the account is removed, and for who has none. Empty: no host added it."""
    return "" if record.why in ("", ENDED, *named(record.kind).of_nobody) else name_of(record.by)


def name_of(account: User | None) -> str:
    """What an account is called beside what it did."""
    if account is None:
        return _("a host")
    return account.get_full_name() or account.get_username().partition("@")[0]
