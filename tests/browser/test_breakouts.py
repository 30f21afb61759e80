"""Gluren bij de buren, from the plan to the archive: a host and six people of three teams."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from .groups import (
    NAMES,
    called_back,
    company,
    deal,
    field,
    gathered,
    group_on_street,
    groups_on_phones,
    is_saved,
    make_plan,
    sent_out,
    street,
    window_of,
    write,
)
from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_from_plan_to_archive(people, room, watch):
    watch.expect_status(410)  # the pages learn of the end
    host = await people.host(room)
    screen = await people.projector(room)
    phones = await gathered(people, room)
    await make_plan(host)
    await deal(host)
    await expect(host.page.locator(".proof-sheet")).to_contain_text("bewezen: minder kan niet")
    await _moved_by_hand(host)
    await deal(host)
    planned = await street(host)
    sheet = await host.page.locator(".proof-sheet").inner_text()

    await sent_out(host, phones)
    assert await groups_on_phones(phones) == planned, "the plan that was shown is the plan that starts"
    first = {name: await company(phone) for name, phone in phones.items()}
    await expect(screen.page.locator("#groups h1")).to_have_text("De groepen zijn bezig")
    phones["Gea"] = await people.participant(room, name="Gea", team="Voorstraat")
    await expect(phones["Gea"].see("card")).to_have_attribute("data-kind", "group")

    await _peek(phones, planned)
    await _write_together(phones, planned)
    await _write_much(phones, planned)
    await _ask_the_group(phones, planned)
    await _write_little(phones, planned)
    await _time(host, phones["Ans"], screen)
    await called_back(host, phones)

    await host.page.locator("label:has([data-view=harvest])").click()
    for words in ("Tijd om te luisteren.", "Een vast gezicht."):
        await expect(host.see("harvest")).to_contain_text(words)
    await host.command("breakouts.show").first.locator("button").click()
    await expect(screen.see("harvest")).to_contain_text("Een vast gezicht.")
    await expect(phones["Gea"].see("harvest")).to_contain_text("Tijd om te luisteren.")

    await sent_out(host, phones)
    for name in NAMES:
        again = await company(phones[name]) & first[name] - {name}
        assert not again or "0 keer ontmoeten twee mensen" not in sheet, (
            f"{name} meets {again} again, and the sheet says {sheet}"
        )
        assert len(again) < 2, f"{name} is with the same people again"
    await called_back(host, phones)
    await host.page.locator("label:has([value=plenary])").click()
    await host.page.locator("[popovertarget=door-panel]").first.click()
    await host.page.locator("#door-panel summary").click()
    await host.press("room.close")
    await phones["Ans"].said_goodbye()
    await host.press("room.finish")
    await expect(host.see("ending")).to_contain_text("definitief afgerond")
    await host.go("/archive/proef/harvest/")
    for words in ("Een vast gezicht.", "Waar beginnen we?", "Klein: 3"):
        await expect(host.page.locator("main")).to_contain_text(words)


async def test_elsewhere_and_back(people, room):
    """Who would rather not, goes to a quiet place without a word about it, and comes back; the host hears of help."""
    host = await people.host(room)
    phones = await gathered(people, room)
    await make_plan(host, rounds=1)
    await deal(host)
    await sent_out(host, phones)
    ans = phones["Ans"]
    await ans.page.locator("form", has=ans.page.locator("[value=quiet]")).locator("button").click()
    await expect(ans.see("card")).to_have_attribute("data-kind", "quiet")
    await ans.press("breakouts.return")
    await expect(ans.see("card")).to_have_attribute("data-kind", "group")
    await ans.press("breakouts.help")
    asking = host.page.locator(".group.asks")
    await expect(asking).to_contain_text("Hulp gevraagd")
    await asking.locator(".sill").click()
    await asking.locator(".inside-group .button.wide").click()
    await expect(ans.see("card")).to_contain_text("komt eraan")
    await asking.locator("[id^=tell-]").fill("Ik ben er over een minuut.")
    await asking.locator("form", has=host.page.locator("[id^=tell-]")).locator("button").click()
    await expect(ans.see("card")).to_contain_text("Ik ben er over een minuut.")
    await ans.press("breakouts.done")
    await expect(asking).to_contain_text("klaar")


async def _moved_by_hand(host):
    """One to the second group by dragging, one to the first by keyboard; both have a pin."""
    before = await street(host)
    dragged = min(before[1])
    await window_of(host, dragged).drag_to(group_on_street(host, 2).locator(".front"))
    await expect(group_on_street(host, 2).locator(".dweller", has_text=f"{dragged}, ")).to_contain_text("met de hand")
    await host.page.locator(".group-list").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        await host.page.keyboard.press(key)
    carried = host.page.locator(".dweller:focus")
    name = (await carried.locator(".unseen").inner_text()).split(",")[0]
    await host.page.keyboard.press("Enter")
    await host.page.keyboard.press("ArrowRight")
    await expect(host.page.locator(".carrying")).to_contain_text(f"{name}")
    await host.page.keyboard.press("Enter")
    moved = group_on_street(host, 1).locator(".dweller", has_text=f"{name}, ")
    await expect(moved).to_be_focused()
    await expect(moved).to_contain_text("met de hand")


async def _peek(phones, planned):
    """Through an open curtain one reads along, live, until it closes."""
    inside, outside = phones[min(planned[1])], phones[min(planned[2])]
    await inside.press("breakouts.curtain")
    await outside.page.locator(".neighbour.open button").click()
    await expect(outside.see("window")).to_contain_text("Hier is nog niets")
    await write(inside, "Wij bellen eerst.", "note")
    await expect(outside.see("window")).to_contain_text("Wij bellen eerst.")
    await expect(outside.see("window").locator("textarea")).to_have_count(0)
    await inside.press("breakouts.curtain")
    await expect(outside.see("window")).to_be_empty()


async def _paste(phone, words):
    """All words at once: half a word of each, saved on a slow machine, would be kept beside one another."""
    await field(phone).focus()
    await phone.page.keyboard.insert_text(words)


async def _write_together(phones, planned):
    """Two people in one field at the same moment."""
    one, two = (phones[name] for name in sorted(planned[1])[:2])
    await asyncio.gather(_paste(one, "Tijd om te luisteren."), _paste(two, "Een vast gezicht."))
    for phone in (one, two):
        for words in ("Tijd om te luisteren.", "Een vast gezicht."):
            await expect(field(phone)).to_have_value(re.compile(re.escape(words)))
        await is_saved(phone)


MUCH = '"' * 4000
"""Six bytes each in a page: two such fields are more than a socket's window."""


