"""What holds for every address of the interface, whatever it answers.

It reads, and nothing else. No cookie says who asks. The language is the site's own, so that one thing always reads the
same. An answer that the caller has already is not sent again.
"""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag

from .problems import Problem, not_found

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD")


def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator: the view answers as above. It may raise `Problem`."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                if request.method not in METHODS:
                    allow = {"Allow": ", ".join(METHODS)}
                    raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, "This interface only reads.", allow)
                request.method = "GET"  # the server sends no body to who asked for HEAD
                response: HttpResponseBase = view(request, *args, **kwargs)
            except Http404:
                response = not_found().answer()
            except Problem as problem:
                response = problem.answer()
            except Exception:
                logger.exception("the interface failed")
                response = Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. Try again.").answer()
            response.headers["Content-Language"] = settings.LANGUAGE_CODE
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Authorization"])
        if response.status_code != HTTPStatus.OK or not isinstance(response, HttpResponse):
            return response
        set_response_etag(response)
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is changed, and no cookie is read
    return answer
