"""Polls of a meeting that was held: prepared, opened, answered by as many people as its content says, closed."""

from collections.abc import Sequence
from random import Random
from typing import Any

from livesessions.management.demo_pictures import add_pictures
from livesessions.management.demo_room import ask_all
from livesessions.programme.demo.held.shapes import Answer, Asked, AskedAgain, Survey
from livesessions.programme.models import Participant, ParticipantRole
from polls.asking.models import Poll
from polls.asking.questions import question_of, rules_of
from polls.kinds.kind import Question, sent_of
from rooms.live.base.people import Actor

from .meeting import Meeting

Voter = tuple[Participant, Actor]

MENDED_AFTER, ANSWERS_AFTER, SHOWN_AFTER, CLOSED_AFTER = 20, 40, 45, 30
"""Seconds from one moment of a poll to the next."""


def ask_poll(meeting: Meeting, asked: Asked) -> None:
    """Prepare a poll and hold it. Raises `DemoRefused`."""
    poll = _prepare(meeting, asked)
    meeting.ask("poll.open", poll=poll.pk)
    _go_through(meeting, poll, asked)


def ask_again(meeting: Meeting, again: AskedAgain) -> None:
    """The next round of a poll. Raises `DemoRefused`."""
    before = meeting.room.polls.filter(text=again.text).latest("round")
    meeting.ask("poll.again", poll=before.pk)
    poll = meeting.room.polls.get(text=again.text, round=before.round + 1)
    answers = [(option.text, count) for option, count in zip(poll.options.all(), again.counts, strict=True)]
    meeting.ask("poll.open", poll=poll.pk)
    _go_through(meeting, poll, Asked({"text": poll.text}, answers))


def ask_survey(meeting: Meeting, survey: Survey) -> None:
    """Polls that are open together, and close together. Raises `DemoRefused`."""
    polls = [_prepare(meeting, asked) for asked in survey.polls]
    meeting.ask("survey.make", title=survey.title, poll=[str(poll.pk) for poll in polls])
    made = meeting.room.surveys.get(title=survey.title).pk
    meeting.ask("survey.open", survey=made)
    meeting.look()
    meeting.clock.wait(ANSWERS_AFTER * len(polls))
    for poll, asked in zip(polls, survey.polls, strict=True):
        _vote(meeting, poll, asked)
    meeting.clock.wait(CLOSED_AFTER)
    meeting.ask("survey.close", survey=made)


def _prepare(meeting: Meeting, asked: Asked) -> Poll:
    """The draft of a poll, with its pictures."""
    text = asked.misspelt or asked.text
    meeting.ask("poll.draft", **{**asked.fields, "text": text})
    poll = meeting.room.polls.get(text=text, round=1)
    add_pictures(poll)
    return poll


def _go_through(meeting: Meeting, poll: Poll, asked: Asked) -> None:
    """Let people vote in an open poll, show the result, close."""
    meeting.look()
    if asked.misspelt:
        meeting.clock.wait(MENDED_AFTER)
        meeting.ask("poll.mend", poll=poll.pk, text=asked.text)
        meeting.look()
    meeting.clock.wait(ANSWERS_AFTER)
    _vote(meeting, poll, asked)
    meeting.clock.wait(SHOWN_AFTER)
    meeting.ask("poll.reveal", poll=poll.pk)
    meeting.clock.wait(CLOSED_AFTER)
    meeting.ask("poll.close", poll=poll.pk)


def _vote(meeting: Meeting, poll: Poll, asked: Asked) -> None:
    ask_all(("poll.vote", voter, {**ballot, "poll": poll.pk}) for voter, ballot in _votes(meeting, poll, asked))


def _votes(meeting: Meeting, poll: Poll, asked: Asked) -> list[tuple[Actor, dict[str, list[str]]]]:
    """Who answers what: people whom the poll reached, by lot."""
    chance, question = Random(f"{poll.text}{poll.round}"), question_of(poll, poll.options.all())  # noqa: S311  (no secret)
    reached = list(zip(meeting.people, meeting.crowd, strict=True))[: meeting.reached]
    chance.shuffle(reached)
    if asked.policy:
        policy = [voter for voter in reached if voter[0].role == ParticipantRole.POLICY]
        practice = [voter for voter in reached if voter[0].role != ParticipantRole.POLICY]
        some = [(given, some) for (given, _all), some in zip(asked.answers, asked.policy, strict=True)]
        rest = [(given, all_ - some) for (given, all_), some in zip(asked.answers, asked.policy, strict=True)]
        return [
            *_ballots(policy, poll, question, some, chance),
            *_ballots(practice, poll, question, rest, chance),
        ]
    if asked.steps:
        answers = [(answer, 1) for answer in _together(asked.steps, question, chance)]
        return _ballots(reached, poll, question, answers, chance)
    if asked.invented:
        rules = rules_of(poll)
        return [(actor, sent_of(rules.invent(question, chance))) for _person, actor in reached[: asked.invented]]
    return _ballots(reached, poll, question, asked.answers, chance)


def _ballots(
    voters: Sequence[Voter], poll: Poll, question: Question, answers: Sequence[tuple[Answer, int]], chance: Random
) -> list[tuple[Actor, dict[str, list[str]]]]:
    """A ballot for each answer of the first of these people; raises `ValueError` when they are too few.

    People of one team think more alike than people of two: the first answers go more often to the same teams.
    """
    given = [answer for answer, people in answers for _person in range(people)]
    if len(given) > len(voters):
        raise ValueError(f"{len(voters)} people cannot give {len(given)} answers: {poll.text}")
    leaning = {person.team_id: _leaning(person) for person, _actor in voters}
    ordered = sorted(voters[: len(given)], key=lambda voter: leaning[voter[0].team_id] + chance.random())
    rules, keys = rules_of(poll), {option.text: option.key for option in question.options}
    filled = (sent_of(rules.fill(_with_keys(answer, keys), question)) for answer in given)
    return [(actor, ballot) for (_person, actor), ballot in zip(ordered, filled, strict=True)]


def _leaning(person: Participant) -> float:
    """Where the team of somebody stands, from 0 to a half; the same in every poll."""
    return Random(person.team.name if person.team else "").random() / 2  # noqa: S311  (no secret)


def _with_keys(answer: Answer, keys: dict[str, str]) -> Any:
    """An answer with the keys of options in the place of their texts."""
    if isinstance(answer, list | tuple):
        return [_with_keys(each, keys) for each in answer]
    return keys.get(answer, answer) if isinstance(answer, str) else answer


def _together(steps: Sequence[Sequence[int]], question: Question, chance: Random) -> list[list[str]]:
    """Answers to several statements of which each has so many people at each step; who said what is by lot."""
    columns = []
    for option, counts in zip(question.options, steps, strict=True):
        column = [f"{option.key}@{step}" for step, people in enumerate(counts, start=1) for _person in range(people)]
        chance.shuffle(column)
        columns.append(column)
    return [list(row) for row in zip(*columns, strict=True)]
