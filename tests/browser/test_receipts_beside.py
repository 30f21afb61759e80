"""The answer to a command stands beside what was pressed, in sight, for as long as it is true."""

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

IN_WINDOW = (
    "each => { const b = each.getBoundingClientRect(); return b.height > 0 && b.top >= 0 && b.bottom <= innerHeight; }"
)


async def test_on_a_phone_it_stands_in_the_form_and_goes_again(people, room):
    host = await people.host(room)
    phone = await people.participant(room)
    await host.press("board.open")
    await phone.page.locator("#ask-text").fill("Wie belt u als eerste?")
    await phone.command("board.ask").locator("button").click()
    beside = phone.page.locator("form .receipt")
    await expect(beside).to_have_attribute("data-status", "ok")
    assert await beside.evaluate("each => each.closest('form').elements.command.value") == "board.ask"
    assert await beside.evaluate(IN_WINDOW)
    assert await phone.see("receipt").evaluate("each => each.getBoundingClientRect().height <= 1"), "spoken, not seen"
    # A push of the part in which it stands takes nothing away before its time.
    await host.page.locator("#board-categories").evaluate("each => (each.value = 'Zorg')")
    await host.command("board.set").evaluate("form => form.requestSubmit()")
    await expect(phone.page.locator("#ask-category")).to_have_count(1)
    await expect(beside).to_have_count(1)
    await expect(phone.page.locator(".receipt")).to_have_count(0, timeout=12_000)


async def test_on_a_phone_what_was_wrong_goes_with_its_poll_and_what_comes_too_late_stays(people, room):
    host = await people.host(room)
    phone = await people.participant(room)
    await host.ask("Wie blijft hier?", ("De buren", "De school"))
    await phone.page.locator("form.ballot").evaluate("form => (form.noValidate = true) && form.requestSubmit()")
    await expect(phone.page.locator("#poll .receipt")).to_have_attribute("data-status", "refused")
    await host.press("poll.close")
    await host.ask("Wie gaat mee?", ("De buren", "De school"))
    await expect(phone.page.locator("#poll-title")).to_have_text("Wie gaat mee?")
    await expect(phone.page.locator(".receipt")).to_have_count(0)
    await phone.choose("De buren")
    form = await phone.page.locator("form.ballot").evaluate_handle("form => form.cloneNode(true)")
    await host.press("poll.close")
    await expect(phone.page.locator("form.ballot")).to_have_count(0)
    await phone.page.evaluate(
        "form => { document.getElementById('poll').append(form); form.requestSubmit(); form.remove(); }", form
    )
    await phone.is_told("refused", "Wie gaat mee?")
    await expect(phone.page.locator("#poll .receipt, #receipt[data-alone]").first).to_contain_text("Wie gaat mee?")


async def test_at_the_console_a_form_says_at_its_field_what_is_wrong(people, room):
    """At 200 % a window of 1366 × 768 is as small as this."""
    host = await people.host(room, viewport={"width": 683, "height": 384})
    await host.page.locator("[popovertarget=draft][data-key=q]").click()
    await host.page.locator("#draft-text").fill("Wie gaat mee?")
    await host.page.locator("#draft-options").fill("De buren")
    await host.page.locator("#draft form button:not([type=button], [formaction])").click()
    wrong = host.page.locator("#draft-options")
    await expect(wrong).to_have_attribute("aria-invalid", "true")
    await expect(wrong).to_be_focused()
    reason = host.page.locator(".receipt")
    assert (await wrong.get_attribute("aria-describedby")).split() == [await reason.get_attribute("id"), "draft-help"]
    await expect(reason).to_contain_text("minstens twee antwoorden")
    assert await reason.evaluate("each => each.previousElementSibling.id") == "draft-options"
    covered = """each => {
      const box = each.getBoundingClientRect();
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + 4);
      return top !== each && !each.contains(top);
    }"""
    assert not await reason.evaluate(covered)
    await wrong.press_sequentially("\nDe school")
    await expect(wrong).not_to_have_attribute("aria-invalid", "true")
    await expect(reason).to_have_count(0)
    await expect(wrong).to_have_attribute("aria-describedby", "draft-help")
    await host.page.locator("#draft form button:not([type=button], [formaction])").click()
    await expect(host.draft_of("Wie gaat mee?")).to_have_count(1)


async def test_at_the_console_what_went_well_covers_no_title(people, room):
    host = await people.host(room)
    await host.ask("Wie gaat mee op huisbezoek?", ("De buren", "De school"))
    told = host.page.locator("#receipt[data-alone]")
    await host.press("poll.reveal")
    await expect(told).to_have_attribute("data-status", "ok")
    over = """each => {
      const [told, title] = [each, document.getElementById("poll-title")].map((one) => one.getBoundingClientRect());
      return told.bottom > title.top && told.top < title.bottom && told.right > title.left && told.left < title.right;
    }"""
    assert not await told.evaluate(over)
    assert await told.evaluate(IN_WINDOW)
