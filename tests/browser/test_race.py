"""Two consoles that watch while five hundred things are done with fifty questions: nothing is lost, and both say the
same as a console that is opened afterwards.
"""

import asyncio
import json
import random
import re
import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from typing import Any

import httpx
import pytest
from playwright.async_api import Page
from playwright.async_api import TimeoutError as Never
from websockets.asyncio.client import connect

from .people import Host
from .served import HOST, SECOND, TOKEN, Room, Site

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTIONS, ACTIONS = 50, 500
AT_ONCE = 10
"""Commands that one socket asks for: not more than it may without waiting, and before anybody minds that it never says
what it shows."""
ABOUT = ("het dossier", "de huisarts", "wachtlijsten", "de leerplicht", "schulden", "een veilig thuis", "de wijkagent")
ASKED = ("Wie beslist er over", "Hoe lang duurt het met", "Wat kost", "Waar lees ik meer over")
RECEIPT = re.compile(r'id="receipt"[^>]* data-for="([^"]+)" data-status="(\w+)"[^>]*>(.*?)</div>', re.DOTALL)

# The parts of the board as they are, but for what is somebody's own: what they unfolded, and what is on its way.
BOARD = """() => {
    const desk = document.querySelector(".board-desk").cloneNode(true);
    for (const each of desk.querySelectorAll("*")) {
        for (const own of ["open", "aria-busy", "data-waiting"]) each.removeAttribute(own);
    }
    return [...desk.querySelectorAll("[data-version]:not([data-version] *)")].map((part) => part.outerHTML).join("\\n");
}"""
SAME = f"(wanted) => ({BOARD})() === wanted"

# Presses so many buttons of questions, whichever are there, each after the receipt of the one before.
PRESS = """async (times) => {
    const usable = (form) => (form.elements.question ?? form.elements.entry) && !form.closest("[inert]");
    while (times > 0) {
        const forms = [...document.querySelectorAll(".board-desk form[data-command]:not([aria-busy])")].filter(usable);
        if (!forms.length) { await new Promise(requestAnimationFrame); continue; }
        const form = forms[Math.floor(Math.random() * forms.length)];
        const answered = new Promise((done) => form.addEventListener("receipt", done, { once: true }));
        form.requestSubmit();
        await answered;
        times -= 1;
    }
}"""


Done = Counter[tuple[str, str, str]]
"""Who did what with which question, how often."""
Questions = dict[str, tuple[str, bool, str | None]]
"""State, pinned, merged into which: by question."""


class Ledger:
    """Every command that a host asked for and what was answered, whichever way it went."""

    def __init__(self) -> None:
        self.asked: dict[str, tuple[str, dict[str, Any]]] = {}
        self.answers: dict[str, tuple[str, str]] = {}

    def watch(self, page: Page, who: str) -> None:
        """Note what the sockets of `page` say and hear."""

        def listen(socket: Any) -> None:
            socket.on("framesent", lambda frame: self.sent(who, json.loads(frame)))
            socket.on("framereceived", lambda frame: self.received(str(frame)))

        page.on("websocket", listen)

    def sent(self, who: str, frame: dict[str, Any]) -> None:
        """`who` asks for something."""
        if "id" in frame:
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
            if status != "ok" or is_so_already:
                continue
            what = frame["command"].removeprefix("board.")
            given = frame.get("question") or question_of[int(frame["entry"])]
            questions = given if isinstance(given, list) else [given]
            is_sure = len(questions) == 1 and what not in ("mute", "unmute", "unpin")
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


def ask_fifty(site: Site, room: Room) -> None:
    """Thirteen people ask four questions each, less two; some ask the same in other words."""
    asked = 0
    while asked < QUESTIONS:
        with httpx.Client(base_url=site.url, follow_redirects=True) as client:
            token = client.get("/").text.split(TOKEN)[1].split('"')[0]
            entry = {
                "code": room.code,
                "role": "uitvoering",
                "anonymous": "1",
                "team": "",
                "csrfmiddlewaretoken": token,
            }
            page = client.post("/", data=entry).text
            token = page.split(TOKEN)[1].split('"')[0]
            for begin in ASKED[: QUESTIONS - asked]:
                text = f"{begin} {ABOUT[asked // 4 % len(ABOUT)]} in wijk {asked}?"
                fields = {"command": "board.ask", "names": "anonymous", "text": text, "csrfmiddlewaretoken": token}
                assert client.post(f"{room.path}do/", data=fields).status_code == 200
                asked += 1


