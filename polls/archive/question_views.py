"""The kept questions of a programme on a page and as CSV, with the moderation log, for its organisers."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .questions import Kept, Outcome, Wanted, compare, kept_questions, moderation_log
from .spreadsheet import to_csv
from .views import find_programme

ON_A_PAGE = 50
OUTCOMES = {
    Outcome.IN_SESSION: gettext_lazy("Answered in the session"),
    Outcome.IN_WRITING: gettext_lazy("Answered in writing"),
    Outcome.OPEN: gettext_lazy("Not answered yet"),
    Outcome.WAITING: gettext_lazy("Not come to in the session"),
}


@never_cache
@login_required
@require_GET
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Questions, what came of them, and the sessions beside one another: `?session=`, `outcome`, `category`, `text`."""
    found = find_programme(request, slug)
    wanted = _wanted(request)
    kept = kept_questions(found)
    page = Paginator([one for one in kept if wanted(one)], ON_A_PAGE).get_page(request.GET.get("page"))
    chosen = {name: value for name, value in request.GET.items() if value and name != "page"}
    context = {
        "programme": found,
        "page": page,
        "questions": [(one, OUTCOMES[one.outcome]) for one in page],
        "summaries": compare(kept),
        "sessions": dict.fromkeys(one.session for one in kept if one.session),
        "categories": sorted({one.record.category for one in kept} - {""}),
        "outcomes": [(outcome.value, words) for outcome, words in OUTCOMES.items()],
        "wanted": wanted,
        "chosen": urlencode(chosen),
        "csv_url": reverse("archive-questions-csv", args=[found.slug]),
        "log_url": reverse("archive-moderation-csv", args=[found.slug]),
    }
    return render(request, "archive/questions.html", context)


@never_cache
@login_required
@require_GET
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The same questions as CSV; those that were taken together with one follow it."""
    found = find_programme(request, slug)
    wanted = _wanted(request)
    header = [
        _("Session"), _("Date"), _("Question"), _("Taken together with"), _("Category"), _("Cluster"),
        _("People who want to know this"), _("What came of it"), _("Answer"), _("Answered by"), _("Answered on"),
    ]  # fmt: skip
    lines = _lines(one for one in kept_questions(found) if wanted(one))
    return _csv(f"{found.slug}-questions.csv", header, lines)


@never_cache
@login_required
@require_GET
def moderation(request: HttpRequest, slug: str) -> HttpResponse:
    """What hosts did with questions: who, when and what, with the questions that were not shown and why."""
    found = find_programme(request, slug)
    header = [_("Session"), _("When"), _("Who"), _("What"), _("Question"), _("Reason")]
    lines: Iterable[list[object]] = (
        [step.session.title if step.session else "", _moment(step.at), step.by, step.did, step.text, step.reason]
        for step in moderation_log(found)
    )
    return _csv(f"{found.slug}-moderation.csv", header, lines)


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(**{name: request.GET.get(name, "").strip() for name in ("session", "outcome", "category", "text")})


def _lines(kept: Iterable[Kept]) -> Iterable[list[object]]:
    for one in kept:
        record = one.record
        start = [one.session.title, timezone.localdate(one.session.starts_at)] if one.session else ["", ""]
        answered = [record.answer, record.answered_by, _moment(record.answered_at) if record.answered_at else ""]
        about = [record.category, record.cluster, record.votes, OUTCOMES[one.outcome]]
        yield [*start, record.text, "", *about, *answered]
        for like in one.likes:
            yield [*start, like.text, record.text, like.category, like.cluster, like.votes, "", "", "", ""]


def _moment(at: object) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")  # type: ignore[arg-type]  # a moment


def _csv(name: str, header: list[str], lines: Iterable[list[object]]) -> HttpResponse:
    response = HttpResponse(to_csv(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
