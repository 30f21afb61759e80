"""Middleware: ends the use of logins that ended, and leads people without a second factor to setting one up."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

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
        "room-leave", "room-erase", "room-picture", "left", "erased", "room-do", "room-parts", "room-questions",
        "answer", "set_language", "healthz", "readyz", "metrics", "api-programmes", "api-sessions", "api-session",
        "api-kinds", "api-items", "api-item", "api-tags", "api-barometers", "api-barometer", "api-description",
        "api-nothing", "api-root", "mirror-of",
    }
)  # fmt: skip
"""Pages that need no account: whoever has no second factor yet is nobody there."""


class StandingLogin:
    """Middleware: hold every request of somebody who is logged in against the rule of `standing.py`.

    Only once an address has a view, and on pages that need no account only when the view asks who is there: an error
    page asks no database.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing yet: see `process_view`."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """Let the view see somebody whose login stands; lead whoever has no second factor yet to where it is set up."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        logged_in, name = request.user, _name_of(request)
        if name in WITHOUT_ACCOUNT:
            # The stubs know no lazy user, which is what Django itself puts here.
            request.user = SimpleLazyObject(lambda: _as_it_stands(request, logged_in)[0])  # type: ignore[assignment]
            return None
        user, has_factor = _as_it_stands(request, logged_in)
        request.user = user  # type: ignore[assignment]  # the stubs know no other class of accounts
        if has_factor or name in SETTING_UP:
            if not has_factor:
                request.user = logged_in
            return None
        return redirect("mfa_index")


def _as_it_stands(
    request: HttpRequest, user: AbstractBaseUser | AnonymousUser
) -> tuple[AbstractBaseUser | AnonymousUser, bool]:
    """Who this is now, and whether no second factor is missing. A login that ended is taken away."""
    if not user.is_authenticated:
        return user, True
    standing = standing_of(request.session, factors_of(user.pk))
    if standing is Standing.ENDED:
        request.user = user  # type: ignore[assignment]  # logging out asks who this is, which is being asked here
        logout(request)
        return AnonymousUser(), True
    note_use(request.session)
    return (user, True) if standing is Standing.FULL else (AnonymousUser(), False)


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