async def _write_much(phones, planned):
    """All that fits in two fields: the others get it, and go on getting what comes after it."""
    one, *others = (phones[name] for name in sorted(planned[1]))
    for name in ("home", "policy"):
        await field(one, name).fill(MUCH)
        await is_saved(one, name)
        for phone in others:
            await expect(field(phone, name)).to_have_value(MUCH)
    await one.press("breakouts.help")
    for phone in (one, *others):
        await expect(phone.see("card")).to_contain_text("Geen hulp meer nodig")


async def _write_little(phones, planned):
    """… and less again."""
    one, *others = (phones[name] for name in sorted(planned[1]))
    for name in ("home", "policy"):
        await field(one, name).fill("Kort.")
        await is_saved(one, name)
        for phone in others:
            await expect(field(phone, name)).to_have_value("Kort.")


async def _ask_the_group(phones, planned):
    """One asks the own group, by keyboard; everybody answers; the result is shown, and others see nothing of it."""
    one, *others = (phones[name] for name in sorted(planned[1]))
    outside = phones[min(planned[2])]
    fold = one.page.locator("#grouppoll summary")
    await expect(fold).to_be_visible()
    await expect(one.command("grouppoll.ask")).to_be_hidden()
    draft = others[0].page.locator("#grouppoll")
    await draft.locator("summary").click()
    await draft.locator("[name=text]").fill("Een andere vraag?")
    await fold.focus()
    for key in ("Enter", "Tab"):
        await one.page.keyboard.press(key)
    await one.page.keyboard.type("Waar beginnen we?")
    await one.page.keyboard.press("Tab")
    await one.page.keyboard.type("Klein\nGroot")
    await one.page.keyboard.press("Tab")
    await one.page.keyboard.press("Enter")
    for phone in (one, *others):
        await expect(phone.see("grouppoll").locator("h2")).to_have_text("Waar beginnen we?")
        await phone.see("grouppoll").locator(".choice", has_text="Klein").locator("input").check()
        await phone.press("grouppoll.vote")
        await expect(phone.see("grouppoll")).to_contain_text("Je koos: Klein")
    await expect(one.see("grouppoll")).to_contain_text("3 van de")
    assert not await faults(one.page, "a question of the group")
    await one.press("grouppoll.show")
    for phone in (one, *others):
        await expect(phone.see("grouppoll").locator(".group-result")).to_contain_text("Klein3")
    await expect(draft.locator("[name=text]")).to_have_value("Een andere vraag?")
    await expect(one.command("grouppoll.ask")).to_be_hidden()
    await expect(outside.see("grouppoll")).not_to_contain_text("Waar beginnen we?")


async def _time(host, phone, screen):
    """One more minute, and then five more after all."""
    await host.press("breakouts.notice")
    await expect(phone.see("card")).to_contain_text("Nog één minuut")
    await expect(screen.page.locator("#groups h1")).to_have_text("Nog één minuut")
    clock = phone.page.locator("#card time")
    await expect(clock).to_have_text(re.compile(r"^(1:00|0:[1-5]\d)$"))
    await host.press("breakouts.extend")
    await expect(clock).to_have_text(re.compile("^[56]:.."))
    await expect(phone.see("card")).not_to_contain_text("Nog één minuut")