async def race(
    site: Site, room: Room, who: str, epoch: str, ledger: Ledger, commands: Iterable[dict[str, Any]]
) -> None:
    """One of the hosts at more consoles: as many sockets as it takes, each command after the receipt of the last."""
    cookies = "; ".join(f"{name}={value}" for name, value in site.login(who).items())
    where = f"{site.url.replace('http', 'ws', 1)}/ws/r/{room.id}/?as=host&seen=999999999&epoch={epoch}"
    for some in batches(commands):
        async with connect(where, origin=site.url, additional_headers={"Cookie": cookies}) as socket:
            for frame in some:
                frame = frame | {"id": str(uuid.uuid4())}
                ledger.sent(who.partition("@")[0], frame)
                await socket.send(json.dumps(frame))
                while frame["id"] not in ledger.answers:
                    ledger.received(str(await socket.recv()))


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


async def at_the_keys(host: Host) -> None:
    """With the keyboard, while everything moves."""
    for key in ("j", "a", "j", "a", "j", "x", "Enter", "Escape", "z", "j", "v", "j", "v", "w", "z"):
        await host.page.keyboard.press(key)


async def test_two_consoles_watch_five_hundred_actions(people, room, site):
    ledger = Ledger()
    consoles: list[Host] = []
    for who in (HOST, SECOND):
        host = await people.person(Host, login=site.login(who))
        ledger.watch(host.page, who.partition("@")[0])
        await host.go(f"{room.path}host/", live=True)
        await host.page.mouse.move(2, 2)
        consoles.append(host)
    # Some questions wait for their words, the others are shown at once and are to be looked at afterwards.
    words = {"command": "board.words", "words": "dossier*\nschulden"}
    settings = {"command": "board.open", "moderation": "after"}, words
    epoch = await consoles[0].page.evaluate("document.body.dataset.epoch")
    await race(site, room, HOST, epoch, Ledger(), settings)
    await asyncio.to_thread(ask_fifty, site, room)

    log = Log(site, room)
    begun = log.questions()
    pressed = (10, 16)
    hosts = (HOST, SECOND, HOST, SECOND)
    by_socket = (ACTIONS - sum(pressed)) // len(hosts)
    commands = [(who, things_to_want(site, room, by_socket, seed)) for seed, who in enumerate(hosts)]
    await asyncio.gather(
        *(race(site, room, who, epoch, ledger, wanted) for who, wanted in commands),
        *(host.page.evaluate(PRESS, times) for host, times in zip(consoles, pressed, strict=True)),
        at_the_keys(consoles[0]),
    )
    for host in consoles:
        await host.page.evaluate("document.activeElement.blur()")
        await host.page.wait_for_function("!document.querySelector('.board-desk [aria-busy]')")

    assert len(ledger.asked) >= ACTIONS and ledger.asked.keys() == ledger.answers.keys(), "each has its receipt"
    entries, now = log.entries(), log.questions()
    assert_log_leads_to(now, begun, entries)
    written = Counter((who, what, question) for _pk, who, what, question, _before, _after in entries)
    done, perhaps = ledger.done({pk: question for pk, _who, _what, question, _before, _after in entries})
    assert done - written == Counter(), "acknowledged, and not in the log"
    # Who has another question discussed has answered the one before it, without saying so.
    by_the_way = Counter(
        (who, what, question)
        for _pk, who, what, question, before, _after in entries
        if what == "answer" and before.get("state") == "live"
    )
    assert written - done - perhaps - by_the_way == Counter(), "in the log, and nobody asked for it"

    fresh = await people.host(room)
    wanted = await fresh.page.evaluate(BOARD)
    assert len(wanted) > 10_000
    for host in consoles:
        try:
            await host.page.wait_for_function(SAME, arg=wanted, timeout=12_000)
        except Never:
            assert await host.page.evaluate(BOARD) == wanted


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
