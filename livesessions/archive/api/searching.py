"""What is looked for: the fields of the archive's own search, limited to what a token reads; and answers in pages."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from livesessions.programme.models import Programme

from ..finding.searching import FindingForm
from ..keys import number_in
from .callers import caller_of, sessions_of, tags_counted
from .problems import Problem, not_found

ON_A_PAGE = 50


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


def form_of(request: HttpRequest, search: Search) -> FindingForm:
    """The valid form of a search. Raises `Problem`, the same for what is not there as for what may not be read."""
    unknown = request.GET.keys() - Search.model_fields.keys()
    if unknown:
        raise not_chosen(sorted(unknown))
    wanted = {name: value for name, value in search.model_dump(exclude={"page"}).items() if value}
    if search.session:
        within = sessions_of(request).filter(pk=number_in(search.session)).first()
        wanted.setdefault("programme", within.programme.slug if within else "")
    form = FindingForm(wanted, caller_of(request).token.owner_id)
    if not form.is_valid():
        raise not_chosen(sorted(form.errors))
    if search.tag and not {*search.tag} <= {name for name, _number in tags_counted(request)}:
        raise not_chosen(["tag"])
    if chosen := form.cleaned_data["programme"]:
        programme_named(request, chosen.slug)
    return form


def programme_named(request: HttpRequest, slug: str) -> Programme:
    """A programme that the token reads; raises `Problem` for every other, existing or not."""
    found = caller_of(request).programmes.filter(slug=slug).first()
    if found is None:
        raise not_chosen(["programme"])
    return found


def not_chosen(names: list[str]) -> Problem:
    """For fields with what cannot be chosen."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"This cannot be chosen: {', '.join(names)}.")


def page_of(found: QuerySet[Any] | Sequence[Any], path: str, page: int, **wanted: Any) -> tuple[dict[str, Any], Any]:
    """A page of what was found: what the answer says of it, and the part itself. Raises `Problem` behind the last.

    `wanted` is what is in the address of the next page besides.
    """
    pages = Paginator(found, ON_A_PAGE)
    if page > pages.num_pages:
        raise not_found()
    after = urlencode({name: value for name, value in wanted.items() if value} | {"page": page + 1}, doseq=True)
    address = f"{path}?{after}" if page < pages.num_pages else None
    start = (page - 1) * ON_A_PAGE
    said = {"count": pages.count, "page": page, "pages": pages.num_pages, "next": address}
    return said, found[start : start + ON_A_PAGE]
