"""Questions of any kind in a bench: what is asked, what people answer, and what the database must then hold."""

import json
import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bench.driving.client import Person
from bench.driving.http import BadAnswer
from bench.driving.page import first_form
from bench.sites.ledger import Ledger
from bench.sites.site import Site
from livesessions.programme.demo.other_kinds import PREPARED, drawing
from polls.kinds.answers import stored
from polls.kinds.kind import APPROVE, Kind, Option, Question, sent_of
from polls.kinds.register import kinds

BESIDES = ("named", "by_team", "countdown", "closes_itself", f"words-{APPROVE}")
"""What a kind does not bring along: a poll with a name costs more, and one that closes by itself may close too soon."""


def draft_of(kind: str) -> dict[str, str]:
    """What the host prepares: the demo's question of this kind, with no more than the kind needs."""
    for fields in PREPARED:
        if fields["kind"] == kind:
            return {name: value for name, value in fields.items() if name not in BESIDES}
    raise LookupError(f"the demo asks no question of the kind {kind}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was prepared in a room, by its key in the database."""

    poll: int
    kind: Kind
    question: Question

    @classmethod
    async def prepared(cls, host: Person, site: Site, kind: str) -> "Asked":
        """Have the host prepare a question of this kind."""
        status = await host.command("poll.draft", **draft_of(kind))
        if status != "ok":
            raise BadAnswer(f"a question of the kind {kind} was {status}")
        poll, name, settings = site.ledger.ask("SELECT id, kind, settings FROM polls_asking_poll ORDER BY id DESC")[0]
        kind = kinds()[name]
        rows = site.ledger.ask("SELECT id, text FROM polls_asking_option WHERE poll_id = ? ORDER BY position", poll)
        options = kind.fixed or tuple(Option(str(key), text) for key, text in rows)
        settings = json.loads(settings) if isinstance(settings, str) else settings
        asked = cls(poll, kind, Question(options, settings))
        if asked.kind.pictures:
            await asked._add_pictures(host)
        return asked

    async def _add_pictures(self, host: Person) -> None:
        """Send what the demo shows beside each option, as a host's browser does."""
        room = host.path.split("/r/")[1].split("/")[0]
        page = await host.browser.get(f"/r/{room}/pictures/{self.poll}/")
        address, fields = first_form(page.text, f"picture-{self.question.keys[0]}") or ("", {})
        files = {f"picture-{option.key}": drawing(option.text) for option in self.question.options}
        given = {name: values[0] for name, values in fields.items() if name not in files}
        answer = await host.browser.send_files(address, given, files)
        if answer.status != 200:
            raise BadAnswer(f"pictures: {answer.status}")

    def ballot(self) -> tuple[dict[str, Any], str]:
        """The fields of a ballot as somebody might fill it in, and the answer that the database must hold of it."""
        fields = sent_of(self.kind.invent(self.question, random.Random(random.getrandbits(32))))
        return {**fields}, self._held(stored(self.kind.clean(fields, self.question)))

    def ballots(self, ledger: Ledger) -> dict[str, int]:
        """The number of ballots that the database holds of each answer."""
        found = Counter[str]()
        for answer, number in ledger.answers(self.poll).items():
            found[self._held(answer)] += number
        return found

    def _held(self, answer: str) -> str:
        """An answer that comes back is sealed: the bench can count it, and not read it."""
        return "sealed" if self.kind.comes_back else answer
