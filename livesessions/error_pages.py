"""Pages for what cannot be answered: a sentence in the visitor's language, made of the request alone.

They ask neither the database nor Redis, because one of these may be what is away. So they show no messages that wait
for the visitor: those may lie in the web session.
"""

from collections.abc import Callable, Collection
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, reverse
from django.utils.translation import gettext as _

from livesessions.limits.bodies import most_bytes

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
WITH_PAGE = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.TOO_MANY_REQUESTS}
MOST_FIELDS = 200
"""Fields of one form. The administration names everything that it deletes: there Django's own limit counts."""

Answer = Callable[[HttpRequest], HttpResponseBase]


def error_page(
    request: HttpRequest, status: HTTPStatus, sentence: str = "", texts: Collection[str] = ()
) -> HttpResponse:
    """The page for `status`, with its own sentence or this one; `texts`: what was written and not taken."""
    context = {"sentence": sentence, "texts": texts, "messages": ()}
    return render(request, f"{status}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 400. What was wrong is for the log: Django's sentences are for developers."""
    return error_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 403."""
    return error_page(request, HTTPStatus.FORBIDDEN)


def forged(request: HttpRequest, reason: str = "", texts: Collection[str] | None = None) -> HttpResponse:
    """The answer to a form that did not come from our page, or came from a page that is too old.

    It shows the `texts` of the form (by default its field `text`), so that they can be copied. The words of another
    site's page are never shown.
    """
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        texts = ()
    elif texts is None:
        texts = [text for text in request.POST.getlist("text") if text]
    return error_page(request, HTTPStatus.FORBIDDEN, _("This page is too old. Reload it and try again."), texts)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 404, with the sentence given to `Http404`; Django's own sentence for a wrong address is left out."""
    return error_page(request, HTTPStatus.NOT_FOUND, "" if isinstance(exception, Resolver404) else str(exception))


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page for 429. allauth asks for it by the name `handler429` in the addresses."""
    return error_page(request, HTTPStatus.TOO_MANY_REQUESTS)


def never_empty(get_response: Answer) -> Answer:
    """Middleware: a person reads a sentence, also where Django or a view answers with a status alone."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        reads_pages = "text/html" in request.headers.get("Accept", "")  # scripts read the status
        if reads_pages and response.status_code in WITH_PAGE and isinstance(response, HttpResponse):
            response.content = response.content or error_page(request, HTTPStatus(response.status_code)).content
        return response

    return answer


def readable_body(get_response: Answer) -> Answer:
    """Middleware: answer a body that is too large, or is no form, before anything trips over it and logs where."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > most_bytes(request.path, request.META.get("QUERY_STRING", "")):
            return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            request.POST  # noqa: B018  (read once, and kept)
        except TOO_MUCH:
            return error_page(_without_form(request), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except MultiPartParserError:
            return error_page(_without_form(request), HTTPStatus.BAD_REQUEST)
        if _fields_in(request) > MOST_FIELDS and not request.path.startswith(reverse("admin:index")):
            return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return get_response(request)

    return answer


def _fields_in(request: HttpRequest) -> int:
    return sum(len(values) for _name, values in request.POST.lists())


def _without_form(request: HttpRequest) -> HttpRequest:
    """The request with an empty form: reading it again would raise again."""
    request._mark_post_parse_error()  # type: ignore[attr-defined]
    return request
