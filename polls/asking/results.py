"""The results of polls, as an audience of the room may see them."""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from livesessions.archive.disclosure import Disclosed, Viewer, disclose
from livesessions.archive.keeping import newest_of
from livesessions.archive.models import Record
from polls.kinds.hidden import approved_of, shown_of
from polls.kinds.kind import Cells, Result
from polls.kinds.rounds import Shift
from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.renderer import once_per_refresh, while_unchanged

from .kept.results import POLL, both_of, shifts_since
from .models import Ballot, Option, Poll, PollState
from .questions import approves_first, question_of, rules_of
from .stepping import count_now, newest
from .surveys.models import Survey


@while_unchanged("poll", "tally", "timer")
def on_stage(room: Room) -> Poll | None:
    """The poll that everybody looks at: the open one, otherwise the one that was opened, closed or shown again last."""
    return room.polls.select_related("survey").filter(staged_at__isnull=False).order_by("-staged_at").first()


@while_unchanged("poll", "also_open")
def open_polls(room: Room) -> list[Poll]:
    """The open polls with their options, in their order: of a survey one after another."""
    found = room.polls.filter(state=PollState.OPEN).select_related("survey").prefetch_related("options")
    return list(found.order_by(Coalesce("survey", 0), "position", "opened_at", "pk"))


@while_unchanged("poll", "also_open")
def closed_with_codes(room: Room) -> list[Poll]:
    """The closed polls whose answers come back to whoever wrote them, until the room is finished."""
    found = room.polls.filter(state=PollState.CLOSED, codes_secret__isnull=False)
    return list(found.select_related("survey").prefetch_related("options"))


def survey_on_stage(room: Room) -> Survey | None:
    """The survey of the poll on stage, while that is open and its own result is not what everybody looks at."""
    poll = on_stage(room)
    if poll is None or poll.state != PollState.OPEN or poll.revealed_at is not None:
        return None
    return poll.survey


@while_unchanged("poll", "tally")
def options_on_stage(room: Room) -> list[Option]:
    """The answers of the poll on stage, in their order."""
    poll = on_stage(room)
    return list(poll.options.all()) if poll else []


@once_per_refresh
def kept_on_stage(room: Room) -> Record | None:
    """The record of the poll on stage once that is closed; `None` when an administrator removed it."""
    poll = on_stage(room)
    if poll is None or poll.state != PollState.CLOSED:
        return None
    return newest_of(POLL, [str(poll.pk)]).get(str(poll.pk))


@once_per_refresh
def _counted(room: Room) -> tuple[Cells, int] | None:
    poll = on_stage(room)
    return count(poll, options_on_stage(room)) if poll else None


@once_per_refresh
def answers_on_stage(room: Room) -> int:
    """The number of people who answered the poll on stage. Hosts may see it while it is open."""
    poll, counted = on_stage(room), _counted(room)
    if poll and poll.strict and poll.state == PollState.OPEN:
        return poll.ballots.count()
    return counted[1] if counted else 0


def count(poll: Poll, options: Iterable[Option]) -> tuple[Cells, int] | None:
    """The cells and the number of answers that may be known now.

    Of a closed poll: those of its record, or `None` without one. Do not show it: `result_for` decides who sees it.
    """
    if poll.state == PollState.CLOSED:
        kept = newest_of(POLL, [str(poll.pk)]).get(str(poll.pk))
        return (kept.payload["cells"], kept.answered or 0) if kept else None
    cells, answered = newest(poll) if poll.strict else count_now(poll, options)
    return shown_of(rules_of(poll), cells, poll.hidden), answered


@once_per_refresh
def _result(room: Room, language: str) -> Result | None:
    poll, counted = on_stage(room), _counted(room)
    if poll is None or counted is None:
        return None
    cells, answered = counted
    seen = approved_of(rules_of(poll), cells, poll.approved or []) if approves_first(poll) else cells
    return rules_of(poll).result(seen, answered, question_of(poll, options_on_stage(room)))


