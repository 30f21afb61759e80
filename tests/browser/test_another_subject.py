"""What somebody chose or wrote belongs to what it was about: it never moves to what takes its place."""

import pytest
from playwright.async_api import expect

from . import boarding
from .people import Host, Participant
from .proxy import Mood

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION, ANSWERS = "Wie belt als eerste?", ("De school", "De buren", "De huisarts")
NEXT, OTHERS = "Wie gaat mee op huisbezoek?", ("Niemand", "De wijkagent", "De oma")


async def another_poll(host: Host) -> None:
    """The host closes the poll and opens the next."""
    await host.press("poll.close")
    await host.ask(NEXT, OTHERS)


async def nothing_is_ticked(phone: Participant) -> None:
    """The next poll is on the page, and nobody chose anything in it."""
    await expect(phone.page.locator("#poll-title")).to_have_text(NEXT)
    await expect(phone.page.locator("form.ballot :checked")).to_have_count(0)
    assert await phone.page.locator("form.ballot").evaluate("ballot => !ballot.checkValidity()")


@pytest.mark.parametrize("meanwhile", [Mood.CUT, Mood.NO_SOCKETS], ids=["without a line", "on the fallback"])
async def test_a_tick_does_not_move_to_another_poll(meanwhile, people, room, line, broken):
    host = await people.host(room)
    phone = await people.participant(room, url=line.url)
    await host.ask(QUESTION, ANSWERS)
    await phone.choose("De buren")
    await line.become(meanwhile)
    await phone.page.locator("body:not([data-live=open])").wait_for(state="attached")
    await another_poll(host)
    if meanwhile == Mood.CUT:
        await line.become(Mood.WELL)
    await nothing_is_ticked(phone)
    await phone.vote("De oma")
    await phone.has_voted("De oma")
    await host.counts(**{"De oma": 1, "De wijkagent": 0, "Niemand": 0})


async def test_who_is_too_late_reads_it_beside_the_next_poll(people, room, line, broken, watch):
    """On the fallback the page hears of the closing by its own vote, and of the next poll right after it."""
    watch.expect_status(409)
    host = await people.host(room)
    await line.become(Mood.NO_SOCKETS)
    phone = await people.participant(room, url=line.url, live=False)
    await host.ask(QUESTION, ANSWERS)
    await phone.choose("De buren")
    await phone.page.route("**/parts/**", lambda route: route.abort())
    await another_poll(host)
    await phone.page.unroute("**/parts/**")
    await phone.page.locator("form.ballot button").click()
    await nothing_is_ticked(phone)
    await phone.is_told("refused", QUESTION)
    await host.counts(**{"De oma": 0, "De wijkagent": 0, "Niemand": 0})
    await phone.choose("De oma")
    await phone.is_told("")


async def test_a_card_does_not_move_to_another_question_to_the_room(people, room, line, broken):
    host = await people.host(room)
    phone = await people.participant(room, url=line.url)
    card, title = phone.page.locator("#card-text"), phone.page.locator("#prompt-title")
    await ask_the_room(host, "Wat neem je mee?")
    await card.fill("Een goed gesprek")
    await line.become(Mood.CUT)
    await phone.page.locator("body:not([data-live=open])").wait_for(state="attached")
    await host.press("board.finish")
    await ask_the_room(host, "Wat laat je los?")
    await line.become(Mood.WELL)
    await expect(title).to_have_text("Wat laat je los?")
    await expect(card).to_have_value("")


async def ask_the_room(host: Host, question: str) -> None:
    """Put a question to the room, to be answered with cards."""
    await host.page.locator(".prompting summary").click()
    await host.page.locator("#prompt-text").fill(question)
    await host.press("board.prompt")
    await expect(host.page.locator("#prompt-title")).to_have_text(question)


async def test_what_is_chosen_in_a_list_stays_or_goes_and_never_becomes_something_else(people, room):
    host = await people.host(room)
    phone = await people.participant(room)
    await host.press("board.open")
    await host.page.locator(".settings summary").click()
    categories, chosen = host.page.locator("#board-categories"), phone.page.locator("#ask-category")
    for names, stays in (("Zorg\nWonen", ""), ("Zorg\nEnergie\nWonen", "Wonen"), ("Zorg\nEnergie\nGeld", "")):
        await categories.fill(names)
        await host.command("board.set").locator("button").click()
        await expect(chosen.locator("option")).to_have_text(["Iets anders", *names.split()])
        await expect(chosen).to_have_value(stays)
        await chosen.select_option("Wonen" if "Wonen" in names else "Geld")


async def test_back_and_forward_tick_nothing(people, room):
    host = await people.host(room)
    phone = await people.participant(room)
    await host.ask(QUESTION, ANSWERS)
    await phone.choose("De buren")
    await phone.go("/")
    await another_poll(host)
    await phone.page.go_back()
    await phone.restored()
    await nothing_is_ticked(phone)


async def test_back_on_the_console_only_what_was_ticked_is_ticked_and_settings_are_those_of_now(people, room):
    """Else a key would show a question that nobody ticked, and saving would put an old setting back."""
    host = await people.host(room)
    await host.press("board.open")
    phone = await people.participant(room)
    for text in ("Wie belt als eerste?", "Mag dat?", "Waarom dan?"):
        await boarding.ask(phone, text)
    ticks = host.page.locator("#queue [type=checkbox]")
    await expect(ticks).to_have_count(3)
    chosen = await ticks.nth(1).get_attribute("value")
    await ticks.nth(1).check()
    await host.page.locator(".settings summary").click()
    await host.page.locator("#board-moderation").select_option("open")
    await host.page.locator("#board-words").fill("half geschreven")
    await host.go("/")
    other = await people.host(room)
    await other.page.locator("#queue [data-row]").first.locator("button.yes").click()
    await other.page.locator(".settings summary").click()
    await other.page.locator("#board-moderation").select_option("after")
    await other.command("board.set").locator("button").click()
    await expect(other.page.locator("#board-moderation option[selected]")).to_have_attribute("value", "after")
    await expect(other.page.locator("#queue [type=checkbox]")).to_have_count(2)
    await host.page.go_back()
    await host.restored()
    await expect(ticks).to_have_count(2)
    ticked = "[...document.querySelectorAll('#queue :checked')].map((each) => each.value)"
    assert await host.page.evaluate(ticked) == [chosen]
    await expect(host.page.locator("#board-moderation")).to_have_value("after")
    await expect(host.page.locator("#board-words")).to_have_value("half geschreven")


async def test_a_tick_goes_along_with_its_poll_when_another_one_takes_the_stage(people, room):
    host, phone = await people.host(room), await people.participant(room)
    await host.ask(QUESTION, ANSWERS)
    await phone.choose("De buren")
    await host.ask(NEXT, OTHERS)
    beside = phone.page.locator("#also_open details")
    await beside.locator("summary").click()
    await expect(beside.get_by_role("radio", name="De buren")).to_be_checked()
    await expect(phone.page.locator("#poll form.ballot :checked")).to_have_count(0)
    await beside.locator("form.ballot button").click()
    await expect(host.see("also_open")).to_contain_text("1 persoon antwoordde")
    await expect(beside.locator("form.ballot")).to_have_attribute("data-voted", "")
    await expect(beside).to_have_attribute("open", "")
    await host.press("poll.stage")
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION)
    await expect(phone.page.locator("#poll").get_by_role("radio", name="De buren")).to_be_checked()
