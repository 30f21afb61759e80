"""Replying: a version for every change, guarded by the version that the writer had before them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from livesessions.programme.models import Session

from .answerable import Answerable, Overtaken
from .models import Reply


@dataclass(frozen=True, slots=True)
class Writer:
    """Who replies: the key of the account, and the name that stands below the reply."""

    user: int
    name: str


def newest_of(replies: Iterable[Reply]) -> dict[str, Reply]:
    """The newest version of each reply, by the key of what it is a reply to."""
    found: dict[str, Reply] = {}
    for reply in replies:
        if reply.key not in found or found[reply.key].version < reply.version:
            found[reply.key] = reply
    return found


def replies_in(session: int, kind: str) -> dict[str, Reply]:
    """What was replied to things of this kind in a session, by key; one query."""
    return newest_of(Reply.objects.filter(session=session, kind=kind))


def reply(to: Answerable, session: Session, key: str, text: str, seen: int, writer: Writer) -> None:
    """Reply `text`, if version `seen` is still the newest (0: nobody replied yet); raises `Overtaken` when it is not.

    The same reply once more changes nothing. The sender reads it with the code; of who that is, nothing is known here.
    """
    text = text.strip()
    newest = replies_in(session.pk, to.kind).get(key)
    if newest is not None and newest.text == text:
        return
    if seen != (newest.version if newest else 0):
        raise Overtaken
    fresh = Reply(session=session, kind=to.kind, key=key, version=seen + 1, text=text, at=timezone.now())
    fresh.by_id, fresh.by_name = writer.user, writer.name
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
            to.replied(key, fresh)
    except IntegrityError:
        raise Overtaken from None
