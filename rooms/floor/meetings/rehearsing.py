"""Rehearsing a session: a copy with a room and a code of its own, of which nothing is kept.

It belongs to no programme that anybody reads: one of its own, without an organiser. When it is finished its records go
in the same transaction; the rest goes when the next rehearsal begins, or the day after.
"""

from datetime import date

from django.db import IntegrityError, transaction

from livesessions.programme.copying import copy_prepared
from livesessions.programme.models import Hosting, Programme, Session, Team
from livesessions.programme.retention import purges_besides
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from rooms.live.models import Room

from .beginning import described_as, single_session


def rehearse(session: Session, user: int) -> Room:
    """The open room of a rehearsal of this session; the one that is under way, if there is one.

    All hosts of the session host it, and its programme has the same teams.
    """
    try:
        with transaction.atomic():
            room = _under_way(session) or _make(session)
    except IntegrityError:  # another host began it at this moment
        room = Room.objects.get(session__programme__slug=_slug(session))
    Hosting.objects.get_or_create(session=room.session, user_id=user)
    perform("room.open", Actor(room.pk, Role.HOST, user=user), {})
    return room


def _slug(session: Session) -> str:
    return f"rehearsal-{session.pk}"


def _under_way(session: Session) -> Room | None:
    """The rehearsal that did not end; one that did is thrown away."""
    before = Programme.objects.filter(slug=_slug(session), sessions__is_rehearsal=True).first()
    if before is None:
        return None
    room = Room.objects.filter(session__programme=before, closed_at=None).first()
    if room is None:
        before.delete()
    return room


def _make(session: Session) -> Room:
    length = session.ends_at - session.starts_at
    made = single_session(_slug(session), session.title, length, is_rehearsal=True, **described_as(session))
    Team.objects.bulk_create(
        Team(programme=made.programme, name=team.name, number=team.number, people=team.people)
        for team in session.programme.teams.all()
    )
    for hosting in session.hostings.all():
        Hosting.objects.create(session=made, user_id=hosting.user_id)
    room = Room.objects.create(session=made)
    if Room.objects.filter(session=session).exists():
        copy_prepared(session, made)
    return room


@purges_besides
def purge_rehearsals(today: date) -> dict[str, int]:
    """Throw rehearsals of the days before away, with everything in them, also those that nobody ended."""
    over = Programme.objects.filter(sessions__is_rehearsal=True, ends_on__lt=today)
    number = over.count()
    over.delete()
    return {"rehearsals": number}
