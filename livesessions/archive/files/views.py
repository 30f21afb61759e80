"""Taking along what was kept: the page that offers it, files at once and files that are made in the background."""

from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import IO, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from livesessions.accounts import security_log
from livesessions.unfinished import still_to_come

from ..access import organised_by, sessions_for
from ..models import Export, Making
from ..reading import title_of
from .exports import LASTS, MOST_OF_ONE, forget, place_of
from .report import MOST_IN_PARTS, MOST_PRINTED, report_of
from .schema import schema
from .selection import NothingChosen, Selection, select
from .writing import TYPES, write_file

MOST_AT_ONCE = 500
"""Things of which a file is made while its asker waits; of more it is made in the background."""
LOOKS_EVERY = "3"
"""Seconds until a browser looks again whether a file is ready."""
AT_ONCE = ("xlsx", "csv", "json")
IN_BACKGROUND = (*AT_ONCE, "pdf")
NAME = _("archive")
"""How the names of files begin."""
NOT_THERE = _("This file is not there any more. Ask for it again.")


@require_GET
def published_schema(request: HttpRequest) -> JsonResponse:
    """The JSON Schema of the archive's documents: it holds nothing of anybody."""
    return JsonResponse(schema(), content_type="application/schema+json")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponseBase:
    """What can be taken along of a selection; with `as` a file or a page to print, when it is small enough.

    A POST asks for a file that is made in the background, and leads to it.
    """
    chosen, form = _selection(request), request.GET.get("as", "")
    if request.method == "POST":
        return _ask(request, chosen, request.POST.get("as", ""))
    if form == "print" and chosen.number <= MOST_PRINTED:
        _note(request, chosen, form)
        return render(request, "archive/report.html", {"report": report_of(chosen.records)})
    if form in AT_ONCE and chosen.number <= MOST_AT_ONCE:
        return _made_now(request, chosen, form)
    return render(request, "archive/take.html", _offered(request, chosen), status=422 if form else 200)


@never_cache
@login_required
@require_GET
def export(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far a file is, for who asked for it; the browser loads the page again until it is there."""
    found = _own(request, key)
    context = {
        "export": found,
        "form": found.form.upper(),
        "is_ready": found.state == Making.READY,
        "has_failed": found.state == Making.FAILED,
        "until": found.asked_at + LASTS,
    }
    answer = render(request, "archive/export.html", context)
    if found.state in (Making.WAITING, Making.MADE_NOW):
        answer["Refresh"] = LOOKS_EVERY
    return answer


@never_cache
@login_required
@require_GET
def fetch(request: HttpRequest, key: UUID) -> FileResponse:
    """The file, for who asked for it and may still read all of it."""
    found = _own(request, key)
    if found.state != Making.READY:
        raise Http404(NOT_THERE)
    programmes = [each.pk for each in found.programmes.all()]
    try:
        file = place_of(found.pk).open("rb")
    except FileNotFoundError:
        raise Http404(NOT_THERE) from None
    security_log.write("archive.downloaded", request, programme=_keys(programmes), sheet=found.form)
    return _sent(file, found.ending)


def _selection(request: HttpRequest) -> Selection:
    """What the address names, once what is due is kept; raises `Http404` when that is nothing."""
    wanted = {name: request.GET.getlist(name) for name in request.GET if name != "as"}
    still_to_come(sessions_for(request.user.pk).values("pk"))  # finishes what is due
    try:
        return select(request.user.pk, wanted)
    except NothingChosen:
        raise Http404(_("There is nothing here that you can take along.")) from None


def _offered(request: HttpRequest, chosen: Selection) -> dict[str, object]:
    address = request.GET.copy()
    address.pop("as", None)
    first = chosen.records.first()
    return {
        "number": chosen.number,
        "title": title_of(first) if first and chosen.number == 1 else "",
        "chosen": address.urlencode(),
        "is_small": chosen.number <= MOST_AT_ONCE,
        "is_printable": chosen.number <= MOST_PRINTED,
        "most_printed": MOST_PRINTED,
        "is_in_parts": MOST_PRINTED < chosen.number <= MOST_IN_PARTS,
        "most_in_parts": MOST_IN_PARTS,
    }


def _made_now(request: HttpRequest, chosen: Selection, form: str) -> FileResponse:
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    ending = write_file(file, form, chosen.records)
    file.seek(0)
    _note(request, chosen, form)
    return _sent(file, ending)


def _ask(request: HttpRequest, chosen: Selection, form: str) -> HttpResponse:
    """Let a file be made; the oldest of too many goes."""
    if form not in IN_BACKGROUND or (form == "pdf" and chosen.number > MOST_IN_PARTS):
        return render(request, "archive/take.html", _offered(request, chosen), status=422)
    mine = Export.objects.filter(by=request.user.pk).order_by("-asked_at")
    forget(mine[MOST_OF_ONE - 1 :].values_list("pk", flat=True))
    wanted = {name: request.GET.getlist(name) for name in request.GET if name != "as"}
    made = Export.objects.create(
        by_id=cast("int", request.user.pk),
        sessions=list(chosen.records.order_by().values_list("programme", "session").distinct()),
        wanted=wanted,
        form=form,
        language=get_language() or "",
    )
    made.programmes.set(chosen.programmes)
    return redirect("archive-export", made.pk)


def _own(request: HttpRequest, key: UUID) -> Export:
    """A file that this account asked for, and of which it may still read everything."""
    user, own = request.user.pk, Export.objects.filter(by=request.user.pk, asked_at__gt=timezone.now() - LASTS)
    found = get_object_or_404(own, pk=key)
    sessions = {session for _programme, session in found.sessions if session is not None}
    whole = {programme for programme, session in found.sessions if session is None}
    may_read = sessions_for(user).filter(pk__in=sessions).count() == len(sessions)
    organised = [each.pk for each in found.programmes.filter(pk__in=whole) if organised_by(user, each.slug)]
    if not found.sessions or not may_read or len(organised) < len(whole):
        raise Http404(NOT_THERE)
    return found


def _sent(file: IO[bytes], ending: str) -> FileResponse:
    name = f"{NAME}-{timezone.localdate().isoformat()}.{ending}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[ending])


def _note(request: HttpRequest, chosen: Selection, form: str) -> None:
    security_log.write("archive.downloaded", request, programme=_keys(chosen.programmes), sheet=form)


def _keys(programmes: Sequence[int]) -> str:
    return ",".join(map(str, programmes))
