"""Ballots: one each, changeable while the poll is open, without a link to a person once it closed.

The key of a ballot is an HMAC of the participant under the poll's secret and the server's own key. With a dump of
the database alone nobody can say whose a ballot is, not even while the poll is open; closing destroys the secret, and
then nobody can at all.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import connection

from .models import Ballot, Option, Poll, State

MOST_ROWS = 200
"""Ballots of one statement: SQLite takes at most 999 parameters in old builds."""


@lru_cache(maxsize=4)
def _server_key(secret_key: str) -> bytes:
    return hashlib.sha256(b"polls.asking.ballots" + secret_key.encode()).digest()


def ballot_key(secret: bytes | memoryview, participant: UUID) -> str:
    """The key of a participant's ballot, 43 characters."""
    poll_key = hmac.digest(_server_key(settings.SECRET_KEY), bytes(secret), "sha256")
    return urlsafe_b64encode(hmac.digest(poll_key, participant.bytes, "sha256")).rstrip(b"=").decode()


@lru_cache(maxsize=1024)
def options_of(poll: int, opened_at: datetime) -> frozenset[int]:
    """The keys of the options of a poll that was opened then: from that moment on they are fixed."""
    return frozenset(Option.objects.filter(poll=poll).values_list("pk", flat=True))


def lock_open(polls: Sequence[int]) -> dict[int, Poll]:
    """The open ones of `polls`, kept open until the transaction ends.

    On PostgreSQL a share lock: votes do not wait for one another, closing waits for them. On SQLite the transaction
    itself is the only writer.
    """
    places = ", ".join(["%s"] * len(polls))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM polls_asking_poll WHERE id IN ({places}) ORDER BY id FOR SHARE",  # noqa: S608  (placeholders only)
                polls,
            )
    # Read after the lock: what was closed while we waited for it is not open. As SQL: see `Room.fetch`.
    found = Poll.objects.raw(
        f"SELECT * FROM polls_asking_poll WHERE id IN ({places}) AND state = %s",  # noqa: S608  (placeholders only)
        [*polls, State.OPEN.value],
    )
    return {poll.pk: poll for poll in found}


def cast(ballots: Sequence[Ballot]) -> dict[str, Ballot]:
    """Write ballots, at most one for each key; answers what is stored now, by key.

    One whose turn is not newer than what is stored changes nothing.
    """
    written: set[str] = set()
    for start in range(0, len(ballots), MOST_ROWS):
        some = ballots[start : start + MOST_ROWS]
        values = ", ".join(["(%s, %s, %s, %s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO polls_asking_ballot (key, poll_id, option_id, turn) "  # noqa: S608  (placeholders only)
                f"VALUES {values} ON CONFLICT (key) DO UPDATE "
                "SET option_id = excluded.option_id, turn = excluded.turn "
                "WHERE polls_asking_ballot.turn < excluded.turn RETURNING key",
                [field for b in some for field in (b.key, b.poll_id, b.option_id, b.turn)],
            )
            written |= {key for (key,) in cursor.fetchall()}
    older = [ballot.key for ballot in ballots if ballot.key not in written]
    return {ballot.key: ballot for ballot in ballots} | (Ballot.objects.in_bulk(older) if older else {})


def counts_of(poll: Poll) -> dict[str, int]:
    """How many ballots for each option (by key, as text), counted now."""
    with connection.cursor() as cursor:  # as SQL: see `Room.fetch`
        cursor.execute(
            "SELECT option_id, COUNT(*) FROM polls_asking_ballot WHERE poll_id = %s GROUP BY option_id", [poll.pk]
        )
        return {str(option): number for option, number in cursor.fetchall()}


def ballots_of(poll: Poll, participants: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """The own ballots of participants while the poll is open, as option and turn; who did not vote is absent.

    At most `MOST_ROWS` participants.
    """
    if poll.secret is None:
        return {}
    keys = {ballot_key(poll.secret, person): person for person in participants}
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:  # as SQL: see `Room.fetch`
        cursor.execute(
            f"SELECT key, option_id, turn FROM polls_asking_ballot WHERE key IN ({places})",  # noqa: S608  (placeholders only)
            list(keys),
        )
        return {keys[key]: (option, turn) for key, option, turn in cursor.fetchall()}
