"""Groups of a meeting that was held: out and back, and what they brought."""

from livesessions.management.demo_room import as_participant, ask_all, divide
from livesessions.programme.demo.held.shapes import Groups
from rooms.breakouts.models import Entry, Round, Seat
from rooms.breakouts.plan.background import settle

from .meeting import Meeting

OVER = 45
"""Seconds that groups come back later than planned."""


def go_into_groups(meeting: Meeting, out: Groups) -> None:
    """Every group writes, and everybody sees what they brought. Raises `DemoRefused`."""
    form = {"way": "mix", "groups": str(len(out.harvest)), "minutes": str(out.minutes), "task": out.task}
    plan = divide(meeting.room, meeting.host, meeting.people, form | {"rounds": "1", "both_sides": "1"})
    meeting.look()
    round_ = Round.objects.get(plan=plan)
    meeting.ask("breakouts.send", round=round_.pk, plan=plan.pk, version=plan.version)
    settle()
    groups = list(round_.groups.all())
    writers = {seat.group_id: seat.participant for seat in Seat.objects.filter(round=round_).order_by("participant")}
    meeting.clock.wait(60 * out.minutes)
    ask_all(
        (
            "breakouts.write",
            as_participant(meeting.room, writers[group.pk]),
            {"group": group.pk, "field": field, "base": "0", "text": text, "sequence": "1"},
        )
        for group, lines in zip(groups, out.harvest, strict=True)
        for field, text in lines.items()
    )
    meeting.clock.wait(OVER)
    meeting.ask("breakouts.recall", round=round_.pk)
    meeting.ask("breakouts.show", round=round_.pk, how="wall")
    for group, field, label, upvotes in out.labels:
        entry = Entry.objects.get(group=groups[group], field=field).pk
        meeting.ask("breakouts.cluster", entry=entry, label=label)
        ask_all(("breakouts.upvote", voter, {"entry": entry, "on": "1"}) for voter in meeting.crowd[:upvotes])
