"""Pages of barometers: the lines that somebody may see, one line, and to which one a kept thing belongs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from livesessions.accounts import security_log

from ..access import organised_by, records_for
from ..files.documents import as_json
from ..files.spreadsheet import to_csv
from ..files.workbook import Table, write_workbook
from ..models import BarometerGiven
from .lines import line_for, lines_for, name_of, with_words
from .measurement import Measure
from .measuring import measured_kinds, measurement_of
from .showing import CROWDS, figures_of
from .versions import Point, points_of, versions_of

ON_A_PAGE = 25
LONGEST_NAME = 50
MOST_NAMES = 50
"""Names of lines that are offered."""
FORMS = ("csv", "xlsx", "json")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: one number of one time; no number where nothing may be told."""

    point: Point
    measure: Measure | None


def _share(row: Row) -> object:
    return row.measure.value if row.measure and row.measure.is_share else None


def _value(row: Row) -> object:
    return row.measure.value if row.measure and not row.measure.is_share else None


COLUMNS: list[tuple[str, Any, Callable[[Row], object]]] = [
    ("date", gettext_lazy("Date"), lambda row: timezone.localtime(row.point.taken.at).date()),
    ("session", gettext_lazy("Session"), lambda row: row.point.taken.place),
    ("programme", gettext_lazy("Programme"), lambda row: row.point.taken.where),
    ("version", gettext_lazy("Version"), lambda row: row.point.letter),
    ("question", gettext_lazy("Question"), lambda row: row.point.taken.measurement.asked.text),
    ("kind", gettext_lazy("Kind"), lambda row: row.point.taken.measurement.asked.title),
    ("note", gettext_lazy("Note"), lambda row: row.point.taken.measurement.note),
    ("present", gettext_lazy("Present"), lambda row: row.point.taken.present),
    ("answers", gettext_lazy("Answers"), lambda row: row.point.taken.answered),
    ("answer", gettext_lazy("Answer"), lambda row: row.measure.text if row.measure else _("Too few answers to show")),
    ("percent", gettext_lazy("Percent"), _share),
    ("value", gettext_lazy("Value"), _value),
    ("group", gettext_lazy("Who"), lambda row: CROWDS[row.point.crowd]()),
]
"""The columns of a file: name, label, and the function that gives the cell of a row."""


@never_cache
@login_required
@require_GET
def barometers(request: HttpRequest) -> HttpResponse:
    """The lines that this user may see, the newest first."""
    some = Paginator(lines_for(request.user.pk), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "archive/trends/barometers.html", {"some": some, "lines": with_words(list(some))})


@never_cache
@login_required
@require_GET
def barometer(request: HttpRequest, name: str) -> HttpResponse:
    """One line, of the answer that `answer` names."""
    points, older = _points(request, name)
    shown = [point for point in points if not point.taken.measurement.reason]
    context = {
        "name": name,
        "text": points[-1].taken.measurement.asked.text,
        "title": points[-1].taken.measurement.asked.title,
        "first": points[0].taken.at,
        "points": points,
        "older": older,
        "withheld": [point for point in points if point.taken.measurement.reason],
        "minimum": max(point.taken.measurement.minimum for point in points),
        "is_empty": not any(point.taken.measurement.measures for point in shown),
        "breaks": sum(point.breaks is not None for point in points),
        "figures": figures_of(points, request.GET.get("answer", "")),
        "versions": versions_of(points),
        "forms": FORMS,
    }
    return render(request, "archive/trends/barometer.html", context)


@never_cache
@login_required
@require_GET
def barometer_file(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """The same numbers as CSV, as a workbook (XLSX) or as JSON; raises `Http404` for another form."""
    if form not in FORMS:
        raise Http404(_("There is no barometer here that you may see."))
    rows = _rows(_points(request, name)[0])
    columns = [(label, cell) for _name, label, cell in COLUMNS]
    security_log.write("archive.downloaded", request, sheet="barometer")
    if form == "csv":
        response = HttpResponse(to_csv(columns, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    if form == "xlsx":
        file = TemporaryFile()  # noqa: SIM115  (the response closes it)
        write_workbook(file, [Table(name, columns, rows)])
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    answer = JsonResponse({"barometer": name, "rows": _as_json(rows)}, json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Give one kept thing to a barometer, or take it away with an empty name; the record itself never changes."""
    programme = organised_by(request.user.pk, slug)
    record = None
    if programme is not None and kind in measured_kinds():
        record = records_for(request.user.pk).filter(programme=programme, kind=kind, key=key).first()
    if programme is None or record is None:
        raise Http404(_("There is no archive here that you may see."))
    now, given, status = name_of(record), request.POST.get("barometer", "")[: 4 * LONGEST_NAME], HTTPStatus.OK
    name = slugify(given)
    if request.method == "POST" and (bool(given.strip()) == bool(name)) and len(name) <= LONGEST_NAME:
        if name != now:
            made = {"programme": programme, "kind": kind, "key": key, "by_id": request.user.pk}
            BarometerGiven.objects.create(barometer=name, **made)
        said = _("It belongs to the barometer %(name)s now.") if name else _("It is in no barometer now.")
        messages.success(request, said % {"name": name})
        return redirect("archive-record", slug, kind, key)
    if request.method == "POST":
        messages.error(request, _("Write the name of a barometer in letters or digits."))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    given = given if request.method == "POST" else now
    context = {
        "record": record,
        "programme": programme,
        "text": measurement_of(record).asked.text,
        "given": given,
        "names": [line.name for line in lines_for(request.user.pk)[:MOST_NAMES]],
    }
    return render(request, "archive/trends/give.html", context, status=status)


def _points(request: HttpRequest, name: str) -> tuple[list[Point], int]:
    """The times of a line; raises `Http404` for one of which this user may see none, existing or not."""
    taken, older = line_for(request.user.pk, name)
    if not taken:
        raise Http404(_("There is no barometer here that you may see."))
    return points_of(taken), older


def rows_as_json(points: Iterable[Point]) -> list[dict[str, Any]]:
    """The numbers of these times, ready for `json.dumps`."""
    return _as_json(_rows(points))


def _rows(points: Iterable[Point]) -> list[Row]:
    return [Row(point, each) for point in points for each in point.taken.measurement.measures or [None]]


def _as_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [{name: as_json(cell(row)) for name, _label, cell in COLUMNS} for row in rows]
