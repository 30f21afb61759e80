"""Pages for what cannot be answered: a sentence in the visitor's language, made of the request alone.

They ask neither the database nor Redis, because one of these may be what is away. So they show no messages that wait
for the visitor: those may lie in the web session.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404
from django.utils.translation import gettext as _

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

Answer = Callable[[HttpRequest], HttpResponseBase]


def error_page(request: HttpRequest, status: HTTPStatus, sentence: str = "") -> HttpResponse:
    """The page for `status`, with its own sentence or this one."""
    return render(request, f"{status}.html", {"sentence": sentence, "messages": ()}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 400. What was wrong is for the log: Django's sentences are for developers."""
    return error_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 403."""
    return error_page(request, HTTPStatus.FORBIDDEN)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form that did not come from our page, or came from a page that is too old."""
    return error_page(request, HTTPStatus.FORBIDDEN, _("This page is too old. Reload it and try again."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 404, with the sentence given to `Http404`; Django's own sentence for a wrong address is left out."""
    return error_page(request, HTTPStatus.NOT_FOUND, "" if isinstance(exception, Resolver404) else str(exception))


def readable_body(get_response: Answer) -> Answer:
    """Middleware: answer a body that is too large, or is no form, before anything trips over it and logs where."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            request.POST  # noqa: B018  (read once, and kept)
        except TOO_MUCH:
            return error_page(_without_form(request), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except MultiPartParserError:
            return error_page(_without_form(request), HTTPStatus.BAD_REQUEST)
        return get_response(request)

    return answer


def _without_form(request: HttpRequest) -> HttpRequest:
    """The request with an empty form: reading it again would raise again."""
    request._mark_post_parse_error()  # type: ignore[attr-defined]
    return request
