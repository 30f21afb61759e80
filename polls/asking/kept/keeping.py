"""Keeping a poll that has just closed: its counts go to the archive, its ballots are destroyed."""

from livesessions.archive import keeping
from livesessions.archive.models import Record
from livesessions.write_ahead_log import empty_log_after_commit
from polls.kinds.hidden import shown_of
from rooms.live.base.people import Audience
from rooms.live.hub.presence import presence
from rooms.live.rendering.renderer import version_of

from ..models import Ballot, Poll
from ..questions import question_of, rules_of
from ..stepping import count_now
from ..whose.voices import VoicesKept
from ..written.returning import hand_over
from .results import POLL, PollPayload


def who_has_it(poll: Poll) -> tuple[int, int]:
    """How many people are present, and how many of them have the poll on their screen."""
    here = presence.here(poll.room_id).values()
    asked_at = version_of(poll.room, Audience.PARTICIPANTS, "poll")
    return len(here), sum(seat.seen >= asked_at for seat in here)


def keep(poll: Poll, voices: VoicesKept | None = None) -> None:
    """Write the record of a closed poll and destroy its ballots; call it in the transaction that closes the poll.

    `voices`: what is kept of teams and sides, of a poll that is counted by them. Of a poll with fewer answers than its
    minimum no number is written, not even how many there were.

    Raises `ValueError` for a poll that was not opened and closed.
    """
    if poll.opened_at is None or poll.closed_at is None:
        raise ValueError("only a poll that was opened and closed can be kept")
    options = list(poll.options.all())
    rules = rules_of(poll)
    cells, answered = count_now(poll, options)
    cells = shown_of(rules, cells, poll.hidden)
    is_too_small = 0 < answered < poll.minimum
    present, received = who_has_it(poll)
    if poll.room.closed_at is not None and poll.present_at_end is not None:
        present, received = poll.present_at_end, poll.received_at_end or 0
    payload: PollPayload = {
        "kind": poll.kind,
        "question": poll.text,
        "options": [[str(option.pk), option.text] for option in options],
        "settings": poll.settings,
        "cells": {} if is_too_small else dict(rules.kept(cells, question_of(poll, options))),
        "minimum": poll.minimum,
        "voices": None if is_too_small else voices,
        "hands": poll.hands,
        "round": poll.round,
        "again_of": str(poll.again_of_id) if poll.round > 1 and poll.again_of_id else "",
        "wordings": poll.wordings,
        "survey": poll.survey.title if poll.survey else "",
        "named": poll.named,
        "barometer": poll.barometer,
    }
    record = Record(
        kind=POLL,
        key=str(poll.pk),
        payload=payload,
        present=present,
        received=received,
        answered=None if is_too_small else answered,
        begun_at=poll.opened_at,
        ended_at=poll.closed_at,
        redacted_at=poll.redacted_at,
    )
    keeping.keep(poll.room.session, [record])
    if rules.comes_back:
        hand_over(poll)
    Ballot.objects.filter(poll=poll).delete()
    empty_log_after_commit()
    poll.steps.all().delete()
    Poll.objects.filter(pk=poll.pk).update(hidden=[])
