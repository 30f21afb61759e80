"""The whole story with four browsers: a host, two participants and a projector."""

import csv
import io

import pytest
from playwright.async_api import expect

from .people import Participant

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Wat heeft jouw team het eerst nodig?"
FORMULA = '=HYPERLINK("http://kwaad.example";"klik")'
ANSWERS = ("Tijd", "Rust", FORMULA)


async def test_from_the_code_to_the_archive(people, room, watch):
    host = await people.host(room)
    screen = await people.projector(room)
    # Typed the way people do: small letters, spaces, no hyphen.
    typed = f" {room.code.lower().replace('-', '  ')} "
    sanne = await people.participant()
    await sanne.come_in(typed, name="Sanne", team="Achterstraat")
    await sanne.connected()
    # The QR on the projector leads to /#CODE.
    anonymous = await people.participant()
    await anonymous.go(f"/#{room.code}")
    await anonymous.introduce(team="Voorstraat", role="Beleid")
    await anonymous.connected()
    await expect(host.see("headcount")).to_contain_text("2")
    await expect(screen.see("door")).to_contain_text(room.code)
    for person in (sanne, anonymous):
        await expect(person.page.get_by_text("Zodra de begeleider iets laat zien")).to_be_visible()

    # The host never reloads from here on.
    await host.page.evaluate("window.stayed = true")
    await host.draft(QUESTION, ANSWERS)
    await expect(sanne.page.locator("body")).not_to_contain_text(QUESTION)
    await host.open(QUESTION)
    for person in (sanne, anonymous, screen):
        await expect(person.page.locator("#poll-title")).to_have_text(QUESTION)
    await expect(host.see("delivery")).to_contain_text("Iedereen heeft de peiling")

    # Answers stream in at the host, and only there.
    await sanne.vote("Tijd")
    await sanne.is_told("ok")
    await sanne.has_voted("Tijd")
    await host.counts(Tijd=1, Rust=0)
    await anonymous.vote("Tijd")
    await host.counts(Tijd=2, Rust=0)
    await anonymous.vote(FORMULA)  # changed
    await host.counts(Tijd=1, Rust=0)
    await expect(host.row(FORMULA).locator("small")).to_have_text("1")
    await anonymous.has_voted(FORMULA)
    for person in (sanne, anonymous, screen):
        await expect(person.page.locator("#tally table")).to_have_count(0)
        assert "100%" not in await person.see("tally").inner_html()

    await host.press("poll.reveal")
    for person in (sanne, anonymous, screen):
        await person.counts(Tijd=1, Rust=0)
    # Revealed while open: what comes now streams to everybody.
    await sanne.vote("Rust")
    for person in (host, sanne, anonymous, screen):
        await person.counts(Tijd=0, Rust=1)

    # Late: the page of `late` does not hear of the closing, as a phone in a tunnel.
    late = await people.participant(room, name="Trage Truus", live=True)
    await late.choose("Tijd")
    await host.press("poll.close")
    for person in (sanne, anonymous):
        await expect(person.see("poll")).to_contain_text("gesloten")
        await person.counts(Tijd=0, Rust=1)
    await expect(screen.see("poll")).to_contain_text("gesloten")
    await expect(host.see("polls")).to_contain_text("2 stemmen")
    assert await host.page.evaluate("window.stayed") is True


async def test_a_late_vote_is_told_kindly(people, room, watch):
    host = await people.host(room)
    late = await people.participant(room, name="Trage Truus", java_script_enabled=False, live=False)
    await host.ask(QUESTION, ANSWERS)
    await late.page.reload()
    await late.choose("Tijd")
    await host.press("poll.close")
    await host.is_told("ok")
    watch.expect_status(409)
    await late.page.locator("form.ballot button").click()
    await late.is_told("refused", "te laat")
    await expect(late.see("poll")).to_contain_text("gesloten")


async def test_the_archive_of_the_organiser(people, room, watch):
    host = await people.host(room)
    for name in ("Sanne", "Noor", ""):
        person = await people.participant(room, name=name)
        if name == "Sanne":
            await host.ask(f"{QUESTION} {room.id}", ANSWERS)
        await person.vote(FORMULA if name else "Rust")
        await person.is_told("ok")
    await host.press("poll.close")
    await host.is_told("ok")
    await host.go("/archive/")
    await host.page.locator("a[href='/archive/proef/']").click()
    await host.page.locator("#text").fill(room.id)  # others asked more than a page holds
    await host.page.locator("#text").press("Enter")
    record = host.page.locator(".record", has_text=f"{QUESTION} {room.id}")
    await expect(record).to_contain_text("3 antwoorden")
    await expect(record.locator("tr", has_text="HYPERLINK").locator("small")).to_have_text("2")
    await expect(record.locator("tr", has_text="Rust").locator("small")).to_have_text("1")

    async with host.page.expect_download() as downloading:
        await host.page.get_by_role("link", name="Peilingen (CSV)").click()
    path = await (await downloading.value).path()
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
    own = {row[4]: row for row in rows if row[1] == f"{QUESTION} {room.id}"}
    assert own["Rust"][3:6] == ["3", "Rust", "1"]
    assert own["'" + FORMULA][5] == "2"
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]


async def test_a_wrong_code_is_told_and_kept(people, room, watch):
    watch.expect_status(422)
    person: Participant = await people.participant()
    await person.go("/")
    await person.page.locator("#code").fill("km4t 7wrh")
    await person.page.locator("#entry button").click()
    await expect(person.page.get_by_role("alert")).to_contain_text("Deze code kennen we niet")
    await expect(person.page.locator("#code")).to_have_value("km4t 7wrh")
    await expect(person.page.locator("#code")).to_be_focused()
    await person.page.locator("#code").fill(room.code)
    await person.page.locator("#entry button").click()
    await expect(person.page.locator("#name")).to_be_visible()
