"""The attackers. Each names, for every person of a room, what it believes they chose, asked and wanted to know.

Where nothing leads to a person an attacker still guesses as well as it can: what most people chose, and where moments
are known, what was chosen shortly after somebody came. How soon people vote, it has learnt in rooms of its own.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from .rooms import Evidence, Truth


@dataclass(slots=True)
class Beliefs:
    """What somebody believes: the option, and the question, of a person; and who wanted to know a question."""

    votes: dict[str, int] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    upvotes: set[tuple[str, str]] = field(default_factory=set)


Moment = tuple[float, int]
"""When a vote came in, and for which option; -1 in place of an option that the attacker did not see."""
Ballot = tuple[float, float, int]
"""Between which moments it came in, and what it says."""
SINKHORN = 30
"""Rounds after which the weights of people and ballots add up."""


def made_keys(found: Evidence, server_key: str) -> dict[str, tuple[str, str]]:
    """Every key that somebody can make who has the secrets in the database and, perhaps, the server's key."""
    made: dict[str, tuple[str, str]] = {}
    for person in found.people:
        what = UUID(hex=person).bytes
        made[person] = made[str(UUID(hex=person))] = (person, "")
        for purpose in ("ballot", "ballot that divides", "author", "named author", "voter", "line of the harvest"):
            server = sha256(purpose.encode() + server_key.encode()).digest()
            for secret in (found.poll_secret, found.board_secret, found.room.encode(), b""):
                key = hmac.digest(hmac.digest(server, secret, "sha256"), what, "sha256")
                made[urlsafe_b64encode(key).rstrip(b"=").decode()] = (person, purpose)
    return made


def from_stores(found: Evidence, server_key: str) -> Beliefs:
    """From rows, files and keys: whatever leads from a row to a person by itself."""
    beliefs = Beliefs()
    made = made_keys(found, server_key)
    owners = {key: {made[key][0]} for key in (*found.ballots, *found.authors.values()) if key in made}
    owners |= {voter: {made[voter][0]} for _question, voter in found.voters if voter in made}
    for key, people in found.beside.items():
        if len(people) == 1:
            owners.setdefault(key, people)
    for row in found.rows:
        text = " ".join(row)
        here = [person for person in found.people if person in text or str(UUID(hex=person)) in text]
        if len(here) == 1:
            for key in (*found.ballots, *found.authors.values()):
                if key and key in row:
                    owners.setdefault(key, set(here))
    for key, option in found.ballots.items():
        beliefs.votes |= dict.fromkeys(owners.get(key, ()), option)
    for question, author in found.authors.items():
        for person in owners.get(author, ()):
            beliefs.authors[question] = person
    for question, voter in found.voters:
        beliefs.upvotes |= {(person, question) for person in owners.get(voter, ())}
    return beliefs


def from_lengths(found: Evidence) -> Beliefs:
    """From what the network saw: the answers and the questions that would have been as long in every direction."""
    beliefs = Beliefs()
    for person, seen in found.records.items():
        fits = [option for option, lengths in found.expected.items() if lengths == seen]
        if seen and len(fits) == 1:
            beliefs.votes[person] = fits[0]
    for person, seen in found.taps:
        wanted = [question for question, lengths in found.expected_taps.items() if lengths == seen]
        if len(wanted) == 1:
            beliefs.upvotes.add((person, wanted[0]))
    return beliefs


def from_frames(found: Evidence) -> Beliefs:
    """From frames of the console and of another participant that name somebody beside what they did."""
    beliefs = _named_at(found, found.frames)
    for _at, text in found.frames:
        here, asked = _people_in(found, text), [question for question in found.authors if question in text]
        if len(here) == 1 and len(asked) == 1:
            beliefs.authors[asked[0]] = here[0]
    return beliefs


def from_redis(found: Evidence) -> Beliefs:
    """From announcements that name somebody at the moment at which a bar grew on the console."""
    return _named_at(found, ((at, data.decode("latin-1")) for at, data in found.redis))


def from_logs(found: Evidence) -> Beliefs:
    """The same from lines of the log."""
    return _named_at(found, found.lines)


