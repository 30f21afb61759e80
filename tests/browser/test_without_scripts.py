"""A phone whose browser runs no scripts: everything works, after a reload."""

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Wie belt als eerste?"
ANSWERS = ("De school", "De buren", "De huisarts")


async def test_taking_part_without_scripts(people, room):
    host = await people.host(room)
    plain = await people.participant(room, name="Riet", team="Zijstraat", live=False, java_script_enabled=False)
    await expect(plain.page.locator("noscript .notice")).to_contain_text("laad de pagina opnieuw")
    await expect(host.see("headcount")).to_contain_text("1")

    await host.ask(QUESTION, ANSWERS)
    await plain.page.reload()
    await expect(plain.page.locator("#poll-title")).to_have_text(QUESTION)
    await expect(plain.page.locator("#poll-title")).to_be_visible()
    await plain.vote("De buren")
    await expect(plain.see("own_vote")).to_contain_text("De buren")
    await host.counts(**{"De buren": 1, "De school": 0})

    await plain.vote("De school")
    await expect(plain.see("own_vote")).to_contain_text("De school")
    await host.counts(**{"De buren": 0, "De school": 1})
    await expect(plain.page.locator("#tally table")).to_have_count(0)

    await host.press("poll.reveal")
    await expect(host.command("poll.hide")).to_have_count(1)
    await plain.page.reload()
    await plain.counts(**{"De buren": 0, "De school": 1})
    await expect(plain.see("own_vote")).to_contain_text("De school")


async def test_joining_and_another_name_without_scripts(people, room, watch):
    plain = await people.participant(java_script_enabled=False)
    await plain.go("/")
    await plain.page.locator("#code").fill(room.code)
    await plain.page.locator("#entry button").click()
    watch.expect_status(422)
    await plain.page.locator("#name").fill("Riet")
    await plain.page.locator("#entry button").click()
    await expect(plain.page.locator("#team")).to_be_focused()
    await expect(plain.page.locator("#team-error")).to_contain_text("Kies je team")
    await expect(plain.page.locator("#name")).to_have_value("Riet")
    await plain.introduce("Riet", "Zijstraat")
    await plain.see("introduction").locator("summary").click()
    await plain.page.locator("#own-name").fill("Rita")
    await plain.page.locator("#own-team").select_option(label="Voorstraat")
    await plain.press("room.introduce")
    await expect(plain.see("introduction")).to_contain_text("Je bent hier als Rita")
    await expect(plain.see("introduction")).to_contain_text("Voorstraat")


async def test_a_form_without_an_answer_is_told(people, room, watch):
    """The browser asks for a choice first; a browser too old for that gets a sentence and the page again."""
    host = await people.host(room)
    plain = await people.participant(room, live=False, java_script_enabled=False)
    await host.ask(QUESTION, ANSWERS)
    await plain.page.reload()
    await plain.page.locator("form.ballot").evaluate("form => form.noValidate = true")
    watch.expect_status(422)
    await plain.page.locator("form.ballot button").click()
    told = plain.page.locator("form.ballot .receipt")
    await expect(told).to_contain_text("Kies eerst een antwoord")
    await expect(told).to_be_focused()
    await expect(plain.page.locator("#poll-title")).to_have_text(QUESTION)


async def test_a_host_without_scripts(people, room):
    """Every command is a form: a console without scripts drives the room, too."""
    host = await people.person(login=people.site.login(), java_script_enabled=False)
    phone = await people.participant(room)
    await host.go(f"{room.path}host/")
    fields = {"text": QUESTION, "options": "\n".join(ANSWERS)}
    for name, value in fields.items():
        await host.page.locator(f"#draft [name={name}]").evaluate("(field, value) => field.value = value", value)
    await host.command("poll.draft").evaluate("form => form.requestSubmit()")
    await host.page.locator(".drafts button").first.click()
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION)
