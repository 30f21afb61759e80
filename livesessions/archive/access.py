"""Who may read what was kept: organisers their programmes, hosts the sessions that they host, and nobody else.

Every page, file and search asks here. An administrator reads what they organise or host, and no more. Of a rehearsal
nobody reads anything.
"""

from typing import Any

from django.db.models import Q, QuerySet

from livesessions.programme.models import Hosting, Programme, Session, Team

from .models import Record, Records

Account = int | None
"""The key of an account; `None` for somebody who is not logged in."""


def records_for(user: Account) -> Records:
    """The newest versions that this account may find in lists, of everything that it may read."""
    return Record.objects.filter(_of(user)).listed()


def sessions_for(user: Account) -> QuerySet[Session]:
    """The sessions of which this account may read the archive."""
    return Session.objects.filter(Q(programme__in=_organised(user)) | Q(pk__in=_hosted(user)))


def programmes_for(user: Account) -> QuerySet[Programme]:
    """The programmes of which this account may read the archive, or a part of it."""
    return Programme.objects.filter(Q(pk__in=_organised(user)) | Q(sessions__in=_hosted(user))).distinct()


def programme_for(user: Account, slug: str) -> Programme | None:
    """One of these; `None` for every other, existing or not."""
    return programmes_for(user).filter(slug=slug).first()


def teams_for(user: Account) -> QuerySet[Team]:
    """The teams of which this account may see what they answered, where enough did: organisers alone."""
    return Team.objects.filter(programme__in=_organised(user))


def organised_by(user: Account, slug: str) -> Programme | None:
    """The programme, for an account that organises it; `None` for every other, existing or not."""
    return _organised(user).filter(slug=slug).first()


def _of(user: Account) -> Q:
    return Q(programme__in=_organised(user)) | Q(session__in=_hosted(user))


def _organised(user: Account) -> QuerySet[Programme]:
    # `organisers=None` would be the programmes that nobody organises.
    return Programme.objects.filter(organisers=user) if user is not None else Programme.objects.none()


def _hosted(user: Account) -> QuerySet[Any]:
    hosted = (
        Hosting.objects.filter(user=user, session__is_rehearsal=False) if user is not None else Hosting.objects.none()
    )
    return hosted.values("session")
