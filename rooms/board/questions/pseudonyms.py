"""Pseudonyms: recognising one person on a board without knowing who it is.

A key is an HMAC of the participant under the room's board secret and the server's own key. With a dump of the database
alone nobody can tell whose question or upvote it is, not even while the room is open. When the room ends, the secret is
destroyed and the keys are emptied; then nobody can tell at all. Authors and voters have different kinds of keys, so
that a question does not lead to its author's upvotes.

An asker finds the answer later by a code. It is made from the secret and the question, not from the person, and can be
made again as long as the room lives. The database holds only its digest.
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
    # The board's key is made each time: a cached key would outlive the destruction of the secret.
    board_key = hmac.digest(_server_key(settings.SECRET_KEY), kind + bytes(secret), "sha256")
    return hmac.digest(board_key, what, "sha256")


def _text(digest: bytes) -> str:
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def author_key(secret: bytes | memoryview, participant: UUID, *, named: bool = False) -> str:
    """The key of this participant as an author, 43 characters.

    It differs where names are shown, so that a question with a name does not lead to questions asked without one.
    """
    return _text(_seal(secret, b"named author" if named else b"author", participant.bytes))


def author_keys(secret: bytes | memoryview, participant: UUID) -> set[str]:
    """Both keys of this participant as an author, with and without a name."""
    return {author_key(secret, participant), author_key(secret, participant, named=True)}


def voter_key(secret: bytes | memoryview, participant: UUID) -> str:
    """The key of this participant as a voter, 43 characters."""
    return _text(_seal(secret, b"voter", participant.bytes))


def team_key(secret: bytes | memoryview, team: int | None) -> str:
    """The key of a voter's team, 43 characters; empty without a team."""
    return "" if team is None else _text(_seal(secret, b"team", str(team).encode()))


def receipt_code(secret: bytes | memoryview, question: str) -> str:
    """The code of a question's asker, in groups of four."""
    return code_from(_seal(secret, b"receipt", question.encode()))


def people_behind(room: Room, secret: bytes | memoryview, authors: Collection[str]) -> set[UUID]:
    """The participants behind these author keys, to update their own pages; not for keeping or showing."""
    if not authors:
        return set()
    people = Participant.objects.filter(programme__sessions__room=room.pk).values_list("pk", flat=True)
    return {person for person in people if not author_keys(secret, person).isdisjoint(authors)}
