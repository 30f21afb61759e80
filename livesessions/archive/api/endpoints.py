"""The addresses under /api/v1/ and what they answer. django-ninja reads the questions and describes both (OpenAPI)."""

from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Query
from ninja.errors import AuthenticationError, ValidationError

from livesessions.programme.models import Programme, Session

from ..files.documents import document_of, documents_of
from ..finding.history import history_of
from ..finding.searching import find
from ..register import kinds_with_pages, named
from ..trends.barometer_views import rows_as_json
from ..trends.lines import line_for, lines_for, with_words
from ..trends.versions import points_of
from .callers import Bearer, caller_of, records_of, sessions_of, tags_counted
from .problems import Problem, not_found
from .searching import Search, form_of, not_chosen, page_of, programme_named
from .shapes import (
    BarometerShape,
    ItemShape,
    ItemsShape,
    KindShape,
    LinesShape,
    ProblemShape,
    ProgrammeShape,
    SessionShape,
    TagShape,
)

PROBLEMS: dict[int, Any] = {401: ProblemShape, 404: ProblemShape, 422: ProblemShape, 429: ProblemShape}

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
    found = caller_of(request).programmes.order_by("-starts_on", "pk")
    return [_programme(each) for each in found]


@api.get("sessions", response={200: list[SessionShape], **PROBLEMS}, url_name="api-sessions")
def sessions(request: HttpRequest, programme: str = "") -> list[dict[str, Any]]:
    """Their sessions, the newest first; those of one programme, if its slug is given."""
    found = sessions_of(request)
    if programme:
        found = found.filter(programme=programme_named(request, programme))
    return [_session(each) for each in found.order_by("-starts_at", "pk")]


@api.get("sessions/{int:session}", response={200: SessionShape, **PROBLEMS}, url_name="api-session")
def session(request: HttpRequest, session: int) -> dict[str, Any]:
    """One session."""
    found = sessions_of(request).filter(pk=min(session, 2**62)).first()
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
    return [{"name": name, "number": number} for name, number in tags_counted(request)]


@api.get("items", response={200: ItemsShape, **PROBLEMS}, url_name="api-items")
def items(request: HttpRequest, search: Query[Search]) -> dict[str, Any]:
    """What was kept and is like that, fifty at a time."""
    found = find(form_of(request, search)).filter(programme__in=caller_of(request).programmes)
    wanted = search.model_dump(exclude={"page"})
    said, some = page_of(found, reverse("api-items"), search.page, **wanted)
    return said | {"items": list(documents_of(some))}


@api.get("items/{slug:kind}/{slug:key}", response={200: ItemShape, **PROBLEMS}, url_name="api-item")
def item(request: HttpRequest, kind: str, key: str) -> dict[str, Any]:
    """One item, with its versions."""
    readable = records_of(request).filter(kind=kind, key=key, within="")
    record = readable.select_related("session", "programme").first()
    if record is None or named(kind).page is None:
        raise not_found()
    versions = [
        {"version": each.number, "kept_at": each.at, "why": each.why or None, "by": each.by or None}
        for each in history_of(record)
    ]
    return {"item": document_of(record), "versions": versions}


@api.get("barometers", response={200: LinesShape, **PROBLEMS}, url_name="api-barometers")
def barometers(request: HttpRequest, page: Annotated[int, Query(ge=1)] = 1) -> dict[str, Any]:
    """The barometers, the one that was asked last first, fifty at a time."""
    caller = caller_of(request)
    said, some = page_of(lines_for(caller.token.owner_id, caller.programmes), reverse("api-barometers"), page)
    named_lines = [
        {"name": each.name, "times": each.times, "first": each.first, "last": each.last, "question": each.text}
        for each in with_words(some)
    ]
    return said | {"barometers": named_lines}


@api.get("barometers/{slug:name}", response={200: BarometerShape, **PROBLEMS}, url_name="api-barometer")
def barometer(request: HttpRequest, name: str) -> dict[str, Any]:
    """The numbers of one barometer."""
    caller = caller_of(request)
    taken, older = line_for(caller.token.owner_id, name, caller.programmes)
    if not taken:
        raise not_found()
    return {"barometer": name, "older": older, "rows": rows_as_json(points_of(taken))}


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
    return not_chosen(names).answer()


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
