"""Sources of answers by which people can be divided. Groups know no polls: features with polls register here.

A source keeps its promise to people who answer. It says beforehand how answers are used; it tells only which people
gave equal answers, never an answer; and it forgets that when it is told to.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from livesessions.archive.models import Record
from livesessions.archive.redaction import rewrite
from rooms.live.base.people import Audience
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room
from rooms.live.rendering.parts import part
from rooms.live.rendering.renderer import while_unchanged

from ..models import BY_ANSWERS, Plan, Way
from ..records import ROUND
from ..touching import touch_plan


class OfferState(StrEnum):
    """The state of a poll: open for answers, ready for dividing, or its answers are gone."""

    OPEN = "open"
    READY = "ready"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Offer:
    """A poll that announced on its form how people are divided by it (`way`, one of `BY_ANSWERS`)."""

    key: str
    text: str
    way: str
    state: OfferState
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A feature with answers. `offer(room)` is its newest poll that divides, if any.

    `answer_groups(room, key, people)` gives each of `people` who answered a number. Equal answers have equal numbers,
    and a number says nothing else; None when the answers are gone. `forget(room, changes)` destroys all that is kept
    for dividing.
    """

    name: str
    offer: Callable[[Room], Offer | None]
    answer_groups: Callable[[Room, str, Collection[UUID]], dict[UUID, int] | None]
    forget: Callable[[Room, Changes], None]


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Register a source, so that people can be divided by its answers."""
    _sources[source.name] = source
    return source


def newest(room: Room) -> Offer | None:
    """The newest poll that divides, of all sources."""
    offers = [(name, offer) for name, source in _sources.items() if (offer := source.offer(room))]
    if not offers:
        return None
    name, offer = max(offers, key=lambda pair: pair[1].asked_at)
    return Offer(f"{name}:{offer.key}", offer.text, offer.way, offer.state, offer.asked_at)


def answer_groups_of(plan: Plan, people: Collection[UUID]) -> dict[UUID, int] | None:
    """The answer group of each of `people` who answered the poll of a plan; None when it is gone."""
    name, _colon, key = plan.answers_of.partition(":")
    return _sources[name].answer_groups(plan.room, key, people) if name in _sources else None


def forget(plan: Plan, room: Room, changes: Changes) -> None:
    """Destroy the answer groups of a plan's poll: they are not needed once people go to their groups."""
    name = plan.answers_of.partition(":")[0]
    if name in _sources:
        _sources[name].forget(room, changes)


def touch_source(room: Room, changes: Changes) -> None:
    """Touch the part about the source: a poll that divides was opened or closed, or its answers are gone."""
    changes.touch(room, "source", Audience.HOSTS)


def wanted_for(room: Room, way: str) -> dict[str, str]:
    """The fields of a plan about its poll; refuses when no poll announced this way of dividing."""
    if way not in BY_ANSWERS:
        return {"answers_of": "", "question": ""}
    offer = newest(room)
    if offer is None:
        raise Refused(_("First open a poll with whose answers we make groups. You choose that under “New poll”."))
    if offer.way != way:
        raise Refused(
            _("The poll said: who answers the same comes together. So choose “By answers: alike”.")
            if offer.way == Way.ALIKE
            else _("The poll said: different answers come together. So choose “By answers: different”.")
        )
    if offer.state == OfferState.GONE:
        raise gone()
    return {"answers_of": offer.key, "question": offer.text}


def require_closed(room: Room, plan: Plan) -> None:
    """Refuse to divide by answers that can still change, or that are gone."""
    if plan.way not in BY_ANSWERS:
        return
    offer = newest(room)
    if offer is None or offer.key != plan.answers_of or offer.state == OfferState.GONE:
        raise gone()
    if offer.state == OfferState.OPEN:
        raise Refused(_("Close the poll first. Then nobody's answer changes any more, and you can divide people."))


def gone() -> Refused:
    """The refusal for answers that were destroyed."""
    return Refused(_("The answers are not there any more, as we promised, or there were too few. Open the poll again."))


def redact_question(room: Room, question: str, left: str, at: datetime, changes: Changes) -> None:
    """Words were taken out of the question of a poll: also where people were divided by it, live and kept."""
    Plan.objects.filter(room=room, question=question).update(question=left)
    for record in Record.objects.filter(kind=ROUND, session=room.session_id, payload__question=question).newest():
        rewrite(ROUND, record.key, lambda payload: payload | {"question": left}, redacted_at=at)
    touch_source(room, changes)
    touch_plan(room, changes)


@part("source", "rooms/breakouts/parts/source.html", audiences=(Audience.HOSTS,))
def source_part(room: Room, audience: Audience) -> dict[str, Any]:
    """The poll by which people can be divided, and whether they can be now; shown beside the form for a plan."""
    return {"offer": _shown(room)}


@while_unchanged("source")
def _shown(room: Room) -> Offer | None:
    return newest(room)
