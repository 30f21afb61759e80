"""The addresses under /api/v1/ and what they answer. django-ninja reads the questions and describes both (OpenAPI)."""

import time
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer
from pydantic import Field

from livesessions.limits.counting import over_limit
from livesessions.programme.models import Programme, Session

from ..access import records_for
from ..files.documents import document_of, documents_of
from ..finding.searching import FindingForm, find
from ..finding.tagging import counted_tags, tags_of
from ..models import Record
from ..register import kinds_with_pages, named
from .problems import Problem, not_found
from .shapes import ItemShape, ItemsShape, KindShape, ProblemShape, ProgrammeShape, SessionShape, TagShape
from .tokens import Caller, caller_with

ON_A_PAGE = 50
REQUESTS = (120, 60)
"""How often one token may ask: number and seconds."""
PROBLEMS: dict[int, Any] = {401: ProblemShape, 404: ProblemShape, 422: ProblemShape, 429: ProblemShape}


class Bearer(HttpBearer):
    """A token in the header `Authorization`, and nowhere else."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Who asks; `None` without a token that stands. Raises `Problem` when it asks too often."""
        caller = caller_with(token)
        times, seconds = REQUESTS
        if caller and over_limit(f"api:{caller.token.pk}", times, seconds):
            wait = {"Retry-After": str(seconds - int(time.time()) % seconds)}
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, f"A token may ask {times} times in {seconds} seconds.", wait)
        return caller


class Search(Schema):
    """What items are looked for: the same fields as on the page of the archive."""

    text: str = Field("", description="Words that all occur, in any form.")
    programme: str = Field("", description="The slug of a programme.")
    session: str = Field("", description="The id of a session.")
    kind: list[str] = Field([], description="Names of kinds; with a dot behind it, one of its variants.")
    tag: list[str] = Field([], description="Tags that it has, all of them.")
    since: str = Field("", description="The first day on which it ended, as YYYY-MM-DD.")
    until: str = Field("", description="The last such day.")
    order: str = Field("", description="newest (the usual), oldest, or answers.")
    page: int = Field(1, ge=1)


