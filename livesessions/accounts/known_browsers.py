"""Known browsers: whoever logged in here before is not locked out by the wrong passwords of others.

After a few wrong passwords an account takes none for some minutes, wherever they came from. So anybody could keep a
host out at nine o'clock. A browser in which the account logged in before has a count of its own: a thief of that
browser guesses as slowly as everybody.
"""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import salted_hmac

from livesessions.limits.counting import over_limit

SALT = "livesessions.accounts.known_browsers"
KEEP_FOR = 90 * 24 * 3600
KEEP = 10
"""How many accounts one browser remembers."""
TRIES = (5, 300)
"""Wrong passwords for one account in a browser that knows it: number and seconds, as many as elsewhere."""


class KnownBrowsers(DefaultAccountAdapter):
    """Counts the tries of a known browser apart from those of all others."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count one try; raises `ValidationError` after too many."""
        browser, accounts = _remembered(request.COOKIES)
        account = _account(credentials.get("email") or "")
        if account not in accounts:
            super().pre_authenticate(request, **credentials)
        elif over_limit(f"login:{browser}:{account}", *TRIES):
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponseBase:
        """Remember in this browser that the account logged in."""
        response = super().post_login(request, user, **kwargs)
        remember_browser(response, request, user)
        return response


def remember_browser(response: HttpResponse, request: HttpRequest, user: AbstractBaseUser) -> None:
    """Have the browser known for this account from now on."""
    browser, accounts = _remembered(request.COOKIES)
    account = _account(getattr(user, "email", ""))
    kept = [*(each for each in accounts if each != account), account][-KEEP:]
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.dumps([browser or secrets.token_urlsafe(9), kept], salt=SALT),
        max_age=KEEP_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _account(address: str) -> str:
    """The account with this address, in a form that tells the reader of a cookie nothing."""
    return salted_hmac(SALT, address.strip().casefold(), algorithm="sha256").hexdigest()[:24]


def _remembered(cookies: dict[str, str]) -> tuple[str, list[str]]:
    """The random name of this browser, and the accounts that logged in here."""
    try:
        browser, accounts = signing.loads(cookies.get(settings.KNOWN_COOKIE_NAME, ""), salt=SALT, max_age=KEEP_FOR)
    except signing.BadSignature:
        return "", []
    return browser, accounts
