"""The archive's pages and downloads, for organisers and hosts. What they show is what features registered."""

from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from livesessions.accounts import security_log
from livesessions.programme.models import Programme
from livesessions.programme.retention import purged_of, terms_of
from livesessions.unfinished import still_to_come

from .access import organised_by, programme_for, records_for, sessions_for
from .files.spreadsheet import to_csv
from .files.views import MOST_AT_ONCE
from .files.workbook import Table, write_workbook
from .files.writing import TYPES, write_file
from .models import Records
from .reading import choose, items_of, records_of, rows_of, side_by_side, values_of
from .register import Page, RecordKind, kinds_with_pages, kinds_with_sheets

ON_A_PAGE = 12
"""Things on a page, each as high as a result: more is a page that nobody scrolls to the end of."""


@never_cache
@login_required
@require_GET
def page(request: HttpRequest, slug: str, name: str = "") -> HttpResponse:
    """The records of one kind, chosen by `session`, `text` and the page's own fields; without a name the first kind."""
    found = _find_programme(request, slug)
    theirs = sessions_for(request.user.pk).filter(programme=found)
    coming = still_to_come(theirs.values("pk"))
    kind, this = _find_page(name)
    records = records_of(request.user.pk, found, kind)
    wanted = _wanted(request)
    some = Paginator(choose(records, kind, this.choices, wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "programme": found,
        "organises": organised_by(request.user.pk, slug) is not None,
        "page": this,
        "pages": [_link(found, each, is_current=each is this) for _kind, each in kinds_with_pages()],
        "sheets": [_sheet(found, kind, each, wanted) for each in kinds_with_sheets() if each[1].page == this.name],
        "summaries": side_by_side(records, this),
        "choices": [(choice, values_of(records, choice), wanted.get(choice.name, "")) for choice in this.choices],
        "wanted": wanted,
        "chosen": urlencode(wanted),
        "items": items_of(kind, list(some)),
        "some": some,
        "is_large": some.paginator.count > MOST_AT_ONCE,
        "purged": purged_of(found),
        "terms": terms_of(found),
        "coming": [(session.title, coming[session.pk]) for session in theirs.filter(pk__in=coming)],
    }
    return render(request, "archive/page.html", context)


@never_cache
@login_required
@require_GET
def workbook(request: HttpRequest, slug: str, name: str = "") -> HttpResponseBase:
    """A workbook: of the page `name` with the choice of that page, or without a name of the whole programme.

    Of more than `MOST_AT_ONCE` things it is made in the background, as every file here.
    """
    found = _find_programme(request, slug)
    own, this = _find_page(name) if name else (None, None)
    _finish_what_is_due(request, found)
    sheets = [
        (kind, sheet)
        for kind, sheet in kinds_with_sheets()
        if not sheet.apart and (this is None or sheet.page == this.name)
    ]
    wanted = _wanted(request) if this is not None else {}
    if own is not None:
        everything = _chosen(request, found, own, wanted)
    else:
        kinds = {kind.name for kind, _sheet in sheets}
        everything = records_for(request.user.pk).filter(programme=found, kind__in=kinds, within="")
    if elsewhere := _in_background(found, everything, own, wanted):
        return elsewhere
    tables = [
        Table(str(sheet.title), sheet.columns, rows_of(kind, sheet, _chosen(request, found, kind, wanted)))
        for kind, sheet in sheets
    ]
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    write_workbook(file, tables)
    file.seek(0)
    security_log.write("archive.downloaded", request, programme=found.pk, sheet=this.name if this else "everything")
    filename = "-".join(filter(None, (found.slug, this.name if this else ""))) + ".xlsx"
    return FileResponse(file, as_attachment=True, filename=filename, content_type=TYPES["xlsx"])


@never_cache
@login_required
@require_GET
def download(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The same as CSV."""
    found = _find_programme(request, slug)
    kind, sheet = next((pair for pair in kinds_with_sheets() if pair[1].name == name), (None, None))
    if kind is None or sheet is None:
        raise Http404(_("There is no archive here that you may see."))
    _finish_what_is_due(request, found)
    records = _chosen(request, found, kind, _wanted(request))
    if not sheet.apart and (elsewhere := _in_background(found, records, kind, _wanted(request))):
        return elsewhere
    rows = rows_of(kind, sheet, records)
    response = HttpResponse(to_csv(sheet.columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-{sheet.name}.csv"'
    security_log.write("archive.downloaded", request, programme=found.pk, sheet=sheet.name)
    return response


@never_cache
@login_required
@require_GET
def documents(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """What the page `name` shows with its choice, as JSON."""
    found = _find_programme(request, slug)
    kind, this = _find_page(name)
    _finish_what_is_due(request, found)
    records = _chosen(request, found, kind, _wanted(request))
    if elsewhere := _in_background(found, records, kind, _wanted(request)):
        return elsewhere
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    ending = write_file(file, "json", records)
    file.seek(0)
    security_log.write("archive.downloaded", request, programme=found.pk, sheet=f"{this.name}.json")
    filename = f"{found.slug}-{this.name}.{ending}"
    return FileResponse(file, as_attachment=True, filename=filename, content_type=TYPES[ending])


def _find_programme(request: HttpRequest, slug: str) -> Programme:
    """A programme that this user may read; raises `Http404` for every other, existing or not."""
    found = programme_for(request.user.pk, slug)
    if found is None:
        raise Http404(_("There is no archive here that you may see."))
    return found


def _wanted(request: HttpRequest) -> dict[str, str]:
    return {field: str(value) for field, value in request.GET.items() if value and field != "page"}


def _finish_what_is_due(request: HttpRequest, found: Programme) -> None:
    still_to_come(sessions_for(request.user.pk).filter(programme=found).values("pk"))


def _chosen(request: HttpRequest, found: Programme, kind: RecordKind, wanted: dict[str, str]) -> Records:
    records = records_of(request.user.pk, found, kind)
    return choose(records, kind, kind.page.choices if kind.page else (), wanted)


def _in_background(
    found: Programme, records: Records, kind: RecordKind | None, wanted: dict[str, str]
) -> HttpResponse | None:
    """The way to the page where a file of so many is asked for, with the same choice; `None` for fewer; one query."""
    if records.count() <= MOST_AT_ONCE:
        return None
    chosen = {"programme": found.slug}
    if kind is not None:
        names = {"session", "text", *(choice.name for choice in (kind.page.choices if kind.page else ()))}
        chosen |= {"kind": kind.name} | {name: value for name, value in wanted.items() if name in names}
    return redirect(f"{reverse('archive-take')}?{urlencode(chosen)}")


def _find_page(name: str) -> tuple[RecordKind, Page]:
    for kind, each in kinds_with_pages():
        if name in ("", each.name):
            return kind, each
    raise Http404(_("There is no archive here that you may see."))


def _link(found: Programme, each: Page, *, is_current: bool) -> dict[str, Any]:
    url = reverse("archive-page", args=[found.slug, each.name])
    return {"title": each.title, "url": url, "is_current": is_current}


def _sheet(found: Programme, shown: RecordKind, pair: tuple[RecordKind, Any], wanted: dict[str, str]) -> dict[str, Any]:
    """The button of a download, which holds the same choice as its page."""
    kind, sheet = pair
    query = f"?{urlencode(wanted)}" if wanted and kind is shown else ""
    return {"title": sheet.title, "url": reverse("archive-sheet", args=[found.slug, sheet.name]) + query}
