"""Two sessions, two polls or two teams of one poll side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from livesessions.programme.models import Session, Team

from ..access import organised_by, records_for, sessions_for
from ..models import Record
from ..redaction import number_in
from .comparing import beside, pair_of, pairs_of, team_half
from .lines import names_of, taken_of
from .measuring import measured_kinds
from .versions import Taken, crowd_of

MOST_SESSIONS = 300
"""Sessions to choose from: the newest."""


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side: a session, a poll in one, or a team."""

    title: str
    where: str
    at: datetime | None
    present: int | None


@never_cache
@login_required
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Two sessions (`session`, twice), two things (`item`, twice), or two teams (`team`, twice) of one `item`.

    With one of them, or none, it asks for the others. What this user may not read is as if it were not there.
    """
    wanted = list(dict.fromkeys(request.GET.getlist("item")))
    if any(text.partition("-")[0] not in measured_kinds() for text in wanted[:2]):
        return _sessions(request, _("Only polls can be compared. Tick two of them."))
    if len(wanted) == 1 and "team" not in request.GET and "teams" not in request.GET:
        return _sessions(request, _("Tick two polls to compare them."))
    items = [_item(request.user.pk, text) for text in wanted[:2]]
    if len(items) == 1:
        return _teams(request, items[0])
    if not items:
        return _sessions(request)
    a, b = sorted((taken_of(item) for item in items), key=lambda taken: taken.at)
    name = next(iter(names_of(items).values()))
    context = _sides([a], [b]) | {"pairs": [pair_of(a, b, name)], "of": "items", "left_out": len(wanted) - 2}
    return render(request, "archive/trends/compare.html", context)


def _sessions(request: HttpRequest, sentence: str = "") -> HttpResponse:
    """Two sessions; with one or none, a form to choose them, and with a sentence what was wrong."""
    user = request.user.pk
    chosen = {number_in(text) for text in request.GET.getlist("session")[:2] if text}
    sessions = sessions_for(user).select_related("programme").order_by("starts_at", "pk")
    found = list(sessions.filter(pk__in=chosen))
    if len(found) < len(chosen):
        raise Http404(_("There is no archive here that you may see."))
    if len(found) < 2:
        kept = records_for(user).filter(kind__in=measured_kinds(), ended_at__isnull=False)
        offered = sessions.filter(pk__in=kept.values("session")).order_by("-starts_at", "pk")[:MOST_SESSIONS]
        context = {"sessions": offered, "chosen": [session.pk for session in found], "sentence": sentence}
        return render(request, "archive/trends/choose_sessions.html", context, status=422 if sentence else 200)
    asked = _asked(user, found)
    there, here = (asked[session.pk] for session in found)
    sides = _sides([taken for _name, taken in there], [taken for _name, taken in here], found)
    context = sides | {"pairs": pairs_of(there, here), "of": "sessions"}
    return render(request, "archive/trends/compare.html", context)


def _teams(request: HttpRequest, record: Record) -> HttpResponse:
    """Two teams of one poll, for the organisers of its programme."""
    taken = taken_of(record)
    teams = taken.measurement.teams
    if organised_by(request.user.pk, record.programme.slug) is None or teams is None:
        raise Http404(_("There is no archive here that you may see."))
    names = dict(Team.objects.filter(pk__in=teams, programme=record.programme_id).values_list("pk", "name"))
    chosen = [key for text in request.GET.getlist("team")[:2] if (key := number_in(text)) in names]
    context: dict[str, Any] = {
        "taken": taken,
        "text": taken.measurement.asked.text,
        "minimum": taken.measurement.minimum,
        "item": f"{record.kind}-{record.key}",
        "teams": sorted(names.items(), key=lambda pair: pair[1]),
        "chosen": chosen,
    }
    if len(set(chosen)) == 2:
        a, b = (team_half(taken.measurement, teams[key]) for key in chosen)
        context |= {
            "pair": beside(taken.measurement.asked.text, a, b),
            "sides": [Side(names[key], "", taken.at, teams[key].answered) for key in chosen],
        }
    return render(request, "archive/trends/compare_teams.html", context)


def _item(user: int | None, text: str) -> Record:
    """The record that `<kind>-<key>` names; raises `Http404` for one that this user may not read, existing or not."""
    kind, _dash, key = text.partition("-")
    found = records_for(user).filter(kind=kind, key=key, ended_at__isnull=False).select_related("session", "programme")
    record = found.first() if kind in measured_kinds() else None
    if record is None:
        raise Http404(_("There is no archive here that you may see."))
    return record


def _asked(user: int | None, sessions: Sequence[Session]) -> dict[int, list[tuple[str, Taken]]]:
    """What was asked in these sessions, in its order, each with its barometer."""
    rows = records_for(user).filter(kind__in=measured_kinds(), session__in=sessions, ended_at__isnull=False)
    records = list(rows.select_related("session", "programme").order_by("ended_at", "pk"))
    names = names_of(records)
    found: dict[int, list[tuple[str, Taken]]] = {session.pk: [] for session in sessions}
    for record in records:
        if record.session_id is not None:
            found[record.session_id].append((names[record.pk], taken_of(record)))
    return found


def _sides(a: Sequence[Taken], b: Sequence[Taken], sessions: Sequence[Session] = ()) -> dict[str, Any]:
    """Both sides, and whether another crowd stood on each, as far as is known."""
    sides = []
    for i, some in enumerate((a, b)):
        present = max((taken.present or 0 for taken in some), default=0)
        if sessions:
            sides.append(Side(sessions[i].title, sessions[i].programme.title, sessions[i].starts_at, present or None))
        else:
            note = some[0].measurement.note
            title = " · ".join(filter(None, (some[0].place or some[0].where, note)))
            sides.append(Side(title, some[0].where, some[0].at, present or None))
    crowd = crowd_of(a[-1], b[-1]) if a and b else None
    return {"sides": sides, "crowd": crowd}
