"""What a meeting that was held is made of: who came, and step by step what its host did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Answer = Any
"""An answer as its kind has it (docs/kinds.md), with the text of an option where a ballot has its key."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A poll: the `fields` of `poll.draft`, and how many people gave which of the `answers`.

    So many of these people are from `policy`, in the same order; without it nobody says from which side answers come.
    Of several statements `steps` has how many people chose each step, a row for each statement. Of other kinds
    `invented` people answer as their kind makes answers up. A `misspelt` text is mended while the poll is open.
    """

    fields: Mapping[str, Any]
    answers: Sequence[tuple[Answer, int]] = ()
    policy: Sequence[int] = ()
    steps: Sequence[Sequence[int]] = ()
    invented: int = 0
    misspelt: str = ""

    @property
    def text(self) -> str:
        """What it asks."""
        return str(self.fields["text"])


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """The next round of the poll that asks `text`: how many people gave each of its answers now."""

    text: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Survey:
    """Polls that people answer at their own pace."""

    title: str
    polls: Sequence[Asked]


@dataclass(frozen=True, slots=True)
class BoardQuestion:
    """A question on the board. What comes of it: nothing until it is `approved`, then an answer in the session
    (`answered`) or in writing (`reply`). One that is `like` another is taken together with it; one with a `reason` is
    turned down. Of one that is `redacted` so much is left after a host took words out, and one that is `withdrawn` is
    gone: its asker took it back.
    """

    text: str
    category: str
    upvotes: int = 0
    approved: bool = True
    answered: bool = False
    reply: str = ""
    like: str = ""
    reason: str = ""
    redacted: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class QuestionBoard:
    """A question board with its categories, open until the meeting ends."""

    categories: Sequence[str]
    questions: Sequence[BoardQuestion]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with its cards: a text, its cluster (or none), and how many people agree."""

    title: str
    cards: Sequence[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups that went out with a task and came back: what each brings, by field, and the labels on the wall.

    A label: the group (from 0), the field, the label itself, how many people find the line important.
    """

    task: str
    minutes: int
    harvest: Sequence[Mapping[str, str]]
    labels: Sequence[tuple[int, str, str, int]] = ()


Step = Asked | AskedAgain | Survey | QuestionBoard | Prompt | Groups


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A session of a programme, by its titles in the demo, that is over.

    `people` came of each team, in the order of the street; `policy` of all of them are from policy. Polls do not reach
    the last few (`unreached`). What the host did is in `steps`, spread over the time of the session.
    """

    programme: str
    session: str
    people: Sequence[int]
    policy: int
    steps: Sequence[Step]
    unreached: int = 0


def choice(
    text: str, *answers: tuple[str, int], policy: Sequence[int] = (), misspelt: str = "", **fields: Any
) -> Asked:
    """One choice among these answers, each with the number of people who chose it."""
    options = "\n".join(answer for answer, _people in answers)
    return Asked({"text": text, "options": options, **fields}, answers, policy, misspelt=misspelt)


def statement(text: str, *people: int, **fields: Any) -> Asked:
    """A statement, with the number of people at each of its five steps, from *strongly disagree* on."""
    return Asked({"kind": "statement", "text": text, **fields}, tuple(enumerate(people, start=1)))


def proposal(text: str, yes: int, no: int, abstain: int) -> Asked:
    """A proposal, with how many people said what."""
    return Asked({"kind": "consent", "text": text}, (("yes", yes), ("no", no), ("abstain", abstain)))


def number(text: str, people: Mapping[int, int], **fields: Any) -> Asked:
    """A number, with how many people gave each."""
    return Asked({"kind": "number", "text": text, **fields}, [(str(given), count) for given, count in people.items()])


def words(text: str, said: Mapping[str, int], **fields: Any) -> Asked:
    """Words, with how many people wrote each."""
    return Asked({"kind": "words", "text": text, **fields}, [([word], count) for word, count in said.items()])


def crowd(teams: Iterable[tuple[str, int]], total: int, few: Mapping[str, int]) -> tuple[int, ...]:
    """How many people of each team came: `total` together, as evenly as teams are large, and `few` of some.

    Raises `ValueError` when these teams are not so many people.
    """
    room = [few.get(name, people) for name, people in teams]
    came = [0] * len(room)
    while sum(came) < total:
        if came == room:
            raise ValueError(f"these teams are not {total} people")
        for team, most in enumerate(room):
            if came[team] < most and sum(came) < total:
                came[team] += 1
    return tuple(came)
