"""Sessions, polls, or teams of one poll side by side: two, three or four."""

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
from livesessions.texts.bidi import isolated

from ..access import organised_by, records_for, sessions_for
from ..keys import number_in
from ..models import Record
from .comparing import LETTERS, MOST_COLUMNS, Named, beside, comparison_of, comparisons_of, team_column
from .lines import names_of, taken_of
from .measuring import measured_kinds
from .versions import Crowd, Taken, crowd_of, last_rounds

MOST_SESSIONS = 300
"""Sessions to choose from: the newest."""


@dataclass(frozen=True, slots=True)
class Side:
    """What a column is of: a session, a poll in one, or a team."""

    letter: str
    title: str
    where: str
    at: datetime | None
    present: int | None


@never_cache
@login_required
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Sessions (`session`, two to four times), things (`item`), or teams (`team`) of one `item`.

    With one of them, or none, it asks for the others. What this user may not read is as if it were not there.
    """
    wanted = list(dict.fromkeys(request.GET.getlist("item")))
    some = wanted[:MOST_COLUMNS]
    if any(text.partition("-")[0] not in measured_kinds() for text in some):
        return _sessions(request, _("Only polls can be compared. Tick two to four of them."))
    if len(wanted) == 1 and "team" not in request.GET and "teams" not in request.GET:
        text = taken_of(_item(request.user.pk, wanted[0])).measurement.asked.text
        sentence = _("You ticked one poll: “%(poll)s”. Tick one to three more to compare them.")
        return _sessions(request, sentence % {"poll": isolated(text)})
    items = [_item(request.user.pk, text) for text in some]
    if len(items) == 1:
        return _teams(request, items[0])
    if not items:
        return _sessions(request)
    asked = dict(zip(LETTERS, sorted(map(taken_of, items), key=lambda taken: taken.at), strict=False))
    sides = [_side_of(letter, taken) for letter, taken in asked.items()]
    context: dict[str, Any] = {
        "sides": sides,
        "crowd": _crowd(list(asked.values())),
        "comparisons": [comparison_of(asked, next(iter(names_of(items).values())))],
        "left_out": len(wanted) > len(some),
    }
    return render(request, "archive/trends/compare.html", context)


def _sessions(request: HttpRequest, sentence: str = "") -> HttpResponse:
    """Some sessions; with one or none, a form to choose them, and with a sentence what was wrong."""
    user = request.user.pk
    chosen = {number_in(text) for text in request.GET.getlist("session")[:MOST_COLUMNS] if text}
    sessions = sessions_for(user).select_related("programme").order_by("starts_at", "pk")
    found = list(sessions.filter(pk__in=chosen))
    if len(found) < len(chosen):
        raise Http404(_("There is no archive here that you may see."))
    if len(found) < 2:
        kept = records_for(user).filter(kind__in=measured_kinds(), ended_at__isnull=False)
        offered = sessions.filter(pk__in=kept.values("session")).order_by("-starts_at", "pk")[:MOST_SESSIONS]
        slots = _slots([session.pk for session in found])
        context: dict[str, Any] = {"sessions": offered, "slots": slots, "sentence": sentence}
        return render(request, "archive/trends/choose_sessions.html", context, status=422 if sentence else 200)
    asked = _asked(user, found)
    sides, last = [], []
    for letter, session in zip(LETTERS, found, strict=False):
        taken = [each for _name, each in asked[session.pk]]
        present = max((each.present or 0 for each in taken), default=0)
        at = taken[0].at if taken else session.starts_at
        sides.append(Side(letter, session.title, session.programme.title, at, present or None))
        last += taken[-1:]
    context = {
        "sides": sides,
        "crowd": _crowd(last),
        "comparisons": comparisons_of({side.letter: asked[one.pk] for side, one in zip(sides, found, strict=True)}),
        "of_sessions": True,
    }
    return render(request, "archive/trends/compare.html", context)


def _teams(request: HttpRequest, record: Record) -> HttpResponse:
    """Some teams of one poll, for the organisers of its programme."""
    taken = taken_of(record)
    teams, text = taken.measurement.teams, taken.measurement.asked.text
    if organised_by(request.user.pk, record.programme.slug) is None or teams is None:
        raise Http404(_("There is no archive here that you may see."))
    names = dict(Team.objects.filter(pk__in=teams, programme=record.programme_id).values_list("pk", "name"))
    wanted = dict.fromkeys(map(number_in, request.GET.getlist("team")[:MOST_COLUMNS]))
    chosen = [key for key in wanted if key in names]
    context: dict[str, Any] = {
        "taken": taken,
        "text": text,
        "minimum": taken.measurement.minimum,
        "item": f"{record.kind}-{record.key}",
        "teams": sorted(names.items(), key=lambda pair: pair[1]),
        "slots": _slots(chosen),
    }
    if len(chosen) > 1:
        own = list(zip(LETTERS, chosen, strict=False))
        columns = [team_column(letter, taken.measurement, teams[key]) for letter, key in own]
        context["comparison"] = beside(text, columns)
        context["sides"] = [Side(letter, names[key], "", taken.at, teams[key].answered) for letter, key in own]
    return render(request, "archive/trends/compare_teams.html", context)


def _slots(chosen: Sequence[int]) -> list[tuple[str, int | None, bool]]:
    """The fields in which somebody chooses: a letter, what is chosen, and whether something must be."""
    found = [*chosen, *[None] * MOST_COLUMNS]
    return [(letter, found[place], place < 2) for place, letter in enumerate(LETTERS)]


def _item(user: int | None, text: str) -> Record:
    """The record that `<kind>-<key>` names; raises `Http404` for one that this user may not read, existing or not."""
    kind, _dash, key = text.partition("-")
    found = records_for(user).filter(kind=kind, key=key, ended_at__isnull=False).select_related("session", "programme")
    record = found.first() if kind in measured_kinds() else None
    if record is None:
        raise Http404(_("There is no archive here that you may see."))
    return record


def _asked(user: int | None, sessions: Sequence[Session]) -> dict[int, list[Named]]:
    """What was asked in these sessions, in its order, each with its barometer; of rounds the last."""
    rows = records_for(user).filter(kind__in=measured_kinds(), session__in=sessions, ended_at__isnull=False)
    records = list(rows.select_related("session", "programme").order_by("ended_at", "pk"))
    names = names_of(records)
    by_key = {record.key: names[record.pk] for record in records}
    found: dict[int, list[Named]] = {session.pk: [] for session in sessions}
    for taken in last_rounds([taken_of(record) for record in records]):
        if taken.session is not None:
            found[taken.session].append((by_key[taken.key], taken))
    return found


def _side_of(letter: str, taken: Taken) -> Side:
    title = " · ".join(filter(None, (taken.place or taken.where, taken.measurement.note)))
    return Side(letter, title, taken.where, taken.at, taken.present or None)


def _crowd(taken: Sequence[Taken]) -> Crowd | None:
    """Whether other people than the first answered somewhere, as far as is known; `None` of fewer than two."""
    found = {crowd_of(taken[0], each) for each in taken[1:]}
    return next((crowd for crowd in (Crowd.OTHER, Crowd.UNKNOWN, Crowd.SAME) if crowd in found), None)
