"""The public page of a programme."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .models import Kind, Programme, Session


@dataclass(frozen=True, slots=True)
class Slot:
    """Sessions that start at the same time: people choose one of them."""

    starts_at: datetime
    sessions: list[Session]
    new_day: bool
    """Whether this slot is the first of its day: in a series the page shows the date here."""

    @property
    def ends_at(self) -> datetime:
        """The time at which the last session ends."""
        return max(session.ends_at for session in self.sessions)

    @property
    def minutes(self) -> int:
        """The length of the longest session, in minutes."""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of session in this programme, to filter by."""

    value: str
    label: str
    chosen: bool


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a programme. ``?kind=`` (may be repeated) filters by kind. Raises `Http404` when unpublished."""
    shown = Programme.objects.filter(slug=slug, published=True).first()
    if not shown:
        raise Http404(_("We do not know this programme. Check the address, or ask who invited you."))
    sessions = sorted(shown.sessions.all(), key=_by_time_and_kind)
    wanted = set(request.GET.getlist("kind"))
    kinds = kinds_of(sessions, wanted)
    chosen = {kind.value for kind in kinds if kind.chosen}
    return render(
        request,
        "programme/programme.html",
        {
            "programme": shown,
            "slots": slots_of([session for session in sessions if not chosen or session.kind in chosen]),
            "kinds": kinds,
            "teams": list(shown.teams.all()),
        },
    )


def _by_time_and_kind(session: Session) -> tuple[datetime, int, str]:
    return session.starts_at, Kind.values.index(session.kind), session.title


def kinds_of(sessions: list[Session], wanted: set[str]) -> list[KindChoice]:
    """The kinds that occur, in the order of `Kind`; empty when there is only one, because there is nothing to choose.

    A wanted kind that does not occur is not chosen.
    """
    present = {session.kind for session in sessions}
    if len(present) == 1:
        return []
    return [KindChoice(kind.value, str(kind.label), kind.value in wanted) for kind in Kind if kind.value in present]


def slots_of(sessions: list[Session]) -> list[Slot]:
    """Group sessions, which are in order of time, by their start."""
    slots: list[Slot] = []
    for starts_at, together in groupby(sessions, key=lambda session: session.starts_at):
        day = timezone.localdate(starts_at)
        new_day = not slots or timezone.localdate(slots[-1].starts_at) != day
        slots.append(Slot(starts_at, list(together), new_day))
    return slots
