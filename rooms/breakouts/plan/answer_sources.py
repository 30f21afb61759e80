"""Where answers come from by which people can be divided. Groups know no polls: whoever asks questions registers here.

A source keeps its promise to those who answer: it says beforehand what will be done, hands out no answer but who gave
the same one, and forgets that when it is told to.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rooms.live.base.people import Audience
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room
from rooms.live.rendering.parts import part
from rooms.live.rendering.renderer import while_unchanged

from ..models import BY_ANSWERS, Plan, Way


class State(StrEnum):
    """Whether people can be divided by a question: not while it can be answered, and not once the answers are gone."""

    OPEN = "open"
    READY = "ready"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that said to whoever answered it that people are divided so (`way`, one of `BY_ANSWERS`)."""

    key: str
    text: str
    way: str
    state: State
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Something with answers. `offer(room)` is its newest question that divides, if any.

    `camps(room, key, people)` numbers those of `people` who answered: who answered the same has the same number, and
    the number says nothing else; None when they are gone. `forget(room, changes)` destroys what it keeps for dividing.
    """

    name: str
    offer: Callable[[Room], Offer | None]
    camps: Callable[[Room, str, Collection[UUID]], dict[UUID, int] | None]
    forget: Callable[[Room, Changes], None]


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Let people be divided by what is answered there."""
    _sources[source.name] = source
    return source


def newest(room: Room) -> Offer | None:
    """The question that divides which was asked last, of all sources."""
    offers = [(name, offer) for name, source in _sources.items() if (offer := source.offer(room))]
    if not offers:
        return None
    name, offer = max(offers, key=lambda pair: pair[1].asked_at)
    return Offer(f"{name}:{offer.key}", offer.text, offer.way, offer.state, offer.asked_at)


def camps_of(plan: Plan, people: Collection[UUID]) -> dict[UUID, int] | None:
    """Who of `people` answered the same to the question of a plan; None when that is not known any more."""
    name, _colon, key = plan.answers_of.partition(":")
    return _sources[name].camps(plan.room, key, people) if name in _sources else None


def forget(plan: Plan, room: Room, changes: Changes) -> None:
    """People go to their groups: nobody needs to know any more by what they were divided."""
    name = plan.answers_of.partition(":")[0]
    if name in _sources:
        _sources[name].forget(room, changes)


def touch_source(room: Room, changes: Changes) -> None:
    """A question that divides was opened or closed, or its answers are gone."""
    changes.touch(room, "source", Audience.HOSTS)


def wanted_for(room: Room, way: str) -> dict[str, str]:
    """What a plan in this way notes of its question; refuses when no question said so to whoever answered it."""
    if way not in BY_ANSWERS:
        return {"answers_of": "", "question": ""}
    offer = newest(room)
    if offer is None:
        raise Refused(
            _("First ask a question with whose answers we make groups. You choose that under “New question”.")
        )
    if offer.way != way:
        raise Refused(
            _("The question said: who answers the same comes together. So choose “By answers: alike”.")
            if offer.way == Way.ALIKE
            else _("The question said: different answers come together. So choose “By answers: different”.")
        )
    if offer.state == State.GONE:
        raise gone()
    return {"answers_of": offer.key, "question": offer.text}


def require_closed(room: Room, plan: Plan) -> None:
    """Refuse to divide by answers that can still change, or that are gone."""
    if plan.way not in BY_ANSWERS:
        return
    offer = newest(room)
    if offer is None or offer.key != plan.answers_of or offer.state == State.GONE:
        raise gone()
    if offer.state == State.OPEN:
        raise Refused(_("Close the question first. Then nobody's answer changes any more, and you can divide people."))


def gone() -> Refused:
    """The sentence for answers that were destroyed."""
    return Refused(
        _("The answers are not there any more, as we promised, or there were too few. Ask the question again.")
    )


@part("source", "rooms/breakouts/parts/source.html", audiences=(Audience.HOSTS,))
def source_part(room: Room, audience: Audience) -> dict[str, Any]:
    """Beside the form for a plan: by which question people can be divided, and whether they can now."""
    return {"offer": _shown(room)}


@while_unchanged("source")
def _shown(room: Room) -> Offer | None:
    return newest(room)
