"""Middleware: a login that ended is nobody's, and who has no second factor is led to set one up."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

from livesessions.error_pages import Answer

from . import security_log
from .standing import Standing, factors_of, note_use, standing_of

SETTING_UP = frozenset(
    {
        "account_login", "account_logout", "account_reauthenticate", "account_change_password",
        "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
        "account_reset_password_from_key_done", "mfa_index", "mfa_reauthenticate", "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn", "mfa_activate_totp", "usersessions_list",
    }
)  # fmt: skip
"""Pages for somebody who is logged in and has no second factor yet."""
WITHOUT_ACCOUNT = frozenset(
    {
        "home", "programme", "room", "room-screen", "room-moderator", "moderate", "room-elsewhere", "continue",
        "room-do", "room-parts", "room-questions", "answer", "set_language", "healthz", "readyz", "metrics",
    }
)  # fmt: skip
"""Pages that need no account: whoever has no second factor yet is nobody there."""


def standing_login(get_response: Answer) -> Answer:
    """Middleware: hold every request of somebody who is logged in against the rule of `standing.py`."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            standing = standing_of(request.session, factors_of(request.user.pk))
            if standing is Standing.ENDED:
                logout(request)
            else:
                note_use(request.session)
            if standing is Standing.WITHOUT_FACTOR:
                name = _name_of(request)
                if name in WITHOUT_ACCOUNT:
                    request.user = AnonymousUser()
                elif name not in SETTING_UP:
                    return redirect("mfa_index")
        return get_response(request)

    return answer


def refusals_noted(get_response: Answer) -> Answer:
    """Middleware: write every 403 into the security log, by the name of the address and not by the address."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN:
            security_log.write("page.refused", request, what=_name_of(request), how=request.method)
        return response

    return answer


def never_stored(get_response: Answer) -> Answer:
    """Middleware: no browser and no proxy keeps a page about an account, or of the administration."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith(("/accounts/", "/admin/")):
            add_never_cache_headers(response)
        return response

    return answer


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
