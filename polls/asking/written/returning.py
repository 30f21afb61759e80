"""Answers that come back: texts to oneself, of kinds with `comes_back`. Only a code opens them (followup/sealed_texts).

The code is made from the writer's personal secret, which only their browser keeps, under a secret of the poll and the
server's own key. So the ballot of an open poll cannot be read by anybody who has the database and the server's key.
Closing hands the sealed texts over to the receipts, sorted by their digests; the poll's secret for codes goes when the
room is finished, and until then the writer's page shows the text with its code.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from livesessions.followup import receipts
from livesessions.followup.answerable import Answerable, Overtaken, Sent, Waiting, register
from livesessions.followup.codes import code_from, digest_of
from livesessions.followup.models import Receipt, Reply
from livesessions.followup.sealed_texts import seal, unseal
from livesessions.programme.models import Session
from polls.kinds.answers import answer_in, stored
from rooms.live.base.people import People, PersonalSecret
from rooms.live.base.pseudonyms import digest_under
from rooms.live.changes.hooks import room_ending
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from ..kept.results import POLL
from ..models import Poll, PollState


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody wrote to themselves, and the code with which they find it again."""

    text: str
    code: str


def sealed_in(poll: Poll, personal_secret: PersonalSecret, answer: str) -> str:
    """An answer, as JSON, as a ballot holds it: the digest of its code, and the text that only the code opens."""
    code = _code(poll, personal_secret)
    return stored([digest_of(code), b64encode(seal(code, answer_in(answer))).decode()])


def coming_back(poll: Poll, people: People, ballots: Mapping[UUID, tuple[str, int]]) -> dict[UUID, Own]:
    """What each of these people wrote to themselves, until the room is finished; `ballots` while the poll is open."""
    if poll.codes_secret is None:
        return {}
    codes = {person: _code(poll, personal_secret) for person, personal_secret in people.items()}
    if poll.state == PollState.OPEN:
        texts = {person: _sealed(answer)[1] for person, (answer, _sequence) in ballots.items()}
    else:
        kept = Receipt.objects.in_bulk([digest_of(code) for code in codes.values()])
        found = {person: kept.get(digest_of(code)) for person, code in codes.items()}
        texts = {person: bytes(receipt.sealed) for person, receipt in found.items() if receipt and receipt.sealed}
    return {person: Own(unseal(codes[person], sealed), codes[person]) for person, sealed in texts.items()}


def hand_over(poll: Poll) -> None:
    """Keep the sealed texts of a poll that closes, whose ballots are about to be destroyed."""
    sealed = dict(_sealed(answer) for answer in poll.ballots.values_list("answer", flat=True))
    receipts.hand_over(poll.room.session_id, POLL, str(poll.pk), sealed)


def _sealed(answer: str) -> tuple[str, bytes]:
    digest, sealed = answer_in(answer)
    return digest, b64decode(sealed)


def _code(poll: Poll, personal_secret: PersonalSecret) -> str:
    return code_from(digest_under(poll.codes_secret or b"", "comes back", bytes(personal_secret)))


@room_ending
def forget_codes(room: Room, user: int | None, changes: Changes) -> None:
    """From now on only the people themselves have their codes."""
    room.polls.filter(codes_secret__isnull=False).update(codes_secret=None)


def _waiting(session: Session) -> Sequence[Waiting]:
    """Nobody answers what nobody can read."""
    return []


def _sent(key: str) -> Sent | None:
    """What was asked."""
    poll = Poll.objects.filter(pk=key).first()
    return Sent(poll.text, "", [], redacted_at=poll.redacted_at) if poll else None


def _replied(key: str, reply: Reply) -> None:
    raise Overtaken


register(Answerable(POLL, _waiting, _sent, _replied))
