"""Leaks planted on purpose: with each of them an attacker must win, or the bench could not fail."""

import json
import logging
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString


def plant(leaks: str) -> None:
    """Break the promises named here, between commas, in this process; nothing for an empty text."""
    known = {"row": _row, "key": _key, "frames": _frames, "lengths": _lengths, "redis": _redis, "logs": _logs}
    for leak in filter(None, leaks.split(",")):
        known[leak]()


def _row() -> None:
    """A ballot's key is the participant's own."""
    from polls.asking import voting

    def key_of(poll: Any, person: UUID, personal_secret: Any) -> str:
        return person.hex

    voting.key_of = key_of


def _key() -> None:
    """A ballot's key can be made by whoever has the database and the server's key."""
    from polls.asking import voting
    from polls.asking.ballots import key_in_groups

    def key_of(poll: Any, person: UUID, personal_secret: Any) -> str:
        return key_in_groups(poll.secret, person)

    voting.key_of = key_of


def _last_vote() -> list[str]:
    """Who voted last and the words of their answer, from now on.

    A leak that names people alone links little, because the console's numbers move in steps.
    """
    from polls.asking.models import Poll
    from polls.asking.questions import question_of, rules_of

    from . import playing

    last: list[str] = []
    do = playing.perform

    def perform(name: str, actor: Any, data: Any) -> Any:
        if name == "poll.vote":
            poll = Poll.objects.get(pk=data["poll"])
            rules, asked = rules_of(poll), question_of(poll, poll.options.all())
            last[:] = [actor.participant.hex, ", ".join(rules.words(rules.clean(data, asked), asked))]
        return do(name, actor, data)

    playing.perform = perform
    return last


def _frames() -> None:
    """What other participants are sent names whoever voted last."""
    from rooms.live.base.people import Audience

    from . import playing

    last, draw = _last_vote(), playing.frame_of

    def frame_of(room: Any, audience: Audience, newer_than: int) -> str:
        return draw(room, audience, newer_than) + " ".join(last if audience == Audience.PARTICIPANTS else [])

    playing.frame_of = frame_of


def _lengths() -> None:
    """What tells an answer is as long as the answer."""
    from rooms.live.templatetags.live import EvenNode

    EvenNode.render = lambda self, context: SafeString(self.nodelist.render(context).strip())


def _redis() -> None:
    """Announcements say in plain text whom they are about, and why."""
    from rooms.live.hub.announcement import Announcement

    last = _last_vote()

    def sealed(self: Announcement) -> str:
        return json.dumps([*(person.hex for person in self.people), *last])

    Announcement.sealed = sealed  # type: ignore[method-assign]  # the planted leak


def _logs() -> None:
    """A line of the log names the participant of each vote."""
    from rooms.live.changes.transaction import Changes

    last, touch = _last_vote(), Changes.touch_person

    def touch_person(self: Changes, room: Any, participant: UUID, *parts: str) -> None:
        logging.getLogger("rooms").info("touched: %s", " ".join(last))
        touch(self, room, participant, *parts)

    Changes.touch_person = touch_person  # type: ignore[method-assign]  # the planted leak