def _named_at(found: Evidence, texts: Iterable[tuple[float, str]]) -> Beliefs:
    grew = dict(growth(found))
    beliefs = Beliefs()
    for at, text in texts:
        here = _people_in(found, text)
        said = [option for option, words in found.options.items() if words in text]
        if len(here) == 1 and len(said) == 1:
            beliefs.votes[here[0]] = said[0]
        elif len(here) == 1 and at in grew:
            beliefs.votes[here[0]] = grew[at]
    return beliefs


def _people_in(found: Evidence, text: str) -> list[str]:
    return [p for p in found.people if any(form in text for form in (p, str(UUID(hex=p)), json.dumps(p)))]


def growth(found: Evidence) -> list[Moment]:
    """The moments at which exactly one bar of the console grew by one, and which."""
    before: Counter[int] = Counter()
    grown = []
    for at, bars in found.bars:
        more = Counter(bars) - before
        before = Counter(bars)
        if more.total() == 1:
            grown.append((at, next(iter(more))))
    return grown


def in_the_log(found: Evidence) -> list[Ballot]:
    """The ballots that the database wrote, when each came first, with what it said in the end."""
    first: dict[str, float] = {}
    last: dict[str, int] = {}
    for at, _person, key, option in found.log:
        if key:
            first.setdefault(key, at)
            last[key] = option
    return [(at, at, last[key]) for key, at in first.items()]


def on_the_console(found: Evidence) -> list[Ballot]:
    """The ballots of which the console told: a bar that grows by one came in at that moment."""
    before: Counter[int] = Counter()
    since, seen = found.opened, list[Ballot]()
    for at, bars in found.bars:
        now = Counter(bars)
        more = now - before
        if now.total() > before.total():  # else somebody changed their vote
            seen += [(at if more.total() == 1 else since, at, option) for option in more.elements()]
            since = at
        before = now
    rest = Counter(found.counts) - before
    return seen + [(since, since + Habits.LONGEST, option) for option in rest.elements()]


class Habits:
    """How soon people vote after they could: learnt from rooms in which the attacker knows everything."""

    STEP = 2.0
    LONGEST = 600.0

    def __init__(self) -> None:
        self._soon: Counter[int] = Counter()

    def learn(self, found: Evidence, truth: Truth) -> None:
        """Take in who voted when, in one room of the attacker's own."""
        for person, at in truth.moments.items():
            self._soon[int((at - max(found.arrivals[person], found.opened)) / self.STEP)] += 1

    def likely(self, since: float, until: float) -> float:
        """How likely somebody votes between these moments, or at this one, counted from when they could."""
        if until < 0:
            return 1e-9
        first, last = int(max(since, 0) / self.STEP), int(min(until, self.LONGEST) / self.STEP)
        around = range(max(first - 1, 0), last + 2)
        return sum(self._soon[each] for each in around) / len(around) / (self._soon.total() or 1) + 1e-6


def by_moments(found: Evidence, ballots: list[Ballot], habits: Habits) -> Beliefs:
    """From the moments at which people and ballots came: each ballot is one person's, and each person has one.

    How likely each ballot is each person's is weighed so that both add up (Sinkhorn): who came early took some of the
    ballots that somebody late could have given.
    """
    could = {person: max(came, found.opened) for person, came in found.arrivals.items()}
    weights = [
        [habits.likely(a - from_then, b - from_then) for a, b, _option in ballots] for from_then in could.values()
    ]
    for _time in range(SINKHORN):
        weights = [_to_one(row) for row in weights]
        weights = [
            list(row) for row in zip(*(_to_one(list(column)) for column in zip(*weights, strict=True)), strict=True)
        ]
    beliefs = Beliefs()
    for person, row in zip(could, weights, strict=True):
        chances: dict[int, float] = defaultdict(float)
        for (_since, _until, option), weight in zip(ballots, row, strict=True):
            chances[option] += weight
        if chances:
            beliefs.votes[person] = max(chances, key=lambda option: (chances[option], found.counts.get(option, 0)))
    return beliefs


def _to_one(row: list[float]) -> list[float]:
    total = sum(row)
    return [each / total for each in row]
