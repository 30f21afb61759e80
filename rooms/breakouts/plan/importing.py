"""Importing seats from a list that was made elsewhere."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from livesessions.programme.models import Participant
from livesessions.texts.bidi import isolated
from livesessions.texts.blank import is_blank
from rooms.live.base.input_validation import whole_number
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.hub.presence import presence
from rooms.live.models import Room

from ..current import needed_plan
from ..forms import ImportForm
from ..locking import changed_meanwhile, hold, step
from ..models import Group, Seat
from ..touching import touch_street
from .counting import count_anew

SEPARATORS = ";,\t"
"""What may stand between a name and the number of a group; the last one counts."""


@command("breakouts.import", by=Role.HOST, form=ImportForm, when_closed=True)
def import_seats(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Pin people to the groups in a list, in every round that has not gone out. All lines, or none."""
    hold(room)
    plan = needed_plan(room, _("There is no plan yet."))
    wanted = _read(room, request.cleaned["lines"], plan.groups)
    rounds = list(plan.rounds.filter(sent_at=None))
    pinned = Seat.objects.filter(round__in=rounds, pinned_at__isnull=False)
    there = set(pinned.values_list("round_id", "participant_id", "group__number"))
    missing = [(r, p, n) for r in rounds for p, n in wanted.items() if (r.pk, p.pk, n) not in there]
    if missing:
        if plan.pk != request.cleaned["plan"] or not step(plan, request.cleaned["version"]):
            raise changed_meanwhile()
        groups = {(h.round_id, h.number): h for h in Group.objects.filter(round__in=rounds)}
        pin = {"pinned_at": timezone.now(), "pinned_by_id": request.actor.user}
        for round_, person, number in missing:
            given = {
                "group": groups[round_.pk, number],
                "stays": "",
                "looking_into": None,
                "waits_for": None,
                "waits_turn": None,
                **pin,
            }
            Seat.objects.update_or_create(round=round_, participant=person, defaults=given)
        touch_street(room, changes)
        count_anew(plan)
    return _("%(people)s people have a place now.") % {"people": len(wanted)}


def _read(room: Room, text: str, groups: int) -> dict[Participant, int]:
    """The group number of each person; refuses with the first line that is unreadable or ambiguous.

    It knows who is here, who has a place in this plan, and who sat in a group before. A list of all other names would
    tell a host who takes part elsewhere in the programme.
    """
    known: dict[str, list[Participant]] = defaultdict(list)
    seats = Seat.objects.filter(round__plan__room__session__programme=room.programme_id)
    sat = seats.filter(Q(round__plan__room=room) | Q(round__sent_at__isnull=False)).values("participant")
    ours = Q(pk__in=[UUID(person) for person in presence.here(room.pk)]) | Q(pk__in=sat)
    for person in Participant.objects.filter(ours, programme=room.programme_id).exclude(name=""):
        known[" ".join(person.name.split()).casefold()].append(person)
    found: dict[Participant, int] = {}
    for line in map(str.strip, text.splitlines()):
        if is_blank(line):
            continue
        cut = max(map(line.rfind, SEPARATORS))
        name, number = line[: max(cut, 0)].strip(), whole_number(line[cut + 1 :].strip())
        if not name or not 1 <= number <= groups:
            raise Refused(_("We cannot read this line: %(line)s") % {"line": isolated(line[:80])}, 422)
        people = known.get(" ".join(name.split()).casefold(), [])
        if len(people) != 1:
            sentence = _("Nobody here is called %(name)s.") if not people else _("More than one is called %(name)s.")
            raise Refused(sentence % {"name": isolated(name[:80])}, 422)
        found[people[0]] = number
    return found
