"""Without a mouse: everything is reached, the focus is seen, and nothing that arrives takes it away."""

import pytest
from playwright.async_api import expect

from .boarding import show
from .people import Person
from .served import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Waar begin je?"
ANSWERS = ("Bij het kind", "Bij de ouders", "Bij de school")

FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return "nowhere";
    const shown = at.matches(".choice input, .chip input") ? at.parentElement : at;
    const style = getComputedStyle(shown);
    const box = shown.getBoundingClientRect();
    const seen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    const inView = box.width >= 2 && box.bottom >= 0 && box.top <= innerHeight;
    const within = (from, size, most) => Math.min(most - 1, Math.max(0, from + size / 2));
    const x = within(box.left, box.width, innerWidth), y = within(box.top, box.height, innerHeight);
    const over = document.elementFromPoint(x, y);
    const isCovered = inView && over && !shown.contains(over) && !over.contains(shown);
    return seen && inView && !isCovered ? "seen" : `unseen: ${at.outerHTML.slice(0, 120)}`;
}"""


async def tab_to(person: Person, selector: str, key: str = "Tab", most: int = 120) -> None:
    """Press Tab until the focus is on `selector`; on the way it is always to be seen."""
    target = person.page.locator(selector)
    for _ in range(most):
        await person.page.keyboard.press(key)
        if await target.evaluate_all("(found) => found.includes(document.activeElement)"):
            break
        assert not (await person.page.evaluate(FOCUS)).startswith("unseen"), await person.page.evaluate(FOCUS)
    else:
        raise AssertionError(f"{selector} is not reached")
    assert await person.page.evaluate(FOCUS) == "seen"


async def focused(person: Person) -> str:
    """What has the focus, in a few words."""
    return await person.page.evaluate("document.activeElement?.outerHTML.slice(0, 100) ?? ''")


async def test_a_participant_joins_votes_asks_upvotes_and_leaves(people, room, watch):
    watch.expect("Cleared data types")
    host = await people.host(room)
    phone = await people.participant()
    keys = phone.page.keyboard
    await phone.go("/")
    await tab_to(phone, "#code")
    await keys.type(room.code.lower())
    await keys.press("Enter")
    await expect(phone.page.locator("#name")).to_be_focused()
    await keys.type("Sanne")
    await tab_to(phone, "input[name=anonymous]")
    await tab_to(phone, "#team")
    await keys.type("Voor")
    await tab_to(phone, "input[name=role]")
    await keys.press("ArrowDown")
    await tab_to(phone, "#entry button")
    await keys.press("Enter")
    await phone.connected()
    await host.ask(QUESTION, ANSWERS)
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION)
    await tab_to(phone, ".skip")
    await tab_to(phone, ".ballot input[type=radio]")
    await keys.press("Space")
    await keys.press("ArrowDown")
    await expect(phone.page.get_by_role("radio", name=ANSWERS[1])).to_be_checked()
    await keys.press("Tab")
    await keys.press("Enter")
    await phone.has_voted(ANSWERS[1])
    assert "<button" in await focused(phone)
    await host.counts(**{ANSWERS[1]: 1})

    await host.press("board.open")
    await host.page.locator("#stage form:has([name=act][value=poll]) button").first.click()
    await expect(phone.see("stage")).to_have_attribute("data-on", "poll")
    await tab_to(phone, ".tabs input")
    await keys.press("ArrowRight")
    await tab_to(phone, "#ask textarea", "Shift+Tab")
    await keys.type("Wie legt dit vast?")
    await tab_to(phone, "#ask button:not([type=button])")
    await keys.press("Enter")
    await phone.is_told("ok", "Je vraag ligt bij")
    await show(host, "Wie legt dit vast?")
    await tab_to(phone, "form.upvote button")
    await keys.press("Enter")
    await phone.is_told("ok", "Geteld")
    await tab_to(phone, "#introduction summary", "Shift+Tab")
    await keys.press("Enter")
    await tab_to(phone, "#introduction a[href*=leave]")
    await keys.press("Enter")
    await phone.page.wait_for_url("**/leave/")
    await tab_to(phone, "main form button")
    await keys.press("Enter")
    await phone.page.wait_for_url("**/left/")


async def test_what_arrives_takes_no_focus(people, room):
    """Somebody chooses, somebody types, while announcements and votes stream in."""
    host = await people.host(room)
    others = [await people.participant(room, name=name) for name in ("Ab", "Bo")]
    chooser = await people.participant(room)
    await host.ask(QUESTION, ANSWERS)
    await host.press("poll.reveal")
    await chooser.counts(**{ANSWERS[0]: 0})
    await tab_to(chooser, ".ballot input[type=radio]")
    await chooser.page.keyboard.press("Space")
    before = await focused(chooser)

    await host.page.keyboard.press("q")
    await expect(host.page.locator("#draft-text")).to_be_focused()
    await host.page.keyboard.type("Wat stnqa?")  # letters that are keys of the console
    for votes, (person, answer) in enumerate(((others[0], 0), (others[1], 1), (others[0], 2)), start=1):
        await person.vote(ANSWERS[answer])
        await person.has_voted(ANSWERS[answer])
        await expect(chooser.see("voters")).to_contain_text(str(min(votes, 2)))
        await host.page.keyboard.type(str(votes))
    await expect(chooser.row(ANSWERS[2]).locator("small")).to_have_text("1")
    await expect(host.row(ANSWERS[2]).locator("small")).to_have_text("1")
    await expect(host.page.locator("#draft-text")).to_be_focused()
    await expect(host.page.locator("#draft-text")).to_have_value("Wat stnqa?123")
    await expect(host.see("poll")).to_contain_text("Open sinds")
    assert await focused(chooser) == before
    await expect(chooser.page.get_by_role("radio", name=ANSWERS[0])).to_be_checked()

    # Escape closes; nothing typed is lost.
    await host.page.keyboard.press("Escape")
    await expect(host.see("draft")).to_be_hidden()
    await host.page.keyboard.press("q")
    await expect(host.page.locator("#draft-text")).to_have_value("Wat stnqa?123")


async def test_the_keys_of_the_console(own_people, own_site):
    demo = own_site.demo
    room = Room(demo["room"], demo["code"])
    host = await own_people.host(room, login=own_site.login(**demo["host"]))
    keys, agenda = host.page.keyboard, host.see("agenda")
    await keys.press("n")
    first = await agenda.locator("[aria-current=step]").inner_text()
    await keys.press("n")
    await expect(agenda.locator("[aria-current=step]")).not_to_have_text(first)

    await keys.press("q")
    await keys.type(QUESTION)
    await tab_to(host, "#draft-options")
    await keys.type("\n".join(ANSWERS))
    await tab_to(host, "#draft button:not([type=button], [formaction])")
    await keys.press("Enter")
    await expect(host.draft_of(QUESTION)).to_be_visible()
    await expect(host.see("draft")).to_be_hidden()
    await tab_to(host, ".drafts li:last-child button >> nth=0", most=500)  # past every poll of the demo
    await keys.press("Enter")
    await expect(host.page.locator("#poll-title")).to_have_text(QUESTION)

    await keys.press("t")
    await expect(host.see("poll")).to_contain_text("Iedereen ziet de uitslag")
    await keys.press("t")
    await expect(host.see("poll")).to_contain_text("Alleen begeleiders zien de uitslag")
    await keys.press("s")
    await expect(host.command("poll.close").locator("button")).to_have_attribute("data-asking", "")
    await keys.press("s")
    await expect(host.see("poll")).to_contain_text("Gesloten")
    await keys.press("o")
    await keys.type("Tot zo!")
    await keys.press("Enter")
    await expect(host.see("banner")).to_contain_text("Tot zo!")
    await expect(host.see("announce")).to_be_hidden()
    shown = await host.see("key-list").is_visible()
    await keys.press("?")
    await expect(host.see("key-list")).to_be_visible(visible=not shown)
    await keys.press("?")
    await expect(host.see("key-list")).to_be_visible(visible=shown)
    # Off means off, also after a reload.
    await host.see("keys-switch").press("Enter")
    await host.page.reload()
    await host.connected()
    now = await agenda.locator("[aria-current=step]").inner_text()
    await keys.press("q")
    await expect(host.see("draft")).to_be_hidden()
    await keys.press("n")
    await host.see("keys-switch").press("Enter")
    await expect(agenda.locator("[aria-current=step] .title")).to_be_visible()
    assert now.split("\n")[0] in await agenda.locator("[aria-current=step]").inner_text()


async def test_a_host_with_tab_alone(people, room):
    """Open, reveal, hide, close with Tab and Enter: after each the focus is still somewhere."""
    host = await people.host(room)
    await host.draft(QUESTION, ANSWERS)
    await host.page.reload()
    await host.connected()
    keys = host.page.keyboard
    await tab_to(host, ".drafts button >> nth=0")
    await keys.press("Enter")
    await expect(host.page.locator("#poll-title")).to_have_text(QUESTION)
    for command, after in (("poll.reveal", "poll.hide"), ("poll.hide", "poll.reveal"), ("poll.close", "poll.reveal")):
        selector = f"form:has(input[value='{command}']) button"
        if not await host.page.locator(selector).evaluate("(button) => button === document.activeElement"):
            await tab_to(host, selector)
        await keys.press("Enter")
        if command == "poll.close":
            await expect(host.command(command).locator("[data-asking]")).to_be_focused()
            await keys.press("Enter")
        await expect(host.command(after)).to_be_visible()
        if command == "poll.close":
            await expect(host.command("poll.close")).to_have_count(0)
        assert await host.page.evaluate(FOCUS) == "seen", command


async def test_panels_close_and_give_the_focus_back(people, room):
    host = await people.host(room)
    for panel in ("door-panel", "announce", "plan", "draft"):
        await tab_to(host, f"[popovertarget={panel}]:not([popovertargetaction])")
        await host.page.keyboard.press("Enter")
        await expect(host.see(panel)).to_be_visible()
        await tab_to(host, f"#{panel} button:not([type=button])")
        await host.page.keyboard.press("Escape")
        await expect(host.see(panel)).to_be_hidden()
        assert f'popovertarget="{panel}"' in await focused(host)
        await host.page.keyboard.press("Enter")
        await expect(host.see(panel)).to_be_visible()
        while await host.see(panel).is_visible():
            await host.page.keyboard.press("Tab")
            assert not (await host.page.evaluate(FOCUS)).startswith("unseen"), await host.page.evaluate(FOCUS)
