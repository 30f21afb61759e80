"""What is typed is never lost, with scripts: the table of ways, on every form of three pages that asks for something.

`tests/rooms/live/test_never_lost.py` holds the same for browsers without scripts. Everything is filled in once, and the
ways follow one another in one page: whatever one of them loses is missing in the next comparison.
"""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Page, expect

from . import boarding
from .people import Host, Participant

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILL_IN = """() => {
  let number = 0;
  for (const form of document.querySelectorAll("form[data-command]:not([data-text])")) {
    for (const control of form.elements) {
      number += 1;
      if (!control.name || control.matches("[type=hidden], button, fieldset")) continue;
      if (control.matches("[type=number]")) control.value = 2 + (number % 3);
      else if (control.matches("[type=radio]")) control.checked = true;
      else if (control.matches("[type=checkbox]")) control.checked = !control.defaultChecked;
      else if (control.matches("select")) control.selectedIndex = control.options.length - 1;
      else if (control.matches("[type=url]")) control.value = `https://bel.example/${number}`;
      else control.value = `half geschreven ${number}`;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}"""
FILLED = """() => Object.fromEntries(
  [...document.querySelectorAll("form[data-command]:not([data-text])")].flatMap((form, n) =>
    [...form.elements]
      .filter((each) => each.name && !each.matches("[type=hidden], button, fieldset"))
      .filter((each) => !each.matches("[type=checkbox], [type=radio]") || each.checked)
      .map((each) => [`${form.elements.command.value} ${each.id || each.name + each.value}`, each.value])))"""


async def filled(page: Page) -> dict[str, Any]:
    """What stands in the forms, by command and control."""
    return await page.evaluate(FILLED)


async def commands(page: Page) -> set[str]:
    """The commands whose forms ask for something."""
    return {name.split(" ")[0] for name in await filled(page)}


async def stays(person: Host | Participant, wanted: dict[str, Any]) -> None:
    """Everything stands there again, once the page is live."""
    await person.connected()
    found = await filled(person.page)
    assert {name: found.get(name) for name in wanted} == wanted


async def every_way(person: Host | Participant, push: Any) -> None:
    """A push, a reload, another language, away and back, the line gone for a while."""
    wanted = await filled(person.page)
    await push()
    await stays(person, wanted)
    await person.page.reload()
    await stays(person, wanted)
    for language in ("en", "nl"):
        await person.page.locator(f"form.language [value={language}]").first.evaluate("each => each.click()")
        await expect(person.page.locator("html")).to_have_attribute("lang", language)
        await stays(person, wanted)
    await person.go("/")
    await person.page.go_back()
    await stays(person, wanted)
    # Who waits for the moment between two sockets waits from before it. Offline, the first would never end its goodbye.
    in_between = asyncio.create_task(person.connected("connecting"))
    await person.page.evaluate("document.querySelector('.wire')._htmx.ws.connection.socket.close()")
    await in_between
    await person.context.set_offline(True)
    assert await filled(person.page) == wanted
    await person.context.set_offline(False)
    await stays(person, wanted)


async def test_nothing_is_lost_on_any_way(people, room, broken, watch):
    host = await people.host(room)
    phone = await people.participant(room)
    await host.page.evaluate("document.querySelector('[name=command][value=\"board.open\"]').form.requestSubmit()")
    await expect(host.command("board.close")).to_have_count(1)
    await host.page.locator("#board-categories").evaluate("each => (each.value = 'Zorg\\nWonen')")
    await host.command("board.set").evaluate("form => form.requestSubmit()")
    for text in ("Wie belt u als eerste na een melding?", "Mag de buurvrouw ook mee?"):
        await boarding.ask(phone, text)
    await host.page.locator(".prompting summary").click()
    await host.page.locator("#prompt-text").fill("Wat neem je mee?")
    await host.press("board.prompt")
    await host.ask("Wie gaat mee?", ("De buren", "De school"))
    await expect(phone.page.locator("form.ballot")).to_have_count(1)
    await expect(phone.page.locator("#card-text")).to_have_count(1)

    async def announce() -> None:
        other = await people.host(room)
        await other.page.locator("[popovertarget=announce]").first.click()
        await other.page.locator("#announce-text").fill("Nog vijf minuten")
        await other.page.locator(
            '#announce form:has([name=command][value="floor.announce"]) button:not([type=button])'
        ).click()
        for one in (host, phone):
            await expect(one.see("banner")).to_contain_text("Nog vijf minuten")

    for person in (phone, host):
        await person.page.evaluate(FILL_IN)
    assert await commands(phone.page) == {"board.ask", "board.card", "poll.vote", "room.introduce"}
    assert await commands(host.page) >= {
        "board.approve", "board.invite", "board.reject", "board.set", "board.words", "breakouts.plan",
        "floor.announce", "floor.plan", "floor.stage", "poll.draft",
    }  # fmt: skip
    await every_way(phone, announce)
    await every_way(host, announce)
