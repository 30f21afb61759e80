"""The shapes of the demo's content."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..models import Kind

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class DemoSession:
    """The fields of a `Session`."""

    kind: Kind
    title: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    by: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class DemoProgramme:
    """The fields of a `Programme`, its sessions, and its teams (name, expected people) in the order of the street."""

    slug: str
    title: str
    subtitle: str
    organisation: str
    starts_on: date
    ends_on: date
    introduction: str
    sessions: tuple[DemoSession, ...]
    teams: tuple[tuple[str, int], ...]
    quote: str = ""
    quote_source: str = ""


def at(day: date, hours: int, minutes: int = 0) -> datetime:
    """A time in Amsterdam."""
    return datetime(day.year, day.month, day.day, hours, minutes, tzinfo=AMSTERDAM)