def waiting_on_stage(room: Room) -> list[str]:
    """What people wrote that waits for a host, the commonest first; nothing while no result may be seen."""
    poll, counted = on_stage(room), _counted(room)
    if poll is None or counted is None or not approves_first(poll):
        return []
    if result_for(room, Audience.HOSTS).result is None:
        return []
    cells, answered = counted
    rules = rules_of(poll)
    left = shown_of(rules, cells, poll.approved or [])
    return [line.text for line in rules.lines(rules.result(left, answered, question_of(poll, ())))]


def result_for(room: Room, audience: Audience) -> Disclosed[Result]:
    """What `audience` may see of the result of the poll on stage, in the present language."""
    poll, result = on_stage(room), _result(room, get_language() or "")
    if poll is None or result is None:
        return Disclosed(None)
    shown = disclose(
        result,
        Viewer(audience.value),
        revealed=poll.revealed_at is not None,
        closed=poll.state == PollState.CLOSED,
        minimum=poll.minimum,
    )
    cells, answered = _counted(room) or ({}, 0)
    return both_of(shown, rules_of(poll), cells, answered, question_of(poll, options_on_stage(room)), poll.hands)


def shifts_for(room: Room, audience: Audience) -> tuple[Shift, ...]:
    """How the closed poll on stage moved since the round before, as far as `audience` may see it."""
    poll = on_stage(room)
    if poll is None or poll.state != PollState.CLOSED or poll.round == 1:
        return ()
    is_hidden = room.polls.filter(pk=poll.again_of_id or 0, revealed_at=None).exists()
    if is_hidden and audience != Audience.HOSTS:
        return ()  # what a host did not show is not shown with the next round either
    return shifts_since(str(poll.again_of_id or ""), result_for(room, audience).result)


def is_on_stage(poll: Poll) -> bool:
    """Whether it is this poll, of those that were asked, that everybody looks at."""
    with connection.cursor() as cursor:  # for each batch of votes; as SQL: see `Room.fetch`
        cursor.execute(
            "SELECT 1 FROM polls_asking_poll this JOIN polls_asking_poll later ON later.room_id = this.room_id"
            " WHERE this.id = %s AND later.staged_at > this.staged_at LIMIT 1",
            [poll.pk],
        )
        return cursor.fetchone() is None


def is_in_view(poll: Poll) -> bool:
    """Whether everybody looks at this poll, or at the survey that it is a question of."""
    asked = Poll.objects.filter(room_id=poll.room_id, staged_at__isnull=False)
    staged = asked.order_by("-staged_at").only("pk", "survey_id").first()
    return staged is None or staged.pk == poll.pk or (poll.survey_id is not None and staged.survey_id == poll.survey_id)


FEW = 3
"""Fewer people than these may be known by their answer, in a small crowd."""


def chose_few(poll: Poll, result: Result) -> bool:
    """Whether an answer is that of so few of a small crowd that they may be recognised by it."""
    if not 0 < result.total < settings.STRICT_BELOW:
        return False
    return any(line.votes is not None and 0 < line.votes < FEW for line in rules_of(poll).lines(result))


@once_per_refresh
def answered_beside(room: Room) -> list[tuple[Poll, int]]:
    """The open polls that are not on the stage, each with the number of people who answered it."""
    poll = on_stage(room)
    beside = [each for each in open_polls(room) if poll is None or each.pk != poll.pk]
    if not beside:
        return []
    ballots = Ballot.objects.filter(poll__in=[each.pk for each in beside]).values_list("poll")
    counts = dict(ballots.annotate(Count("pk")))
    return [(each, counts.get(each.pk, 0)) for each in beside]


def totals_of(room: Room) -> dict[int, int | None]:
    """How many people answered each closed poll of a room, by poll; `None` when they were too few to say."""
    kept = Record.objects.filter(kind=POLL, session=room.session_id).newest()
    return {int(poll): answered for poll, answered in kept.values_list("key", "answered")}
