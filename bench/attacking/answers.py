"""What people answer in a simulated room: a few ballots of the kind of the poll, known by their number."""

import random
from dataclasses import dataclass

from polls.asking.models import Poll
from polls.asking.questions import question_of, rules_of
from polls.kinds.answers import stored
from polls.kinds.kind import sent_of

TRIES = 200
"""Invented ballots among which so many different ones are found."""


@dataclass(frozen=True, slots=True)
class Given:
    """The fields of a ballot, what a database holds of it, and how it reads."""

    fields: dict[str, list[str]]
    stored: str
    words: str


def answers_to(poll: Poll, most: int) -> list[Given]:
    """Up to `most` different answers to an open poll, of one choice all options; the same for the same poll."""
    rules, asked = rules_of(poll), question_of(poll, poll.options.all())
    chance, found = random.Random(poll.pk), dict[str, Given]()
    for _time in range(TRIES):
        fields = sent_of(rules.invent(asked, chance))
        answer = rules.clean(fields, asked)
        found.setdefault(stored(answer), Given(fields, stored(answer), ", ".join(rules.words(answer, asked))))
        if len(found) == most:
            break
    return list(found.values())
