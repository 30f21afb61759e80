"""The attackers. Each names, for every person of a room, what it believes they chose, asked and wanted to know.

Where nothing leads to a person an attacker still guesses as well as it can: what most people chose, and where moments
are known, what was chosen shortly after somebody came. How soon people vote, it has learnt in rooms of its own.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections import Counter
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
    """From what the network saw: the answers whose vote would have been as long in every direction."""
    beliefs = Beliefs()
    for person, seen in found.records.items():
        fits = [option for option, lengths in found.expected.items() if lengths == seen]
        if seen and len(fits) == 1:
            beliefs.votes[person] = fits[0]
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
        here = [p for p in found.people if any(f in text for f in (p, str(UUID(hex=p)), json.dumps(p)))]
        said = [option for option, words in found.options.items() if words in text]
        if len(here) == 1 and len(said) == 1:
            beliefs.votes[here[0]] = said[0]
        elif len(here) == 1 and at in grew:
            beliefs.votes[here[0]] = grew[at]
    return beliefs


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


def batches(found: Evidence) -> list[tuple[float, float, Counter[int]]]:
    """What the bars of the console grew by, with the span of time in which these votes came in."""
    before: Counter[int] = Counter()
    since, grown = found.opened, []
    for at, bars in found.bars:
        more = Counter(bars) - before
        before = Counter(bars)
        if more:
            grown.append((since, at, more))
            since = at
    rest = Counter(found.counts) - before
    return [*grown, (since, found.opened + 10_000.0, rest)] if rest else grown


class Habits:
    """How soon people vote after they could: learnt from rooms in which the attacker knows everything."""

    STEP = 3.0

    def __init__(self) -> None:
        self._soon: Counter[int] = Counter()
        self._ranks: Counter[int] = Counter()

    def learn(self, found: Evidence, truth: Truth) -> None:
        """Take in who voted when, in one room of the attacker's own."""
        self._ranks.update(truth.ranks)
        for person, at in truth.moments.items():
            self._soon[int((at - max(found.arrivals[person], found.opened)) / self.STEP)] += 1

    def rank(self, ballots: int) -> float:
        """How likely so many ballots come in between somebody who is late, and their own."""
        return (self._ranks[ballots] + 0.01) / (self._ranks.total() + 1)

    def likely(self, since: float, until: float) -> float:
        """How likely somebody votes between these moments, counted from when they could."""
        total = self._soon.total() or 1
        first, last = int(max(since, 0) / self.STEP), int(min(max(until, 0), 600) / self.STEP)
        return sum(self._soon[each] for each in range(first, last + 1)) / total + 1e-6


def by_moments(found: Evidence, habits: Habits) -> Beliefs:
    """From a console and the moments at which people came: what was probably chosen by whom."""
    beliefs, grown = Beliefs(), batches(found)
    for person, came in found.arrivals.items():
        could = max(came, found.opened)
        chances: Counter[int] = Counter()
        for since, until, more in grown:
            if until > could:
                share = habits.likely(since - could, until - could)
                for option, number in more.items():
                    chances[option] += number / more.total() * share  # type: ignore[assignment]
        if chances:
            beliefs.votes[person] = max(chances, key=lambda option: (chances[option], found.counts.get(option, 0)))
    return beliefs


def by_order(found: Evidence, habits: Habits) -> Beliefs:
    """From the order in which the database wrote who came and which ballots: without moments, but for each ballot."""
    beliefs = Beliefs()
    ballots = [(place, option) for place, (_person, key, option) in enumerate(found.log) if key]
    for place, (person, _key, _option) in enumerate(found.log):
        if not person:
            continue
        after = [option for at, option in ballots if at > place]
        before = len(ballots) - len(after)
        if not before or not after:
            continue  # they came before the poll: the order says nothing about them
        chances: Counter[int] = Counter()
        for rank, option in enumerate(after):
            chances[option] += habits.rank(rank)  # type: ignore[assignment]
        beliefs.votes[person] = max(chances, key=lambda option: (chances[option], found.counts.get(option, 0)))
    return beliefs
