"""Tokens: making one, and finding out whether one still stands.

A token stands as long as that by which it was made: its owner is active and organises one of its programmes, has the
same password and the second factor that the site asks for, and the last day has not come. What it reaches is looked up
at every request, so a right that was taken a moment ago is gone.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from livesessions.accounts import security_log
from livesessions.accounts.standing import factors_of, has_second_factor
from livesessions.programme.models import Programme

from .models import Token

SALT = "livesessions.archive.api.tokens"
BEGINS = "lst_"
"""By it a scanner of repositories knows a token of ours."""
FORM = re.compile(rf"{BEGINS}[A-Za-z0-9_-]{{43}}")
MOST = 10
"""Tokens of one person, those that ended too until somebody removes them."""
LASTS = (30, 90, 365)
"""Days for which a token can be made."""


class Ended(StrEnum):
    """Why a token is worth nothing any more."""

    EXPIRED = "expired"
    PASSWORD = "password"  # noqa: S105  (a reason)
    RIGHTS = "rights"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks with a token that stands: its owner, and the programmes that they may read with it."""

    token: Token
    programmes: QuerySet[Programme]


def make(owner: User, name: str, programmes: Iterable[Programme], days: int) -> str:
    """Make a token and return it; nobody can read it again. Raises `ValueError` when its owner has too many."""
    text = BEGINS + secrets.token_urlsafe(32)
    with transaction.atomic():
        if User.objects.select_for_update().get(pk=owner.pk).tokens.count() >= MOST:
            raise ValueError("too many tokens")
        token = Token.objects.create(
            owner=owner,
            name=name,
            digest=_digest(text, settings.SECRET_KEY),
            made_with=owner.get_session_auth_hash(),
            expires_on=timezone.localdate() + timedelta(days=days),
        )
        token.programmes.set(programmes)
        security_log.write("token.made", security_log.current_request(), account=owner.pk, token=token.pk)
    return text


def revoke(owner: User, key: int) -> bool:
    """End a token of this owner; whether there was one."""
    ended, _rows = Token.objects.filter(owner=owner, pk=key).delete()
    if ended:
        security_log.write("token.revoked", security_log.current_request(), account=owner.pk, token=key)
    return bool(ended)


def caller_with(text: str) -> Caller | None:
    """Who asks with this token; `None` when it is none of ours, or worth nothing any more."""
    if not FORM.fullmatch(text):
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = Token.objects.filter(digest__in=[_digest(text, key) for key in keys]).select_related("owner")
    token = found.annotate(reaches=_reaches()).first()
    if token is None or ended_by(token, reaches=token.reaches, is_safe=_is_safe(token.owner)) is not None:
        return None
    _note_use(token)
    return Caller(token, programmes_of(token))


def programmes_of(token: Token) -> QuerySet[Programme]:
    """Those of its programmes that its owner still organises."""
    return Programme.objects.filter(tokens=token, organisers=token.owner_id)


def tokens_of(owner: User) -> list[tuple[Token, Ended | None]]:
    """The tokens of an account, the newest first, each with why it ended."""
    found = owner.tokens.annotate(reaches=_reaches()).select_related("owner").prefetch_related("programmes")
    is_safe = _is_safe(owner)
    return [(token, ended_by(token, reaches=token.reaches, is_safe=is_safe)) for token in found.order_by("-pk")]


def ended_by(token: Token, *, reaches: bool, is_safe: bool) -> Ended | None:
    """Why a token is worth nothing; `None` for one that stands.

    `reaches`: its owner organises one of its programmes; `is_safe`: they have the second factor that is asked for.
    """
    owner = token.owner
    if token.expires_on <= timezone.localdate():
        return Ended.EXPIRED
    hashes = [owner.get_session_auth_hash(), *owner.get_session_auth_fallback_hash()]
    if not any(constant_time_compare(token.made_with, each) for each in hashes):
        return Ended.PASSWORD
    return None if reaches and owner.is_active and is_safe else Ended.RIGHTS


@receiver(m2m_changed, sender=Programme.organisers.through)
def _organiser_left(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Take a programme out of the tokens of who does not organise it any more; organising it again gives none back."""
    if action not in ("post_remove", "pre_clear"):
        return
    ends = Token.programmes.through.objects.all()
    ends = ends.filter(token__owner=instance) if reverse else ends.filter(programme=instance)
    if action == "post_remove":
        name = "programme__in" if reverse else "token__owner__in"
        ends = ends.filter(**{name: pk_set or ()})
    ends.delete()


def _reaches() -> Exists:
    same = {"tokens": OuterRef("pk"), "organisers": OuterRef("owner")}
    return Exists(Programme.objects.filter(**same))


def _is_safe(owner: User) -> bool:
    return not settings.SECOND_FACTOR or has_second_factor(factors_of(owner.pk))


def _note_use(token: Token) -> None:
    today = timezone.localdate()
    if token.last_used_on != today and Token.objects.filter(pk=token.pk).update(last_used_on=today):
        security_log.write("token.used", security_log.current_request(), account=token.owner_id, token=token.pk)


def _digest(text: str, key: str) -> str:
    return salted_hmac(SALT, text, secret=key, algorithm="sha256").hexdigest()
