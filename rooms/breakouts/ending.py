"""The end of a room: people are called back, the harvest is kept, and authors are forgotten."""

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils import timezone

from livesessions.archive import keeping
from livesessions.archive.models import Record
from rooms.live.changes.hooks import room_ending
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from .current import Sitter, read_sitters
from .locking import take
from .models import HARVEST, Deal, Entry, EntryUpvote, Group, Plan, Round, Seat, Wording
from .plan.deal_requests import give_up
from .records import ROUND, GroupPayload, LinePayload, RoundPayload
from .round.sending import call_back
from .touching import touch_everything
from .writing.saving import take_in_what_stands_beside


@room_ending
def finish_groups(room: Room, user: int | None, changes: Changes) -> None:
    """Call people back, keep every round that went out, end the plan, and delete drafts, upvotes and authors.

    Seats stay: they are the programme's history of who met whom. Seats of people who were elsewhere are deleted,
    because nobody needs to know where. So are all seats given by answers: beside the result of the poll, they would
    tell who chose which answer.
    """
    take(room)
    for out in Round.objects.filter(plan__room=room, sent_at__isnull=False, back_at=None).select_related("plan"):
        call_back(room, out, user, changes)
    if Plan.objects.filter(room=room, ended_at=None).update(ended_at=room.closed_at or timezone.now(), ended_by=user):
        touch_everything(room, changes)
        changes.touch(room, "harvest")
    give_up(Deal.objects.filter(plan__room=room))
    kept = Record.objects.filter(kind=ROUND, session=room.session_id).values_list("key", flat=True)
    gone = Round.objects.filter(plan__room=room, sent_at__isnull=False).exclude(pk__in=[int(key) for key in kept])
    for round_ in gone.select_related("deal", "plan__room__session"):
        take_in_what_stands_beside(round_)
        keep(round_)
    Seat.objects.filter(round__plan__room=room).exclude(stays="", round__plan__question="").delete()
    Seat.objects.filter(round__plan__room=room).update(moved="", came_from=None, late=False)
    Wording.objects.filter(entry__group__round__plan__room=room).delete()
    EntryUpvote.objects.filter(entry__group__round__plan__room=room).delete()
    Entry.objects.filter(group__round__plan__room=room).update(author=None)


def keep(round_: Round) -> None:
    """Write the record of a round that is back; raises `ValueError` for one that is not."""
    if round_.sent_at is None or round_.back_at is None:
        raise ValueError("only a round that went out and came back can be kept")
    plan, deal, groups = round_.plan, round_.deal, _groups(round_)
    payload: RoundPayload = {
        "number": round_.number,
        "way": plan.way,
        "question": plan.question,
        "task": plan.task,
        "seed": deal.seed if deal else None,
        "proof": deal.sheet if deal else {},
        "groups": groups,
    }
    written = Entry.objects.filter(group__round=round_, field__in=HARVEST)
    record = Record(
        kind=ROUND,
        key=str(round_.pk),
        payload=payload,
        present=sum(group["people"] for group in groups),
        begun_at=round_.sent_at,
        ended_at=round_.back_at,
        redacted_at=written.aggregate(at=Max("redacted_at"))["at"],
    )
    keeping.keep(plan.room.session, [record])


def _groups(round_: Round) -> list[GroupPayload]:
    """What each group brought back: numbers, teams and words, no names. People who never came are not counted.

    There are no teams where people sat by their answers, nor beside so few people that the words of the group would
    be theirs; and no number of so few votes.
    """
    by_answers = bool(round_.plan.question)
    entries = Entry.objects.filter(group__round=round_, field__in=HARVEST).annotate(
        votes=Count("upvotes", filter=Q(upvotes__on=True))
    )
    lines: dict[int, list[LinePayload]] = {}
    for entry in entries.order_by("pk"):
        if entry.text.strip():
            votes = entry.votes if entry.votes >= settings.SMALLEST_RESULT else None
            line: LinePayload = {"field": entry.field, "text": entry.text, "label": entry.label, "votes": votes}
            lines.setdefault(entry.group_id, []).append(line)
    inside: dict[int, list[Sitter]] = {}
    for sitter in read_sitters(round_.pk):
        if sitter.is_in_group and sitter.came and sitter.group is not None:
            inside.setdefault(sitter.group, []).append(sitter)
    return [
        {
            "number": group.number,
            "name": group.name,
            "task": group.task,
            "people": len(inside.get(group.pk, [])),
            "teams": [] if by_answers else _teams(inside.get(group.pk, [])),
            "lines": lines.get(group.pk, []),
        }
        for group in Group.objects.filter(round=round_)
    ]


def _teams(inside: list[Sitter]) -> list[str]:
    if len(inside) < settings.SMALLEST_RESULT:
        return []
    return sorted({each.team_name for each in inside if each.team_name})
