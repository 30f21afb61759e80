"""Every state of the stage, one after the other; and photographs of each: `make photographs`.

`states` brings a room into each state by the commands of its host. The test of the stage looks at the pages in each of
them; run as a program, this module serves the demo and photographs console, projector and phone.
"""

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import async_playwright, expect

from .conftest import CHROMIUM, FLAGS
from .people import Host, Newcomers, Participant, Person
from .served import Room, Site, prepare_model
from .watching import Watch

SURFACES = {
    "console": (1366, 768),
    "projector": (1920, 1080),
    "small-projector": (1024, 768),
    "phone": (360, 740),
    "small-phone": (320, 256),
    "laptop": (1366, 768),
}
OPTIONS = "\n".join(("Tijd om naast kind en gezin te staan", "Een stevige positie in het sociaal domein", "Rust"))
CARDS = ("Tijd. Echt tijd, niet een uur per week.", "Iemand die meekijkt als het spannend wordt", "Rust in de regels")
SEND = """async ([command, fields]) => {
  const body = new URLSearchParams({ command, ...fields });
  body.set("csrfmiddlewaretoken", document.querySelector("form[data-command] [name=csrfmiddlewaretoken]").value);
  const answer = await fetch(document.body.dataset.do, { method: "POST", body, headers: { "HX-Request": "true" } });
  return [answer.status, await answer.text()];
}"""


async def send(person: Person, command: str, **fields: object) -> None:
    """Give a command as a program would, with the token of the person's page."""
    given = {name: str(value) for name, value in fields.items()}
    status, answer = await person.page.evaluate(SEND, [command, given])
    assert status == 200, (command, answer)


async def states(host: Host, phone: Participant) -> AsyncIterator[tuple[str, str]]:
    """The name of each state, and the act that stands on the stage in it."""

    async def field(command: str, name: str) -> str:
        control = host.command(command).first.locator(f"[name={name}]").first
        await control.wait_for(state="attached")
        return await control.input_value()

    yield "title", ""
    await send(host, "floor.plan", title="Inleiding op het toekomstscenario", minutes=10)
    await send(host, "floor.plan", title="In gesprek: van praktijk naar beleid", minutes=35)
    await send(host, "floor.stage", act="agenda")
    yield "agenda", "agenda"
    await send(host, "floor.start", item=await field("floor.start", "item"))
    yield "agenda-now", "agenda"
    await send(host, "floor.stage", act="pause", minutes=10)
    yield "break", "pause"
    await send(host, "poll.draft", text="Welke randvoorwaarde heeft een lokaal team het eerst nodig?", options=OPTIONS)
    await send(host, "poll.open", poll=await field("poll.open", "poll"))
    yield "poll", "poll"
    await phone.page.get_by_role("radio", name="Rust", exact=True).wait_for()
    await phone.vote("Rust")
    await send(host, "poll.reveal", poll=await field("poll.close", "poll"))
    yield "poll-result", "poll"
    await send(host, "poll.close", poll=await field("poll.close", "poll"))
    yield "poll-closed", "poll"
    await send(host, "board.open", moderation="open")
    yield "board-empty", "board"
    for text in ("Wat doe je als er zorgen zijn en het gezin geen toestemming geeft?", "Wie legt de opdracht vast?"):
        names = await phone.command("board.ask").last.locator("[name=names]").input_value()
        await send(phone, "board.ask", text=text, names=names)
    yield "board", "board"
    await send(host, "board.live", question=await field("board.live", "question"))
    yield "question", "question"
    await send(host, "board.prompt", title="Wat heb je nodig om naast het gezin te blijven staan?", moderation="open")
    yield "prompt", "prompt"
    form = phone.see("prompt").locator("form").first
    await form.wait_for(state="attached")
    prompt = await form.evaluate("form => Object.fromEntries(new FormData(form))")
    for text in CARDS:
        await send(phone, "board.card", board=prompt["board"], text=text)
    yield "cards", "prompt"
    await send(host, "floor.announce", text="Over vijf minuten gaan we in groepen. Blijf nog even zitten.")
    yield "announcement", "prompt"
    await send(host, "floor.announce", text="")
    await send(host, "breakouts.plan", way="random", groups=2, minutes=10, task="Vertel over één gezin.")
    await host.command("breakouts.deal").first.locator("[name=version]").wait_for(state="attached")
    plan = {name: await field("breakouts.deal", name) for name in ("plan", "version")}
    await send(host, "breakouts.deal", **plan)
    sending = host.command("breakouts.send").first.locator("[name=version]")
    await expect(sending).not_to_have_value(plan["version"])
    round_ = {name: await field("breakouts.send", name) for name in ("plan", "version", "round")}
    await send(host, "breakouts.send", **round_)
    yield "groups", "groups"
    await send(host, "floor.stage", act="poll")
    yield "poll-while-groups-are-out", "poll"
    await send(host, "floor.stage", act="groups")
    await send(host, "breakouts.recall", round=round_["round"])
    await send(host, "breakouts.show", round=round_["round"], how="wall")
    yield "harvest", "harvest"


async def photograph(folder: Path) -> None:
    """Serve, and photograph every state on every surface, in light and dark."""
    with tempfile.TemporaryDirectory() as temporary:
        site = Site(Path(temporary), prepare_model(Path(temporary) / "model"))
        site.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                people = Newcomers(browser, site, Watch())
                await _photograph(people, site.new_room(), folder)
                await people.leave()
                await browser.close()
        finally:
            site.stop()


async def _photograph(people: Newcomers, room: Room, folder: Path) -> None:
    host, screen = await people.host(room), await people.projector(room)
    phone = await people.participant(room, name="Sanne", team="Achterstraat")
    of = {"console": host.page, "projector": screen.page, "small-projector": screen.page}
    number = 0
    async for name, _act in states(host, phone):
        number += 1
        await asyncio.sleep(1.5)
        for surface, (width, height) in SURFACES.items():
            page = of.get(surface, phone.page)
            await page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)
                await page.screenshot(path=folder / f"{number:02}-{name}-{surface}-{scheme}.png")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    into: Path = parser.parse_args().folder
    into.mkdir(parents=True, exist_ok=True)
    asyncio.run(photograph(into))
