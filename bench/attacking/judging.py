"""How much better an attacker does than somebody who knows nothing but what everybody was shown."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import sqrt

from .attackers import Beliefs
from .rooms import Evidence, Truth


@dataclass(slots=True)
class Score:
    """Attempts, how many were right, and how many somebody would get right who guesses."""

    tried: int = 0
    right: float = 0
    chance: float = 0
    off: float = 0
    """The sum of the squares of each difference, for the error of the mean."""

    def add(self, right: float, chance: float) -> None:
        """One attempt."""
        self.tried += 1
        self.right += right
        self.chance += chance
        self.off += (right - chance) ** 2

    @property
    def advantage(self) -> float:
        """The share of right answers over that of guessing."""
        return (self.right - self.chance) / self.tried if self.tried else 0.0

    @property
    def error(self) -> float:
        """The standard error of the advantage."""
        spread = self.off / self.tried - self.advantage**2 if self.tried else 0.0
        return sqrt(max(spread, 0.0) / self.tried) if self.tried else 0.0


@dataclass(slots=True)
class Scores:
    """The scores of one attacker: whose vote of those who were there, whose question, whose upvote; `late`: the vote of
    whoever came in while the poll was open.
    """

    of: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))

    def add(self, found: Evidence, truth: Truth, beliefs: Beliefs) -> None:
        """Judge what an attacker believes of one room."""
        counts = Counter(truth.votes.values())
        usual = max(counts, key=lambda option: (found.counts.get(option, 0), option))
        for person, chosen in truth.votes.items():
            right = beliefs.votes.get(person, usual) == chosen
            chance = usual == chosen
            # What is promised is promised to whoever was there when the poll opened: all others would only be diluted.
            self.of["late" if found.arrivals[person] > found.opened else "votes"].add(right, chance)
        for question, author in truth.authors.items():
            guess = beliefs.authors.get(question)
            share = 1 / len(found.people)
            self.of["authors"].add(share if guess is None else guess == author, share)
        wanted = Counter(question for _person, question in truth.upvotes)
        for question in truth.authors:
            usually = wanted[question] * 2 > len(found.people)
            for person in found.people:
                is_so = (person, question) in truth.upvotes
                believed = True if (person, question) in beliefs.upvotes else usually
                self.of["upvotes"].add(believed == is_so, usually == is_so)

    def told(self) -> dict[str, dict[str, float]]:
        """The figures by kind."""
        return {
            kind: {"advantage": round(score.advantage, 4), "error": round(score.error, 4), "tried": score.tried}
            for kind, score in self.of.items()
        }

    def largest(self) -> tuple[float, float]:
        """The largest advantage of what is promised to everybody, with its error."""
        found = [score for kind, score in self.of.items() if kind != "late"]
        most = max(found, key=lambda score: score.advantage)
        return most.advantage, most.error
