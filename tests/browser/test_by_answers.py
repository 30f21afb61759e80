"""Ask a question that says what it is for, close it, divide: the same answer sits together."""

import pytest
from playwright.async_api import expect

from .groups import company, deal, make_plan, sent_out, street
from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Waar wil je over praten?"
CHOSEN = {"Ans": "Geld", "Bob": "Wonen", "Cor": "Geld", "Dik": "Wonen"}


async def test_who_answered_the_same_sits_together(people, room):
    host = await people.host(room)
    phones = {name: await people.participant(room, name=name) for name in CHOSEN}
    await host.ask(QUESTION, ("Geld", "Wonen"), divides="alike")
    ballot = phones["Ans"].see("poll")
    await expect(ballot).to_contain_text("Met je antwoord maken we groepen")
    await expect(ballot).not_to_contain_text("Niemand ziet wat je kiest")
    assert not await faults(phones["Ans"].page, "a ballot that divides")
    for name, answer in CHOSEN.items():
        await phones[name].vote(answer)
        await phones[name].has_voted(answer)
    await host.press("poll.close")
    await expect(host.see("polls")).to_contain_text("kan groepen maken")

    await make_plan(host, rounds=1, way="alike")
    await deal(host, people=len(CHOSEN))
    assert sorted((await street(host)).values(), key=min) == [{"Ans", "Cor"}, {"Bob", "Dik"}]
    await expect(host.see("briefing")).to_contain_text("0 groepen met verschillende antwoorden")
    await host.page.locator("[popovertarget=group-plan]").first.click()
    await host.page.locator("#groups-way").focus()
    await host.page.keyboard.press("End")  # the last way: different answers
    await expect(host.see("source")).to_contain_text("Hetzelfde antwoord bij elkaar")
    assert not await faults(host.page, "the form of a plan by answers")
    await host.page.keyboard.press("Escape")
    await sent_out(host, phones)
    assert await company(phones["Ans"]) == {"Ans", "Cor"}
    await expect(phones["Ans"].see("card")).to_contain_text(QUESTION)
    await expect(host.see("source")).to_contain_text("De antwoorden zijn er niet meer")
