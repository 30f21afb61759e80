"""The present state of a room's groups: the plan, the round that is out or comes next, and everybody's seat.

Parts share what was read for one refresh. Commands read the database again, because the state may just have changed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from rooms.live.base.refusal import Refused
from rooms.live.commands.register import CommandRequest
from rooms.live.entry.display_names import told_apart
from rooms.live.models import Room
from rooms.live.rendering.renderer import once_per_refresh, while_unchanged

from .models import Deal, Group, Plan, Round, Seat


@dataclass(frozen=True, slots=True)
class Sitter:
    """A person's seat as others may see it: `name` is empty for an anonymous person, `team` is 0 without a team.

    People of one team whose names look the same have a number behind theirs (`told_apart`).
    """

    person: UUID
    name: str
    role: str
    team: int
    team_name: str
    group: int | None
    stays: str
    looking_into: int | None
    waits_for: int | None
    pinned: bool
    moved: str
    late: bool
    came: bool

    @property
    def is_in_group(self) -> bool:
        """Whether the person is in their group now, not elsewhere."""
        return self.group is not None and not self.stays


def plan_of(room: Room) -> Plan | None:
    """The current plan of the room, read again."""
    return room.plans.filter(ended_at=None).first()


def needed_plan(room: Room, sentence: str) -> Plan:
    """The current plan of the room; refuses with `sentence` when there is none."""
    plan = plan_of(room)
    if plan is None:
        raise Refused(sentence, 404)
    return plan


def round_out(room: Room) -> Round | None:
    """The round that is out now, read again; one query."""
    return (
        Round.objects.filter(plan__room=room.pk, plan__ended_at=None, sent_at__isnull=False, back_at=None)
        .select_related("plan")
        .first()
    )


@while_unchanged("briefing", "harvest")
def rounds_of(room: Room) -> list[Round]:
    """The rounds of the current plan in their order, each with its plan; no query while nothing changed."""
    return list(Round.objects.filter(plan__room=room.pk, plan__ended_at=None).select_related("plan", "deal"))


@while_unchanged("briefing", "harvest")
def brought_before(room: Room) -> Round | None:
    """The last round that came back of a plan that has ended: what it brought can still be read."""
    back = Round.objects.filter(plan__room=room.pk, plan__ended_at__isnull=False, back_at__isnull=False)
    return back.order_by("back_at", "pk").last()


@while_unchanged("briefing")
def asked_deal(room: Room) -> Deal | None:
    """The newest deal that a host asked for in the current plan. No query while nothing changed."""
    asked = Deal.objects.filter(plan__room=room.pk, plan__ended_at=None, seed__isnull=False)
    return asked.last()


def out_now(room: Room) -> Round | None:
    """The round that is out, as of this refresh."""
    return next((found for found in rounds_of(room) if found.is_out), None)


def in_view(room: Room) -> Round | None:
    """The round that hosts see: the one that is out, otherwise the next, otherwise the last."""
    rounds = rounds_of(room)
    coming = next((found for found in rounds if found.sent_at is None), None)
    return out_now(room) or coming or (rounds[-1] if rounds else None)


def asker(request: CommandRequest) -> UUID:
    """The participant who sent the request; refuses other actors."""
    if request.actor.participant is None:
        raise Refused(_("You cannot do this here."), 403)
    return request.actor.participant


@once_per_refresh
def groups_of(room: Room, round_pk: int) -> list[Group]:
    """The groups of a round by number; one query a refresh."""
    return list(Group.objects.filter(round=round_pk))


@once_per_refresh
def sitters_of(room: Room, round_pk: int) -> list[Sitter]:
    """Everybody's seat in a round, by name; one query a refresh."""
    return read_sitters(round_pk)


def read_sitters(round_pk: int) -> list[Sitter]:
    """Everybody's seat in a round, by name, read again."""
    rows = list(
        Seat.objects.filter(round=round_pk)
        .order_by("participant__name", "pk")
        .values_list(
            "participant_id",
            "participant__name",
            "participant__role",
            "participant__team_id",
            "participant__team__name",
            "group_id",
            "stays",
            "looking_into_id",
            "waits_for_id",
            "pinned_at",
            "moved",
            "late",
            "came",
        )
    )
    names = told_apart((row[1], row[4] or "") for row in rows)
    return [
        Sitter(
            person,
            name,
            role,
            team or 0,
            team_name or "",
            group,
            stays,
            looks,
            waits,
            pin is not None,
            moved,
            late,
            came,
        )
        for name, (person, _n, role, team, team_name, group, stays, looks, waits, pin, moved, late, came) in zip(
            names, rows, strict=True
        )
    ]


@once_per_refresh
def in_groups(room: Room, round_pk: int) -> dict[int, list[Sitter]]:
    """The people who are in each group now, by group."""
    found: dict[int, list[Sitter]] = defaultdict(list)
    for sitter in sitters_of(room, round_pk):
        if sitter.group is not None and not sitter.stays:
            found[sitter.group].append(sitter)
    return found


def whose(room: Room, keys: Collection[str]) -> Iterable[UUID]:
    """The people in the groups with these keys, and the people who look into them."""
    groups = [int(key) for key in keys]
    for name in ("group__in", "looking_into__in"):
        yield from Seat.objects.filter(**{name: groups}).values_list("participant_id", flat=True)
