"""Mending groups that became too small or too large while people are out: what the host is told, and the command.

People are moved only when a group is outside its limits and the host wants it, and then as few as possible (bound B5 of
`dealing`). Only people who are here are counted and moved.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.hub.presence import presence, who_is_here
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import Sitter, houses_of, in_view, needed_plan, read_sitters, round_out, rounds_of, sitters_of
from ..dealing import Instance, Person, Pin, pairs_met
from ..dealing.moving.live import Seating
from ..dealing.moving.mending import fewest_moves
from ..forms import MendForm
from ..locking import changed_meanwhile, hold, step
from ..models import House, Moved, Round, Seat
from ..plan.counting import count_anew
from ..plan.divide import ALONE
from ..plan.history import gatherings_of
from ..touching import touch_plan, touch_seats
from .attendance import news_since
from .street import shown_plan

CROWD = 2
"""How many more people than the largest group that was sent out a group may have."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The people who are here in each group of the round that is out, and the limits of a group's size.

    Groups in which nobody is here come last: they are closed, and opened only when the others cannot hold everybody.
    """

    houses: list[House]
    people: list[list[Sitter]]
    low: int
    high: int

    @property
    def open(self) -> int:
        """The number of groups in which anybody is here."""
        return sum(map(bool, self.people))

    @property
    def fewest(self) -> int:
        """The fewest people who must move: 0 when every group is within its limits, or when nothing would help."""
        best = fewest_moves([len(inside) for inside in self.people[: self.open]], self.low, self.high)
        return best.moves if best and self.open + best.opened <= len(self.houses) else 0


def groups_of(out: Round, houses: list[House], sitters: list[Sitter], here: Collection[str]) -> Groups:
    """The groups of a round that is out, as they are now."""
    inside: dict[int | None, list[Sitter]] = defaultdict(list)
    for each in sitters:
        if each.is_home and each.person.hex in here:
            inside[each.house].append(each)
    ordered = sorted(houses, key=lambda house: (house.pk not in inside, house.number))
    low = min(ALONE, out.smallest or ALONE)
    high = max(low, CROWD + (out.largest or len(sitters)))
    return Groups(ordered, [inside[house.pk] for house in ordered], low, high)


@command("breakouts.mend", by=Role.HOST, form=MendForm)
def mend(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Bring groups that became too small or too large back within their limits; as few people move as possible."""
    hold(room)
    given, out = request.cleaned, round_out(room)
    plan = needed_plan(room, _("There is no plan yet."))
    if out is None or out.pk != given["round"]:
        raise Refused(_("This round is over. Everybody is back."))
    houses = list(House.objects.filter(round=out))
    groups = groups_of(out, houses, read_sitters(out.pk), presence.here(room.pk))
    if not groups.fewest:
        return _("Every group has enough people now.")
    shown = plan.pk == given["plan"] and groups.fewest == given["moves"]
    if not shown or not step(plan, given["version"]):
        raise changed_meanwhile()
    moved, touched = set(), set()
    for person, origin, target, why in _moves(room, out, groups):
        seat = Seat.objects.filter(round=out, participant=person, house=origin, stays="")
        if not seat.update(house=target, came_from=origin, moved=why, looking_into=None):
            raise changed_meanwhile()
        moved.add(person)
        touched |= {origin.pk, target.pk}
    touch_seats(room, sorted(moved), sorted(touched), changes)
    touch_plan(room, changes)
    count_anew(plan)
    return _("The groups are right again. Who moves reads where to go.")


def _moves(room: Room, out: Round, groups: Groups) -> list[tuple[UUID, House, House, Moved]]:
    """The moves: person, old group, new group, reason."""
    sitters = [(each, g) for g, inside in enumerate(groups.people) for each in inside]
    place = {each.person: i for i, (each, _g) in enumerate(sitters)}
    instance = Instance(
        tuple(Person(each.person.hex, each.team or None, each.role) for each, _g in sitters),
        1,
        (1,) * groups.open,
        required_roles=out.plan.required_roles,
        # People pinned by hand, and hosts at home in gluren, move only if nobody else can.
        pins=tuple(Pin(i, 0, g) for i, (each, g) in enumerate(sitters) if _stays_put(each, groups.houses[g])),
        met=pairs_met([[place[p] for p in group if p in place] for group in gatherings_of(room)]),
    )
    seating = Seating(instance, [[g for _each, g in sitters]], 0, (groups.low, groups.high))
    return [
        (UUID(str(move.person)), groups.houses[move.origin], groups.houses[move.target], _why(groups, move.origin))
        for move in seating.repair()
    ]


def _stays_put(each: Sitter, house: House) -> bool:
    return each.pinned or (each.team != 0 and each.team == house.team_id)


def _why(groups: Groups, origin: int) -> Moved:
    before = len(groups.people[origin])
    if before < groups.low:
        return Moved.SMALL
    return Moved.LARGE if before > groups.high else Moved.NEEDED


@part("mending", "rooms/breakouts/parts/mending.html", audiences=(Audience.HOSTS,), volatile=True)
def mending(room: Room, audience: Audience) -> dict[str, Any]:
    """While people are out: groups that ask for help, or became too small or too large.

    Between two rounds: how many people came and left since the deal.
    """
    shown = in_view(room)
    if shown is None or shown.back_at is not None:
        return {"kind": ""}
    sitters, here = sitters_of(room, shown.pk), who_is_here(room)
    houses = houses_of(room, shown.pk) if shown.is_out else []
    asking = [{"pk": each.pk, "name": str(each)} for each in houses if each.help_at and not each.helped_at]
    plan = {"plan": shown_plan(shown.plan), "round": shown.pk, "asking": asking}
    if not shown.is_out:
        came, left = news_since(room, shown, sitters, here)
        coming = [each.number for each in rounds_of(room) if each.sent_at is None]
        return plan | {"kind": "renew" if came or left else "", "came": came, "left": left, "coming": coming}
    groups = groups_of(shown, houses, sitters, here)
    wrong = [
        {"name": str(house), "people": len(inside), "small": len(inside) < groups.low}
        for house, inside in zip(groups.houses, groups.people, strict=True)
        if inside and not groups.low <= len(inside) <= groups.high
    ]
    return plan | {"kind": "mend" if groups.fewest else "", "groups": wrong, "moves": groups.fewest}
