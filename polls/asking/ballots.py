"""Ballots: one for each person, changeable while the poll is open, without a link to a person once it has closed.

The key of a ballot is made from the voter's personal secret, which only their browser keeps, under the poll's secret
and the server's own key. So nothing that the server stores leads from a ballot to a person, also while the poll is
open. Closing destroys the poll's secret, and then not even the voter's browser leads to a ballot.

A poll that divides people over groups has to find their ballots while they are away. There the key is made from the
participant, and the ballot paper says what that means.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import connection

from polls.kinds.answers import stored
from polls.kinds.register import kinds
from rooms.live.base.people import People, PersonalSecret
from rooms.live.base.pseudonyms import key_under, personal_key
from rooms.live.rows import models_of

from .models import Poll, PollState

MOST_ROWS = 200
"""Ballots in one query: old builds of SQLite take at most 999 parameters."""


def ballot_key(secret: bytes | memoryview, personal_secret: PersonalSecret) -> str:
    """The key of a person's ballot under the secret of a poll, 43 characters."""
    return personal_key(secret, "ballot", personal_secret)


def key_in_groups(secret: bytes | memoryview, participant: UUID) -> str:
    """The key of a participant where answers make groups: the server can make it while the participant is away."""
    return key_under(secret, "ballot that divides", participant.bytes)


def key_of(poll: Poll, participant: UUID, personal_secret: PersonalSecret) -> str:
    """The key of a person's ballot in this poll, which is open."""
    secret = poll.secret or b""
    return key_in_groups(secret, participant) if poll.divides else ballot_key(secret, personal_secret)


def lock_open(polls: Sequence[int]) -> dict[int, Poll]:
    """The open polls among `polls`, by key; they stay open until the transaction ends.

    On PostgreSQL this is a share lock: votes do not wait for one another, and closing waits for them. On SQLite the
    transaction itself is the only writer.
    """
    places = ", ".join(["%s"] * len(polls))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM polls_asking_poll WHERE id IN ({places}) ORDER BY id FOR SHARE",  # noqa: S608  (placeholders only)
                polls,
            )
    # Read after the lock, because a poll may have been closed while we waited for it. As SQL: see `Room.fetch`.
    found = models_of(
        Poll,
        f"SELECT * FROM polls_asking_poll WHERE id IN ({places}) AND state = %s",  # noqa: S608  (placeholders only)
        [*polls, PollState.OPEN.value],
    )
    return {poll.pk: poll for poll in found}


def counts_of(poll: Poll) -> list[tuple[str, int]]:
    """The different answers, as ballots hold them, each with the number of its ballots, counted now.

    Answers that come back are sealed, each in its own way, and only their number is known.
    """
    if kinds()[poll.kind].comes_back:
        return [(stored(""), poll.ballots.count())]
    with connection.cursor() as cursor:  # as SQL: see `Room.fetch`
        cursor.execute("SELECT answer, COUNT(*) FROM polls_asking_ballot WHERE poll_id = %s GROUP BY answer", [poll.pk])
        return cursor.fetchall()


def has_fewer(poll: Poll, ballots: int) -> bool:
    """Whether the poll has fewer than so many ballots; it reads no more of them."""
    with connection.cursor() as cursor:  # as SQL: see `Room.fetch`
        cursor.execute(
            "SELECT COUNT(*) FROM (SELECT 1 FROM polls_asking_ballot WHERE poll_id = %s LIMIT %s) AS few",
            [poll.pk, ballots],
        )
        return cursor.fetchone()[0] < ballots


def ballots_of(poll: Poll, people: People) -> dict[UUID, tuple[str, int]]:
    """Each person's own ballot while the poll is open, as (answer, sequence); people without a ballot are absent.

    Takes at most `MOST_ROWS` people.
    """
    if poll.secret is None:
        return {}
    return _found({key_of(poll, person, personal_secret): person for person, personal_secret in people.items()})


def ballots_that_divide(poll: Poll, participants: Collection[UUID]) -> dict[UUID, tuple[str, int]]:
    """The same of participants who may be away; only of a poll that divides."""
    if poll.secret is None or not poll.divides:
        return {}
    return _found({key_in_groups(poll.secret, person): person for person in participants})


def _found(keys: Mapping[str, UUID]) -> dict[UUID, tuple[str, int]]:
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:  # as SQL: see `Room.fetch`
        cursor.execute(
            f"SELECT key, answer, sequence FROM polls_asking_ballot WHERE key IN ({places})",  # noqa: S608  (placeholders only)
            list(keys),
        )
        return {keys[key]: (answer, sequence) for key, answer, sequence in cursor.fetchall()}
