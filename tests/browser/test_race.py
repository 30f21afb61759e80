"""Two consoles that watch while five hundred things are done with fifty questions: nothing is lost, and both say the
same as a console that is opened afterwards.
"""

import asyncio
import json
import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

import httpx
import pytest
from playwright.async_api import TimeoutError as Never
from websockets.asyncio.client import connect

from .ledger import Ledger, Log, assert_log_leads_to, batches, things_to_want
from .people import Host
from .served import HOST, SECOND, TOKEN, Room, Site

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTIONS, ACTIONS = 50, 500
ABOUT = ("het dossier", "de huisarts", "wachtlijsten", "de leerplicht", "schulden", "een veilig thuis", "de wijkagent")
ASKED = ("Wie beslist er over", "Hoe lang duurt het met", "Wat kost", "Waar lees ik meer over")

# The parts of the board as they are, but for what is somebody's own: what they unfolded, and what is on its way. An
# attribute that came later stands behind the others, and means the same.
BOARD = """() => {
    const desk = document.querySelector(".board-desk").cloneNode(true);
    for (const each of desk.querySelectorAll("*")) {
        for (const own of ["open", "aria-busy", "data-waiting"]) each.removeAttribute(own);
        const sorted = [...each.attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
        for (const { name } of sorted) each.removeAttribute(name);
        for (const { name, value } of sorted) each.setAttribute(name, value);
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
