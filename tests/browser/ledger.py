"""What two hosts may ask of a board, and what the log must lead to."""

import json
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from typing import Any

from playwright.async_api import Page

from .served import Room, Site

AT_ONCE = 10
"""Commands that one socket asks for: not more than it may without waiting, and before anybody minds that it never says
what it shows."""
RECEIPT = re.compile(r'id="receipt"[^>]* data-for="([^"]+)" data-status="(\w+)"[^>]*>(.*?)</div>', re.DOTALL)
Done = Counter[tuple[str, str, str]]
"""Who did what with which question, how often."""
Questions = dict[str, tuple[str, bool, str | None]]
"""State, pinned, merged into which: by question."""


class Ledger:
    """Every command that a host asked for and what was answered, whichever way it went."""

    def __init__(self) -> None:
        self.asked: dict[str, tuple[str, dict[str, Any]]] = {}
        self.answers: dict[str, tuple[str, str]] = {}
        self.again: set[str] = set()

    def watch(self, page: Page, who: str) -> None:
        """Note what the sockets of `page` say and hear."""

        def listen(socket: Any) -> None:
            socket.on("framesent", lambda frame: self.sent(who, json.loads(frame)))
            socket.on("framereceived", lambda frame: self.received(str(frame)))

        page.on("websocket", listen)

    def sent(self, who: str, frame: dict[str, Any]) -> None:
        """`who` asks for something."""
        if "id" in frame:
            self.again |= {frame["id"]} & self.asked.keys()
            self.asked[frame["id"]] = who, frame

    def received(self, text: str) -> None:
        """A frame came, perhaps with a receipt in it."""
        for id, status, html in RECEIPT.findall(text):
            if status != "busy":
                self.answers[id] = status, re.sub("<[^>]*>", "", html).strip()

    def done(self, question_of: dict[int, str]) -> tuple[Done, Done]:
        """What was acknowledged as done now, by this host; and what may have been so already: nobody tells of that."""
        surely: Done = Counter()
        perhaps: Done = Counter()
        for id, (status, sentence) in self.answers.items():
            who, frame = self.asked[id]
            is_so_already = sentence.startswith(("eerste", "tweede")) or sentence == "Dit is al ongedaan gemaakt."
            is_sure = status == "ok" and not is_so_already
            if not is_sure and id not in self.again:  # what was sent twice may have been done the first time
                continue
            what = frame["command"].removeprefix("board.")
            given = frame.get("question") or question_of[int(frame["entry"])]
            questions = given if isinstance(given, list) else [given]
            is_sure = is_sure and len(questions) == 1 and what not in ("mute", "unmute", "unpin")
            (surely if is_sure else perhaps).update((who, what, question) for question in questions)
        return surely, perhaps


class Log:
    """The moderation log and the questions of a site's room, as they stand in its database."""

    def __init__(self, site: Site, room: Room) -> None:
        self._where, self._room = f"file:{site.var}/livesessions.sqlite3?mode=ro", room.id

    def _rows(self, sql: str, about: str = "") -> list[Any]:
        with closing(sqlite3.connect(self._where, uri=True)) as database:
            return database.execute(sql, [about or self._room]).fetchall()

    def newest(self, question: str) -> int | None:
        """The entry that says what was done with a question last."""
        return self._rows("SELECT max(id) FROM board_logentry WHERE question_id = ?", question)[0][0]

    def questions(self) -> Questions:
        """State, pinned, merged into which: by question."""
        rows = self._rows(
            "SELECT q.id, q.state, q.pinned_at IS NOT NULL, q.merged_into_id FROM board_question q "
            "JOIN board_board b ON b.id = q.board_id WHERE b.room_id = ?"
        )
        return {id: (state, bool(pinned), into) for id, state, pinned, into in rows}

    def entries(self) -> list[tuple[int, str, str, str, dict[str, Any], dict[str, Any]]]:
        """Number, who, what, which question, before and after, in order."""
        rows = self._rows(
            "SELECT l.id, l.by_name, l.action, l.question_id, l.before, l.after FROM board_logentry l "
            "JOIN board_board b ON b.id = l.board_id WHERE b.room_id = ? AND l.question_id IS NOT NULL ORDER BY l.id"
        )
        return [(pk, who, what, id, json.loads(before), json.loads(after)) for pk, who, what, id, before, after in rows]


def batches(commands: Iterable[dict[str, Any]]) -> Iterator[Iterator[dict[str, Any]]]:
    """As many as one socket may ask for; each is thought of when it is asked for."""
    commands = iter(commands)
    for first in commands:
        yield chain([first], islice(commands, AT_ONCE - 1))


COMMANDS = ("approve",) * 4 + ("reject", "pin", "unpin", "live", "answer", "merge", "undo", "undo") * 2 + ("archive",)


def things_to_want(site: Site, room: Room, times: int, seed: int) -> Iterator[dict[str, Any]]:
    """So many things that a host may want to do with one of the questions, whatever it is by then."""
    log, chance = Log(site, room), random.Random(seed)
    questions = sorted(log.questions())
    for _turn in range(times):
        name, question, other = chance.choice(COMMANDS), *chance.sample(questions, 2)
        if name == "merge":
            yield {"command": "board.merge", "question": question, "into": other}
        elif name == "undo" and (newest := log.newest(question)):
            yield {"command": "board.undo", "entry": newest}
        else:
            yield {"command": f"board.{name.replace('undo', 'approve')}", "question": question}


def assert_log_leads_to(now: Questions, begun: Questions, entries: list[Any]) -> None:
    """Each entry begins with what the one before it left, and the last leaves what there is."""
    told = {id: dict(zip(("state", "pinned", "merged_into_id"), was, strict=True)) for id, was in begun.items()}
    for _pk, _who, _what, id, before, after in entries:
        about = told[id]
        assert {name: about[name] for name in before.keys() & about.keys()} == {
            name: value for name, value in before.items() if name in about
        }
        about |= {name: value for name, value in after.items() if name in about}
    assert {id: tuple(about.values()) for id, about in told.items()} == now
