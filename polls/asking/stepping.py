"""Strict anonymity: the numbers of an open poll move in steps of several answers, and not with each vote.

Whoever watches bars and people at the same time could otherwise tell who chose what: one person lifts a hand to the
phone, and one bar grows. How many people answered moves with every vote, because it says nothing about answers. At
closing everything is counted, as the ballots are.
"""

from collections.abc import Iterable

from django.conf import settings

from polls.kinds.answers import answer_in
from polls.kinds.counting import added
from polls.kinds.kind import Cells
from rooms.live.hub.presence import presence
from rooms.live.models import Room

from .ballots import counts_of
from .models import Option, Poll, Step
from .questions import question_of, rules_of

STEP = 5
"""New answers, at least, between two numbers that anybody sees."""


def is_strict_here(room: Room) -> bool:
    """Whether so few people are here that a poll is strict when its host did not decide."""
    return len(presence.here(room.pk)) < settings.STRICT_BELOW


def newest(poll: Poll) -> tuple[Cells, int]:
    """The cells and the number of answers that may be seen while a strict poll is open."""
    step = poll.steps.order_by("number").last()
    return (step.cells, step.answered) if step else ({}, 0)


def count_now(poll: Poll, options: Iterable[Option]) -> tuple[Cells, int]:
    """The cells and the number of answers as they are."""
    answers = ((answer_in(text), number) for text, number in counts_of(poll))
    return added(rules_of(poll), answers, question_of(poll, options))


def take_step(poll: Poll) -> bool:
    """Take the next step of a strict poll if enough people answered since the last; returns whether it was taken.

    Of two transactions at once one takes it: the other's answers come with the next step, or at closing.
    """
    last = poll.steps.order_by("number").last()
    since = poll.ballots.count() - (last.answered if last else 0)
    if since < STEP:
        return False
    cells, answered = count_now(poll, poll.options.all())
    step = Step(poll=poll, number=last.number + 1 if last else 1, cells=dict(cells), answered=answered)
    Step.objects.bulk_create([step], ignore_conflicts=True)
    return True
