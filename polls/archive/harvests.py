"""What groups brought back, for the organisers of a programme: a page and a download."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from livesessions.programme.models import Programme
from rooms.breakouts.models import Field, HarvestRecord, Way
from rooms.breakouts.plan.proof_sheet import sentences

from .spreadsheet import to_csv
from .views import find_programme

ENOUGH = 3
"""In a smaller group the teams are not named: words and team together would say who it was."""


@never_cache
@login_required
@require_GET
def harvests(request: HttpRequest, slug: str) -> HttpResponse:
    """The kept rounds of a programme: how people were divided, and what each group wrote."""
    found = find_programme(request, slug)
    context = {
        "programme": found,
        "rounds": [_shown(record) for record in _records(found)],
        "csv_url": reverse("archive-harvest-csv", args=[found.slug]),
        "divisions_url": reverse("archive-divisions", args=[found.slug]),
    }
    return render(request, "archive/harvests.html", context)


def _records(found: Programme) -> Iterable[HarvestRecord]:
    return found.harvests.select_related("session")


def _shown(record: HarvestRecord) -> dict[str, Any]:
    return {
        "pk": record.pk,
        "session_title": record.session.title if record.session else "",
        "number": record.number,
        "sent_at": record.sent_at,
        "way": Way(record.way).label,
        "question": record.question,
        "task": record.task,
        "seed": record.seed,
        "proof": sentences(record.proof),
        "houses": [_house(house) for house in record.houses],
    }


def _house(house: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": house["name"] or _("House %(number)s") % {"number": house["number"]},
        "people": house["people"],
        "teams": house["teams"] if house["people"] >= ENOUGH else [],
        "lines": [line | {"title": Field(line["field"]).label} for line in house["lines"]],
        "polls": house.get("polls", []),
    }


@never_cache
@login_required
@require_GET
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as CSV, a line for each text, and one for each answer of a group's own poll."""
    found = find_programme(request, slug)
    header = [
        _("Session"),
        _("Round"),
        _("Sent out"),
        _("Group"),
        _("People"),
        _("Teams"),
        _("Field"),
        _("Text (participants' words)"),
        _("Label"),
        _("Votes"),
    ]
    response = HttpResponse(to_csv(header, _rows(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-harvest.csv"'
    return response


def _rows(found: Programme) -> Iterable[list[object]]:
    for record in _records(found):
        sent = timezone.localtime(record.sent_at).strftime("%Y-%m-%d %H:%M")
        start = [record.session.title if record.session else "", record.number, sent]
        for house in map(_house, record.houses):
            about = [house["name"], house["people"], ", ".join(house["teams"])]
            for line in house["lines"]:
                yield [*start, *about, line["title"], line["text"], line["label"], line["votes"]]
            for poll in house["polls"]:
                # Without the teams: beside a few answers they would say who it was.
                own = [*start, house["name"], house["people"], "", _("The group's own question")]
                for text, votes in poll["rows"] or [(_most(poll), "")]:
                    yield [*own, f"{poll['question']} {text}", "", votes]


def _most(poll: Mapping[str, Any]) -> str:
    """What is told of a result with so few answers that numbers would say who it was."""
    return _("(chosen most: %(answer)s)") % {"answer": poll["most"]} if poll["most"] else _("(opinions differed)")


@never_cache
@login_required
@require_GET
def divisions(request: HttpRequest, slug: str) -> HttpResponse:
    """How people were divided, as CSV: way, number and every objective of the proof sheet."""
    found = find_programme(request, slug)
    header = [_("Session"), _("Round"), _("How"), _("Number"), _("Counted"), _("Value"), _("Bound"), _("Proven")]
    rows = [
        [
            record.session.title if record.session else "",
            record.number,
            Way(record.way).label,
            record.seed if record.seed is not None else "",
            line["name"],
            line["value"],
            "" if line["bound"] is None else line["bound"],
            "" if line["bound"] is None else _("yes") if line["proven"] else _("no"),
        ]
        for record in _records(found)
        for line in record.proof.get("lines", ())
    ]
    response = HttpResponse(to_csv(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-divisions.csv"'
    return response
