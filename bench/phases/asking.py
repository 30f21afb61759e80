"""Questions of any kind in a bench: what is asked, what people answer, and what the database must then hold."""

import json
import random
from dataclasses import dataclass
from typing import Any

from bench.sites.site import Site
from livesessions.programme.demo.other_kinds import PREPARED
from polls.kinds.kind import Kind, Option, Question, sent_of, stored
from polls.kinds.register import kinds


def draft_of(kind: str) -> dict[str, str]:
    """What the host prepares: the demo's question of this kind."""
    return next(fields for fields in PREPARED if fields["kind"] == kind)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was prepared in a room, by its key in the database."""

    poll: int
    kind: Kind
    question: Question

    @classmethod
    def newest(cls, site: Site) -> "Asked":
        """The newest poll of a site."""
        poll, name, settings = site.ledger.ask("SELECT id, kind, settings FROM polls_asking_poll ORDER BY id DESC")[0]
        kind = kinds()[name]
        rows = site.ledger.ask("SELECT id, text FROM polls_asking_option WHERE poll_id = ? ORDER BY position", poll)
        options = kind.fixed or tuple(Option(str(key), text) for key, text in rows)
        settings = json.loads(settings) if isinstance(settings, str) else settings
        return cls(poll, kind, Question(options, settings))

    def ballot(self) -> tuple[dict[str, Any], str]:
        """The fields of a ballot as somebody might fill it in, and the answer that the database must hold of it."""
        fields = sent_of(self.kind.invent(self.question, random.Random(random.getrandbits(32))))
        return {**fields}, stored(self.kind.clean(fields, self.question))
