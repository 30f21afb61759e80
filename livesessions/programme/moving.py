"""Moving a single meeting into a programme: what hangs on its own programme moves along, and that programme is no more.

Features register what they keep beside a programme with `@moves`. What nobody moves goes with the programme.
"""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from livesessions.accounts import security_log

from .models import Hosting, Participant, Programme, Session

Moves = Callable[[Programme, Programme], None]

_moves: list[Moves] = []


def moves(do: Moves) -> Moves:
    """Register `do`, called as ``do(source, target)`` in the transaction that moves the one session of `source`."""
    _moves.append(do)
    return do


def movable(session: Session, user: int | None) -> bool:
    """Whether this account began the session as a single meeting, and hosts it still."""
    own = Programme.objects.filter(pk=session.programme_id, single=True, organisers=user)
    return own.exists() and Hosting.objects.filter(session=session, user=user).exists()


def programmes_to_move_to(user: int | None) -> QuerySet[Programme]:
    """The programmes that this account organises, because the title comes on their page; single meetings are none."""
    return Programme.objects.filter(organisers=user, single=False)


def move(session: Session, target: Programme, starts_at: datetime | None = None, *, by: int | None) -> None:
    """Move the session of a single meeting into `target`, at another time if one is given; it stays as long as it was.

    Raises `ValidationError` when it is outside the days of `target`, or when its programme got more than this meeting.
    The caller sees to it that nobody is inside.
    """
    with transaction.atomic():
        source = Programme.objects.select_for_update().get(pk=session.programme_id)
        if not source.single or source.sessions.count() != 1 or source.teams.exists():
            raise ValidationError(_("This is no single meeting any more. An administrator can move it."))
        if starts_at is not None:
            session.starts_at, session.ends_at = starts_at, starts_at + (session.ends_at - session.starts_at)
        session.programme = target
        session.clean()
        session.save(update_fields=["programme", "starts_at", "ends_at"])
        Participant.objects.filter(programme=source).update(programme=target)
        for do in _moves:
            do(source, target)
        source.delete()
        transaction.on_commit(lambda: security_log.write("session.moved", by=by))
