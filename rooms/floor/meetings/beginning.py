"""Beginning a meeting that nobody planned: a programme of its own, a session, a room, and what is prepared in it.

Whoever begins it hosts the session and organises its programme. So every rule of hosts and organisers holds for it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from livesessions.programme.copying import copy_prepared
from livesessions.programme.models import Hosting, Kind, Programme, Session
from rooms.live.base.people import Actor, Role
from rooms.live.base.refusal import Refused
from rooms.live.commands.performing import perform_all
from rooms.live.commands.register import CommandRequest
from rooms.live.models import Room

from .shapes import Example

MOST_A_DAY = 50
"""Meetings that one account begins on one day."""
MINUTES = 60
"""The planned length of a meeting without an example."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A meeting to begin. `key` is drawn when the form is shown: a form that is sent twice begins one meeting."""

    key: str
    title: str
    example: Example | None
    copied: Session | None
    """A session of which everything that is prepared comes along; the account hosts it."""
    opens: bool
    """Whether people can come in at once; otherwise it is prepared first."""


def begun_today(user: User) -> int:
    """How many meetings this account began today."""
    return Programme.objects.filter(single=True, organisers=user, starts_on=timezone.localdate()).count()


def begin(user: User, wanted: Wanted) -> Room:
    """The room of a new meeting, or the one that was begun with this key before.

    Raises `Refused` when what should be prepared is refused, and `Session.DoesNotExist` for somebody else's key.
    """
    slug = f"meeting-{wanted.key}"
    try:
        with transaction.atomic():
            room = _make(user, slug, wanted)
            _prepare(room, user, wanted)
    except IntegrityError:
        session = Session.objects.get(programme__slug=slug, hostings__user=user)
        room, _created = Room.objects.get_or_create(session=session)
    return room


def single_session(slug: str, title: str, length: timedelta, **described: Any) -> Session:
    """A new session that begins now and lasts `length`, alone in a programme that nobody organises yet."""
    now = timezone.now()
    programme = Programme.objects.create(
        slug=slug,
        title=title,
        organisation="",
        starts_on=timezone.localdate(now),
        ends_on=timezone.localdate(now + length),
        published=False,
        single=True,
    )
    return Session.objects.create(programme=programme, title=title, starts_at=now, ends_at=now + length, **described)


def described_as(session: Session) -> dict[str, str]:
    """What a copy of this session says about itself, besides its title."""
    return {name: getattr(session, name) for name in ("kind", "summary", "description", "by")}


def _make(user: User, slug: str, wanted: Wanted) -> Room:
    session = single_session(slug, wanted.title, _length(wanted), **_described(wanted))
    session.programme.organisers.add(user)
    Hosting.objects.create(session=session, user=user)
    return Room.objects.create(session=session)


def _length(wanted: Wanted) -> timedelta:
    if wanted.copied:
        return wanted.copied.ends_at - wanted.copied.starts_at
    return timedelta(minutes=wanted.example.minutes if wanted.example else MINUTES)


def _described(wanted: Wanted) -> dict[str, str]:
    if wanted.copied:
        return described_as(wanted.copied)
    return {"kind": wanted.example.kind if wanted.example else Kind.CONVERSATION}


def _prepare(room: Room, user: User, wanted: Wanted) -> None:
    """Copy, or carry out the commands of the example as this host, and open the room.

    Raises `Refused` with the first refusal.
    """
    if wanted.copied and Room.objects.filter(session=wanted.copied).exists():
        copy_prepared(wanted.copied, room.session)
    commands = list(wanted.example.commands()) if wanted.example else []
    if wanted.opens:
        commands.append(("room.open", {}))
    host = Actor(room.pk, Role.HOST, user=user.pk)
    language = get_language() or ""
    for receipt in perform_all(CommandRequest(name, host, data, language) for name, data in commands):
        if receipt.status != "ok":
            raise Refused(receipt.sentence)