api = NinjaAPI(
    title="livesessions: the archive",
    version="1",
    description="What was kept of sessions, for programs of who organises them. Read-only.",
    auth=Bearer(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
)


@api.get("programmes", response={200: list[ProgrammeShape], **PROBLEMS}, url_name="api-programmes")
def programmes(request: HttpRequest) -> list[dict[str, Any]]:
    """The programmes that this token reads, the newest first."""
    found = _caller(request).programmes.order_by("-starts_on", "pk")
    return [_programme(each) for each in found]


@api.get("sessions", response={200: list[SessionShape], **PROBLEMS}, url_name="api-sessions")
def sessions(request: HttpRequest, programme: str = "") -> list[dict[str, Any]]:
    """Their sessions, the newest first; those of one programme, if its slug is given."""
    found = _sessions(request)
    if programme:
        found = found.filter(programme=_programme_named(request, programme))
    return [_session(each) for each in found.order_by("-starts_at", "pk")]


@api.get("sessions/{int:session}", response={200: SessionShape, **PROBLEMS}, url_name="api-session")
def session(request: HttpRequest, session: int) -> dict[str, Any]:
    """One session."""
    found = _sessions(request).filter(pk=min(session, 2**62)).first()
    if found is None:
        raise not_found()
    return _session(found)


@api.get("kinds", response={200: list[KindShape], **PROBLEMS}, url_name="api-kinds")
def kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """The kinds of item."""
    schema = reverse("archive-schema")
    return [
        {
            "name": kind.name,
            "title": str(page.title),
            "variants": [
                {"value": f"{kind.name}.{variant}", "title": str(label)} for variant, label in kind.variants().items()
            ],
            "schema": f"{schema}#/$defs/{kind.name}",
        }
        for kind, page in kinds_with_pages()
    ]


@api.get("tags", response={200: list[TagShape], **PROBLEMS}, url_name="api-tags")
def tags(request: HttpRequest) -> list[dict[str, Any]]:
    """The tags that are given, those on most items first."""
    return [{"name": name, "number": number} for name, number in _tags(request)]


@api.get("items", response={200: ItemsShape, **PROBLEMS}, url_name="api-items")
def items(request: HttpRequest, search: Query[Search]) -> dict[str, Any]:
    """What was kept and is like that, fifty at a time."""
    form = _form(request, search)
    found = find(form).filter(programme__in=_caller(request).programmes)
    pages = Paginator(found, ON_A_PAGE)
    if search.page > pages.num_pages:
        raise not_found()
    before = (search.page - 1) * ON_A_PAGE
    wanted = {name: value for name, value in search.model_dump().items() if value}
    after = urlencode(wanted | {"page": search.page + 1}, doseq=True)
    return {
        "count": pages.count,
        "page": search.page,
        "pages": pages.num_pages,
        "next": f"{reverse('api-items')}?{after}" if search.page < pages.num_pages else None,
        "items": list(documents_of(found[before : before + ON_A_PAGE])),
    }


@api.get("items/{slug:kind}/{slug:key}", response={200: ItemShape, **PROBLEMS}, url_name="api-item")
def item(request: HttpRequest, kind: str, key: str) -> dict[str, Any]:
    """One item, with its tags and versions."""
    caller = _caller(request)
    readable = records_for(caller.token.owner_id).filter(programme__in=caller.programmes, kind=kind, key=key, within="")
    record = readable.select_related("session", "programme").first()
    if record is None or named(kind).page is None:
        raise not_found()
    versions = Record.objects.filter(kind=kind, key=key).order_by("version").values("version", "kept_at")
    given = tags_of([record]).get((kind, key), [])
    return {"item": document_of(record), "tags": given, "versions": list(versions)}


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.answer()


@api.exception_handler(AuthenticationError)
def _who_are_you(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    asks = {"WWW-Authenticate": "Bearer"}
    return Problem(HTTPStatus.UNAUTHORIZED, "Send a token that still works: Authorization: Bearer lst_…", asks).answer()


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = sorted({str(each["loc"][-1]) for each in error.errors})
    return _not_chosen(names).answer()


def _not_chosen(names: list[str]) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"This cannot be chosen: {', '.join(names)}.")


def _caller(request: HttpRequest) -> Caller:
    caller: Caller = request.auth  # type: ignore[attr-defined]  # django-ninja puts it there
    return caller


def _form(request: HttpRequest, search: Search) -> FindingForm:
    """The valid form of a search. Raises `Problem`, the same for what is not there as for what may not be read."""
    unknown = request.GET.keys() - Search.model_fields.keys()
    if unknown:
        raise _not_chosen(sorted(unknown))
    wanted = {name: value for name, value in search.model_dump(exclude={"page"}).items() if value}
    if search.session:
        key = search.session if search.session.isascii() and search.session.isdecimal() else "0"
        within = _sessions(request).filter(pk=min(int(key[:19]), 2**62)).first()
        wanted.setdefault("programme", within.programme.slug if within else "")
    readable = _caller(request).programmes
    form = FindingForm(wanted, _caller(request).token.owner_id)
    if not form.is_valid():
        raise _not_chosen(sorted(form.errors))
    if search.tag and not {*search.tag} <= {name for name, _number in _tags(request)}:
        raise _not_chosen(["tag"])
    chosen = form.cleaned_data["programme"]
    if chosen and not readable.filter(pk=chosen.pk).exists():
        raise _not_chosen(["programme"])
    return form


def _tags(request: HttpRequest) -> list[tuple[str, int]]:
    caller = _caller(request)
    return counted_tags(records_for(caller.token.owner_id), caller.programmes)


def _programme_named(request: HttpRequest, slug: str) -> Programme:
    found = _caller(request).programmes.filter(slug=slug).first()
    if found is None:
        raise _not_chosen(["programme"])
    return found


def _sessions(request: HttpRequest) -> QuerySet[Session]:
    return Session.objects.filter(programme__in=_caller(request).programmes).select_related("programme")


def _programme(programme: Programme) -> dict[str, Any]:
    return {
        "slug": programme.slug,
        "title": programme.title,
        "organisation": programme.organisation,
        "starts_on": programme.starts_on.isoformat(),
        "ends_on": programme.ends_on.isoformat(),
    }


def _session(session: Session) -> dict[str, Any]:
    fields = ("title", "kind", "starts_at", "ends_at")
    own = {name: getattr(session, name) for name in fields}
    return {"id": session.pk, "programme": session.programme.slug, **own}
