"""The archive's pages and its download, for the organisers of a programme."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from livesessions.programme.models import Programme
from polls.kinds.single import count

from .disclosure import Disclosed, Viewer, disclose
from .models import Record
from .spreadsheet import to_csv


def disclosed(record: Record) -> Disclosed:
    """What an organiser may see of a record."""
    result = count([(key, text) for key, text in record.options], record.counts)
    return disclose(result, Viewer.ORGANISER, revealed=True, closed=True, minimum=record.minimum)


def find_programme(request: HttpRequest, slug: str) -> Programme:
    """A programme that this user organises; raises `Http404` for every other, existing or not."""
    programme = Programme.objects.filter(slug=slug, organisers=request.user.pk).first()
    if programme is None:
        raise Http404(_("There is no archive here that you may see."))
    return programme


def newest_records(programme: Programme) -> Iterable[Record]:
    """The records of a programme in the order of closing; of each poll the newest version."""
    newest: dict[int, Record] = {}
    for record in programme.records.select_related("session").order_by("closed_at", "version"):
        newest[record.poll] = record
    return newest.values()


@never_cache
@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The programmes that this user organises."""
    programmes = Programme.objects.filter(organisers=request.user.pk)
    return render(request, "archive/index.html", {"programmes": programmes})


@never_cache
@login_required
@require_GET
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The kept polls of a programme with their results."""
    found = find_programme(request, slug)
    context = {
        "programme": found,
        "records": [_shown(record) for record in newest_records(found)],
        "csv_url": reverse("archive-csv", args=[found.slug]),
    }
    return render(request, "archive/programme.html", context)


def _shown(record: Record) -> dict[str, Any]:
    what = disclosed(record)
    return {
        "pk": record.pk,
        "question": record.question,
        "session_title": record.session.title if record.session else "",
        "closed_at": record.closed_at,
        "result": what.result,
        "hidden_reason": what.reason,
        "answers": sum(record.counts.values()),
        "minimum": record.minimum,
    }


@never_cache
@login_required
@require_GET
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as CSV, a line for each answer."""
    found = find_programme(request, slug)
    header = [_("Session"), _("Question"), _("Closed"), _("Answers"), _("Answer"), _("Votes"), _("Percent")]
    response = HttpResponse(to_csv(header, _lines(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-polls.csv"'
    return response


def _lines(found: Programme) -> Iterable[list[object]]:
    for record in newest_records(found):
        total = sum(record.counts.values())
        closed = timezone.localtime(record.closed_at).strftime("%Y-%m-%d %H:%M")
        start = [record.session.title if record.session else "", record.question, closed, total]
        result = disclosed(record).result
        if result is None:
            yield [*start, _("Too few answers to show"), "", ""]
        else:
            yield from ([*start, row.text, row.count, row.share] for row in result.rows)
