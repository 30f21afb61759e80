"""Recognising one person on a board without knowing who it is.

A key is an HMAC of the participant under the room's board secret and the server's own key: with a dump of the database
alone nobody can say whose a question or an upvote is, not even while the room is open. When the room ends the secret
is destroyed and the keys are emptied; then nobody can at all. Authors and voters have keys of different kinds, so that
a question does not lead to what its author voted for.

The code with which an asker finds the answer later is made from the secret and the question, not from the person, and
can be made again as long as the room lives. The database holds its digest only.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Collection
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from livesessions.followup.codes import code_from
from livesessions.programme.models import Participant
from rooms.live.models import Room


@lru_cache(maxsize=4)
def _server_key(secret_key: str) -> bytes:
    return hashlib.sha256(b"rooms.board.questions.pseudonyms" + secret_key.encode()).digest()


def _seal(secret: bytes | memoryview, kind: bytes, what: bytes) -> bytes:
    # The board's key is made each time: what is remembered of a secret would outlive its destruction.
    board_key = hmac.digest(_server_key(settings.SECRET_KEY), kind + bytes(secret), "sha256")
    return hmac.digest(board_key, what, "sha256")


def _text(digest: bytes) -> str:
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def author_key(secret: bytes | memoryview, participant: UUID, *, named: bool = False) -> str:
    """As whom this participant asks, 43 characters.

    Somebody else where names are shown: a question with a name does not lead to those that were asked without one.
    """
    return _text(_seal(secret, b"named author" if named else b"author", participant.bytes))


def author_keys(secret: bytes | memoryview, participant: UUID) -> set[str]:
    """As whom this participant asked, with and without a name."""
    return {author_key(secret, participant), author_key(secret, participant, named=True)}


def voter_key(secret: bytes | memoryview, participant: UUID) -> str:
    """As whom this participant upvotes, 43 characters."""
    return _text(_seal(secret, b"voter", participant.bytes))


def team_key(secret: bytes | memoryview, team: int | None) -> str:
    """As which team an upvote counts, 43 characters; empty for none."""
    return "" if team is None else _text(_seal(secret, b"team", str(team).encode()))


def receipt_code(secret: bytes | memoryview, question: str) -> str:
    """The code of a question's asker, in groups of four."""
    return code_from(_seal(secret, b"receipt", question.encode()))


def people_behind(room: Room, secret: bytes | memoryview, authors: Collection[str]) -> set[UUID]:
    """The participants who asked as `authors`, so that their own pages can be told; not for keeping or showing."""
    if not authors:
        return set()
    people = Participant.objects.filter(programme__sessions__room=room.pk).values_list("pk", flat=True)
    return {person for person in people if not author_keys(secret, person).isdisjoint(authors)}
