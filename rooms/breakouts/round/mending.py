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

from ..current import Sitter, groups_of, in_view, needed_plan, read_sitters, round_out, rounds_of, sitters_of
from ..dealing import Instance, Person, Pin, pairs_met
from ..dealing.moving.live import Seating
from ..dealing.moving.mending import fewest_moves
from ..forms import MendForm
from ..locking import changed_meanwhile, hold, step
from ..models import Group, MoveReason, Round, Seat
from ..plan.counting import count_anew
from ..plan.divide import ALONE
from ..plan.history import gatherings_of
from ..touching import touch_plan, touch_seats
from .attendance import news_since
from .street import shown_plan

CROWD = 2
"""How many more people than the largest group that was sent out a group may have."""


@dataclass(frozen=True, slots=True)
class GroupSizes:
    """The people who are here in each group of the round that is out, and the limits of a group's size.

    Groups in which nobody is here come last: they are closed, and opened only when the others cannot hold everybody.
    """

    groups: list[Group]
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
        return best.moves if best and self.open + best.opened <= len(self.groups) else 0


def group_sizes_of(out: Round, groups: list[Group], sitters: list[Sitter], here: Collection[str]) -> GroupSizes:
    """The groups of a round that is out, as they are now."""
    inside: dict[int | None, list[Sitter]] = defaultdict(list)
    for each in sitters:
        if each.is_in_group and each.person.hex in here:
            inside[each.group].append(each)
    ordered = sorted(groups, key=lambda group: (group.pk not in inside, group.number))
    low = min(ALONE, out.smallest or ALONE)
    high = max(low, CROWD + (out.largest or len(sitters)))
    return GroupSizes(ordered, [inside[group.pk] for group in ordered], low, high)


@command("breakouts.mend", by=Role.HOST, form=MendForm)
def mend(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Bring groups that became too small or too large back within their limits; as few people move as possible."""
    hold(room)
    given, out = request.cleaned, round_out(room)
    plan = needed_plan(room, _("There is no plan yet."))
    if out is None or out.pk != given["round"]:
        raise Refused(_("This round is over. Everybody is back."))
    groups = list(Group.objects.filter(round=out))
    sizes = group_sizes_of(out, groups, read_sitters(out.pk), presence.here(room.pk))
    if not sizes.fewest:
        return _("Every group has enough people now.")
    shown = plan.pk == given["plan"] and sizes.fewest == given["moves"]
    if not shown or not step(plan, given["version"]):
        raise changed_meanwhile()
    moved, touched = set(), set()
    for person, origin, target, why in _moves(room, out, sizes):
        seat = Seat.objects.filter(round=out, participant=person, group=origin, stays="")
        if not seat.update(group=target, came_from=origin, moved=why, looking_into=None):
            raise changed_meanwhile()
        moved.add(person)
        touched |= {origin.pk, target.pk}
    touch_seats(room, sorted(moved), sorted(touched), changes)
    touch_plan(room, changes)
    count_anew(plan)
    return _("The groups are right again. Who moves reads where to go.")


def _moves(room: Room, out: Round, sizes: GroupSizes) -> list[tuple[UUID, Group, Group, MoveReason]]:
    """The moves: person, old group, new group, reason."""
    sitters = [(each, g) for g, inside in enumerate(sizes.people) for each in inside]
    place = {each.person: i for i, (each, _g) in enumerate(sitters)}
    instance = Instance(
        tuple(Person(each.person.hex, each.team or None, each.role) for each, _g in sitters),
        1,
        (1,) * sizes.open,
        required_roles=out.plan.required_roles,
        # People pinned by hand, and hosts of hosted visits, move only if nobody else can.
        pins=tuple(Pin(i, 0, g) for i, (each, g) in enumerate(sitters) if _stays_put(each, sizes.groups[g])),
        met=pairs_met([[place[p] for p in group if p in place] for group in gatherings_of(room)]),
    )
    seating = Seating(instance, [[g for _each, g in sitters]], 0, (sizes.low, sizes.high))
    return [
        (UUID(str(move.person)), sizes.groups[move.origin], sizes.groups[move.target], _why(sizes, move.origin))
        for move in seating.repair()
    ]


def _stays_put(each: Sitter, group: Group) -> bool:
    return each.pinned or (each.team != 0 and each.team == group.team_id)


def _why(sizes: GroupSizes, origin: int) -> MoveReason:
    before = len(sizes.people[origin])
    if before < sizes.low:
        return MoveReason.SMALL
    return MoveReason.LARGE if before > sizes.high else MoveReason.NEEDED


@part("mending", "rooms/breakouts/parts/mending.html", audiences=(Audience.HOSTS,), volatile=True)
def mending(room: Room, audience: Audience) -> dict[str, Any]:
    """While people are out: groups that ask for help, or became too small or too large.

    Between two rounds: how many people came and left since the deal.
    """
    shown = in_view(room)
    if shown is None or shown.back_at is not None:
        return {"kind": ""}
    sitters, here = sitters_of(room, shown.pk), who_is_here(room)
    groups = groups_of(room, shown.pk) if shown.is_out else []
    asking = [{"pk": each.pk, "name": str(each)} for each in groups if each.help_at and not each.helped_at]
    plan = {"plan": shown_plan(shown.plan), "round": shown.pk, "asking": asking}
    if not shown.is_out:
        came, left = news_since(room, shown, sitters, here)
        coming = [each.number for each in rounds_of(room) if each.sent_at is None]
        return plan | {"kind": "renew" if came or left else "", "came": came, "left": left, "coming": coming}
    sizes = group_sizes_of(shown, groups, sitters, here)
    wrong = [
        {"name": str(group), "people": len(inside), "small": len(inside) < sizes.low}
        for group, inside in zip(sizes.groups, sizes.people, strict=True)
        if inside and not sizes.low <= len(inside) <= sizes.high
    ]
    return plan | {"kind": "mend" if sizes.fewest else "", "groups": wrong, "moves": sizes.fewest}
