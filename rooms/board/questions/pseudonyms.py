"""Pseudonyms: recognising one person on a board without knowing who it is.

A key is an HMAC of the participant under the room's board secret and the server's own key. With a dump of the database
alone nobody can tell whose question or upvote it is, not even while the room is open. When the room ends, the secret is
destroyed and the keys are emptied; then nobody can tell at all. Authors and voters have different kinds of keys, so
that a question does not lead to its author's upvotes.

An asker finds the answer later by a code. It is made from the secret and the question, not from the person, and can be
made again as long as the room lives. The database holds only its digest.
"""

from collections.abc import Collection
from uuid import UUID

from livesessions.followup.codes import code_from
from livesessions.programme.models import Participant
from rooms.live.base.pseudonyms import digest_under, key_under
from rooms.live.models import Room


def author_key(secret: bytes | memoryview, participant: UUID, *, named: bool = False) -> str:
    """The key of this participant as an author, 43 characters.

    It differs where names are shown, so that a question with a name does not lead to questions asked without one.
    """
    return key_under(secret, "named author" if named else "author", participant.bytes)


def author_keys(secret: bytes | memoryview, participant: UUID) -> set[str]:
    """Both keys of this participant as an author, with and without a name."""
    return {author_key(secret, participant), author_key(secret, participant, named=True)}


def voter_key(secret: bytes | memoryview, participant: UUID) -> str:
    """The key of this participant as a voter, 43 characters."""
    return key_under(secret, "voter", participant.bytes)


def team_key(secret: bytes | memoryview, team: int | None) -> str:
    """The key of a voter's team, 43 characters; empty without a team."""
    return "" if team is None else key_under(secret, "team", str(team).encode())


def receipt_code(secret: bytes | memoryview, question: str) -> str:
    """The code of a question's asker, in groups of four."""
    return code_from(digest_under(secret, "receipt", question.encode()))


def people_behind(room: Room, secret: bytes | memoryview, authors: Collection[str]) -> set[UUID]:
    """The participants behind these author keys, to update their own pages; not for keeping or showing."""
    if not authors:
        return set()
    people = Participant.objects.filter(programme__sessions__room=room.pk).values_list("pk", flat=True)
    return {person for person in people if not author_keys(secret, person).isdisjoint(authors)}
