"""What can be answered. Features register it here; this package knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q

from livesessions.programme.models import Session

from .models import Reply

User = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that can be answered, as hosts and organisers see it.

    `about` are short facts beside the text. `settled`: it was dealt with in the session, and a reply only adds to that.
    """

    key: str
    text: str
    about: Sequence[str] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The same as its sender sees it with the code.

    `became` says in a sentence what became of it. A reply to one of the keys `replies` is one to this, its own first.
    `may_withdraw`: nobody answered it yet. `redacted_at`: words were last taken out then. Nothing is left of the text
    of what was withdrawn.
    """

    text: str
    became: str
    replies: Sequence[str]
    may_withdraw: bool = False
    redacted_at: datetime | None = None


def hosts_or_organises(session: Session, user: User) -> bool:
    """Whether this active account hosts the session or organises its programme."""
    theirs = Q(programme__organisers=user.pk) | Q(hostings__user=user.pk)
    return user.is_active and Session.objects.filter(theirs, pk=session.pk).exists()


@dataclass(frozen=True, slots=True)
class Answerable:
    """A kind of thing that people send and that can be answered.

    ``waiting(session)`` answers what of a session can be, the first to do first; ``sent(key)`` what the holder of a
    code is told, or `None` when it is gone. ``replied(key, reply)`` is called in the transaction that writes a reply;
    it raises `Overtaken` when the thing cannot be answered any more. ``withdraw(key)`` withdraws the thing, if its kind
    can be, and answers whether it is withdrawn now: what was answered is not.
    """

    kind: str
    waiting: Callable[[Session], Sequence[Waiting]]
    sent: Callable[[str], Sent | None]
    replied: Callable[[str, Reply], None]
    may_answer: Callable[[Session, User], bool] = hosts_or_organises
    withdraw: Callable[[str], bool] | None = None


class Overtaken(Exception):
    """Somebody else was quicker: the thing to answer is not as the writer saw it."""


_answerable: dict[str, Answerable] = {}


def register(answerable: Answerable) -> Answerable:
    """Let things of this kind be answered."""
    if answerable.kind in _answerable:
        raise ValueError(f"two kinds are named {answerable.kind}")
    _answerable[answerable.kind] = answerable
    return answerable


def named(kind: str) -> Answerable:
    """The registered kind; raises `KeyError` for an unknown one."""
    return _answerable[kind]


def answerable_by(session: Session, user: User) -> dict[str, Answerable]:
    """The kinds that this user may answer in this session, by name."""
    may = {rule: rule(session, user) for rule in {each.may_answer for each in _answerable.values()}}
    return {kind: each for kind, each in _answerable.items() if may[each.may_answer]}
