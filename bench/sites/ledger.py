"""Reading the database beside the running server: versions of the room, ballots, records of closed polls."""

import json
import sqlite3
from typing import Any

import psycopg


class Ledger:
    """A separate, read-only connection to a site's database."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Any = None

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of `query`, in which ``?`` stands for a value."""
        if self._connection is None:
            if self._url.startswith("sqlite"):
                self._connection = sqlite3.connect(
                    f"file:{self._url.removeprefix('sqlite:///')}?mode=ro", uri=True, timeout=5
                )
            else:
                self._connection = psycopg.connect(self._url, autocommit=True)
        if isinstance(self._connection, psycopg.Connection):
            query = query.replace("?", "%s")
        return self._connection.execute(query, values).fetchall()

    def close(self) -> None:
        """Forget the connection; the next question opens a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def state(self, room: str) -> dict[str, Any] | None:
        """The room's epoch and the versions of its audiences."""
        query = "SELECT epoch, participants_version, hosts_version FROM live_room WHERE id = ?"
        epoch, participants, hosts = self.ask(query, room)[0]
        return {"epoch": epoch, "participants": participants, "hosts": hosts}

    def ballots(self, poll: int) -> dict[str, int]:
        """The number of ballots of an open poll for each option."""
        return {json.loads(answer): count for answer, count in self.answers(poll).items()}

    def answers(self, poll: int) -> dict[str, int]:
        """The number of ballots of an open poll for each answer, as they hold it: of any kind."""
        return dict(
            self.ask("SELECT answer, COUNT(*) FROM polls_asking_ballot WHERE poll_id = ? GROUP BY answer", poll)
        )

    def answered(self, poll: int) -> int:
        """How many people answered a closed poll, by its record; 0 without one."""
        found = self.ask("SELECT answered FROM archive_record WHERE kind = 'poll' AND key = ?", str(poll))
        return (found[0][0] or 0) if found else 0

    def record(self, poll: int) -> dict[str, int] | None:
        """The recorded counts of a closed poll, for each option; `None` without a record."""
        query = "SELECT payload FROM archive_record WHERE kind = 'poll' AND key = ? ORDER BY version DESC"
        found = self.ask(query, str(poll))
        if not found:
            return None
        payload = found[0][0]
        return (json.loads(payload) if isinstance(payload, str) else payload)["cells"]

    def questions(self, state: str) -> list[str]:
        """The ids of the questions in this state, in the order of asking."""
        return [id for (id,) in self.ask("SELECT id FROM board_question WHERE state = ? ORDER BY asked_at, id", state)]

    def upvotes(self) -> dict[str, int]:
        """The number of people who want to know each question."""
        query = 'SELECT question_id, COUNT(DISTINCT voter) FROM board_upvote WHERE "on" GROUP BY question_id'
        return dict(self.ask(query))


class TextbookLedger(Ledger):
    """The same for the textbook site, which has no versions and keeps no records."""

    def state(self, room: str) -> None:
        """There is none."""
        return

    def ballots(self, poll: int) -> dict[str, int]:
        """The number of votes of a poll for each option."""
        query = "SELECT option_id, COUNT(*) FROM polling_vote WHERE poll_id = ? GROUP BY option_id"
        return {str(option): count for option, count in self.ask(query, poll)}

    def record(self, poll: int) -> None:
        """There is none."""
        return
