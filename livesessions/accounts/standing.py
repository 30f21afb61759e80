"""Whether a login still stands: one rule for pages, sockets and commands.

A login stands as long as that by which it was made: the account is active, its password and its factors are the same,
the web session was not ended, it was used not too long ago, and it began less than `LONGEST` ago. A factor that is
added or removed ends every other login, as a new password does. Where a second factor is asked for (`SECOND_FACTOR`), a
login without one reaches only the pages on which it is set up.
"""

import time
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from enum import Enum
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

LONGEST = 12 * 3600
"""Seconds after which somebody logs in again, however busy they were."""
BEGAN, SEEN, FACTORS = "login_began", "login_seen", "login_factors"
"""Where a web session keeps when the login began and was last used (seconds since 1970), and the factors it knew."""

Factors = list[tuple[int, str]]
"""The factors of an account: key and type, in the order of their keys."""
Seat = tuple[int, str]
"""An account and the key of one of its web sessions."""


class Standing(Enum):
    """How far a login reaches."""

    ENDED = "ended"
    WITHOUT_FACTOR = "without a factor"
    FULL = "full"


def factors_of(account: int) -> Factors:
    """The factors of this account, recovery codes too. One query."""
    return list(Authenticator.objects.filter(user=account).order_by("pk").values_list("pk", "type"))


def has_second_factor(factors: Factors) -> bool:
    """Whether one of them can be used to log in again and again: recovery codes alone are no factor."""
    return any(kind != Authenticator.Type.RECOVERY_CODES for _key, kind in factors)


def standing_of(session: Mapping[str, Any], factors: Factors) -> Standing:
    """The standing of a login, whose account has these factors; the password was compared already."""
    known, began = session.get(FACTORS), session.get(BEGAN, 0)
    if known != [key for key, _type in factors] or time.time() - began > LONGEST:
        return Standing.ENDED
    if settings.SECOND_FACTOR and not has_second_factor(factors):
        return Standing.WITHOUT_FACTOR
    return Standing.FULL


def account_of(session_key: str | None) -> User | AnonymousUser:
    """The account whose login with this web session stands and reaches a room; for sockets, which have no request."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user: Any = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]  # it reads only the session
    if user.is_authenticated and standing_of(session, factors_of(user.pk)) is not Standing.FULL:
        return AnonymousUser()
    return user


def still_standing(seats: Collection[Seat]) -> dict[Seat, float]:
    """Those of `seats` whose login stands and reaches a room, with the seconds until each ends unused. Two queries."""
    now = timezone.now()
    accounts: dict[int, tuple[User, Factors]] = {}
    rows = User.objects.filter(pk__in={account for account, _key in seats}, is_active=True).order_by(
        "authenticator__pk"
    )
    for pk, password, factor, kind in rows.values_list("pk", "password", "authenticator__pk", "authenticator__type"):
        _user, factors = accounts.setdefault(pk, (User(pk=pk, password=password), []))
        factors += [(factor, kind)] if factor else []
    open_ones = Session.objects.filter(session_key__in={key for _account, key in seats}, expire_date__gt=now)
    sessions = {session.session_key: session for session in open_ones}
    return {
        (account, key): (sessions[key].expire_date - now).total_seconds()
        for account, key in seats
        if key in sessions and account in accounts and _reaches(sessions[key].get_decoded(), *accounts[account])
    }


def _reaches(session: Mapping[str, Any], user: User, factors: Factors) -> bool:
    if session.get(SESSION_KEY) != str(user.pk):
        return False
    hashes: Iterable[str] = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    made_with = session.get(HASH_SESSION_KEY, "")
    if not any(constant_time_compare(made_with, each) for each in hashes):
        return False
    return standing_of(session, factors) is Standing.FULL


def keep_awake(session_keys: Collection[str]) -> None:
    """Use these web sessions: a console in an open room is in use while somebody only listens."""
    until = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.filter(session_key__in=session_keys).update(expire_date=until)


def note_use(session: Any, every: float = 60.0) -> None:
    """Note that a login is used, once in so many seconds: saving the web session puts its end off."""
    now = int(time.time())
    if now - session.get(SEEN, 0) >= every:
        session[SEEN] = now


def _begin(request: HttpRequest, user: User, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    request.session[FACTORS] = [key for key, _type in factors_of(user.pk)]


def _know_factors(instance: Authenticator, **kwargs: Any) -> None:
    """The login in which its owner changes a factor goes on; the other logins of the account end by the difference."""
    request = context.request
    if request is not None and request.user.pk == instance.user_id and FACTORS in request.session:
        request.session[FACTORS] = [key for key, _type in factors_of(instance.user_id)]


user_logged_in.connect(_begin)
for changed in (post_save, post_delete):
    changed.connect(_know_factors, sender=Authenticator)
