"""The logins of an account, one for each browser, for its owner to see and to end; and clearing what has ended.

allauth keeps one row for each login. The address that a browser had is not kept: the log without people has none
either, and in a town hall everybody has the same.
"""

import threading
from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models.signals import pre_save
from django.dispatch import receiver

from livesessions.repeating import keep_doing

NO_ADDRESS = "0.0.0.0"  # noqa: S104  (nobody listens there: the column wants an address)
CLEAR_EVERY = 3600.0
"""Seconds between two times of clearing web sessions that have ended."""


@receiver(pre_save, sender=UserSession)
def _keep_no_address(instance: UserSession, **kwargs: Any) -> None:
    instance.ip = NO_ADDRESS


def clear_ended() -> None:
    """Delete web sessions that have ended, and what was kept about them."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def keep_clearing(every: float = CLEAR_EVERY) -> threading.Event:
    """Do that again and again: see `keep_doing`."""
    return keep_doing("clear", clear_ended, every)
