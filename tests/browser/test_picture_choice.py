"""A host sends two pictures; people choose, with scripts and without; the wall shows bars with what was chosen."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from livesessions.programme.demo.other_kinds import drawing

from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")

ANSWERS = ("In het buurthuis", "Tijdens een wandeling")


def photo(answer: str) -> FilePayload:
    return {"name": "foto.webp", "mimeType": "image/webp", "buffer": drawing(answer)}


async def are_seen(pictures, number):
    await expect(pictures).to_have_count(number)
    await pictures.first.scroll_into_view_if_needed()
    for picture in await pictures.all():
        await expect(picture).to_have_js_property("complete", True)
        assert await picture.evaluate("(each) => each.naturalWidth") > 0


async def test_from_two_files_to_two_bars(people, room, watch):
    host = await people.host(room)
    phone = await people.participant(room)
    plain = await people.participant(room, live=False, java_script_enabled=False)
    wall = await people.projector(room)
    found = []

    await host.draft("Waar praat je het liefst?", ANSWERS, kind="picture")
    draft = host.draft_of("Waar praat je het liefst?")
    await expect(draft).to_contain_text("2 antwoorden hebben nog geen plaatje")
    await expect(host.command("poll.open")).to_have_count(0)
    await draft.get_by_role("link", name=re.compile("Voeg de plaatjes toe")).click()
    await host.page.get_by_label(ANSWERS[0]).set_input_files([photo(ANSWERS[0])])
    script: FilePayload = {"name": "foto.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"}
    await host.page.get_by_label(ANSWERS[1]).set_input_files([script])
    watch.expect_status(422)
    watch.expect("Autofocus processing was blocked")  # the way back to the console leads to the draft
    await host.page.get_by_role("button", name="Bewaar de plaatjes").click()
    await expect(host.page.get_by_label(ANSWERS[1])).to_be_focused()
    await expect(host.page.get_by_label(ANSWERS[1])).to_have_accessible_description(
        re.compile("niet als plaatje lezen")
    )
    await are_seen(host.page.locator("img.picture"), 1)
    found += await faults(host.page, "a file that is no picture")
    await host.page.get_by_label(ANSWERS[1]).set_input_files([photo(ANSWERS[1])])
    await host.page.get_by_role("button", name="Bewaar de plaatjes").click()
    await are_seen(host.page.locator("img.picture"), 2)
    await host.page.get_by_role("link", name="Terug naar de regie").first.click()
    await host.connected()

    await host.command("poll.open").locator("button").click()
    await are_seen(phone.page.locator(".ballot img"), 2)
    await are_seen(wall.page.locator("#poll img"), 2)
    left, right = [await each.bounding_box() for each in await phone.page.locator(".ballot label").all()]
    assert left["y"] == right["y"] and left["width"] >= 140, "two beside each other on a narrow phone"
    found += await faults(phone.page, "a ballot of pictures")
    found += await faults(wall.page, "pictures on the wall")
    await phone.vote(ANSWERS[1])
    await phone.has_voted(ANSWERS[1])
    await plain.page.reload()
    await plain.vote(ANSWERS[1])
    await expect(plain.see("own_vote")).to_contain_text(ANSWERS[1])

    await host.press("poll.reveal")
    for person in (host, phone, wall):
        await person.counts(**{ANSWERS[0]: 0, ANSWERS[1]: 2})
        await are_seen(person.page.locator("#tally img.thumb"), 2)
    found += await faults(phone.page, "bars with pictures")
    assert not found, "\n".join(found)
