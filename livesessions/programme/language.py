"""The language of a page: Dutch, unless the visitor chose another.

Django's own middleware asks the browser, and many municipal laptops ask for English although their users read Dutch.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation


def language_of(cookies: Mapping[str, str]) -> str:
    """The language that the visitor chose with the switch, or the site's own."""
    try:
        return translation.get_supported_language_variant(cookies.get(settings.LANGUAGE_COOKIE_NAME, ""))
    except LookupError:
        return settings.LANGUAGE_CODE


Answer = Callable[[HttpRequest], HttpResponseBase]


def chosen_language(get_response: Answer) -> Answer:
    """Middleware: answer every request in the chosen language."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        language = language_of(request.COOKIES)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer
