"""A second moderator, by a link that can do only this."""

import re

import pytest
from django.test import Client

from rooms.board.models import LogEntry
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from rooms.live.commands.register import registered
from rooms.live.entry.moderator_links import link_of
from rooms.live.models import ModeratorLink
from rooms.live.web.views import find_room
from tests.browsing import Browser, inside
from tests.rooms.board.test_keeping import whole_dump

MODERATION = {"board.approve", "board.reject", "board.merge", "board.mute", "board.unmute", "board.undo"}
RARE = "Kwikstaartkolibrie"


def link(scene, name: str = "Fatima") -> str:
    """What the host copies from the console."""
    scene.open_board()
    scene.must("board.invite", called=name)
    page = Browser(scene, Role.HOST).page()
    return re.search(r'href="(/moderate/#[^"]+)"', page).group(1)


def come_in(address: str) -> tuple[Client, int]:
    client = Client()
    return client, client.post("/moderate/", {"link": address}).status_code


def test_only_moderation_is_a_moderators():
    assert {name for name, found in registered().items() if found.moderators} == MODERATION


def test_the_link_leads_to_the_queue_without_an_account(scene):
    address = link(scene)
    waiting = scene.put(f"Wacht {RARE}?")
    client, status = come_in(address)
    assert status == 302
    browser = Browser(scene, Role.MODERATOR, client=client)
    page = browser.page()
    assert waiting.text in page and set(re.findall(r'name="command" value="([\w.]+)"', page)) <= MODERATION
    assert browser.post("board.approve", question=waiting.pk).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "visible"
    entry = LogEntry.objects.order_by("pk").last()
    assert (entry.action, entry.by, entry.by_name) == ("approve", None, "Fatima")
    assert "Fatima" in Browser(scene, Role.HOST).page()


def test_nobody_uses_up_the_fallback_of_a_moderator(scene, monkeypatch):
    """The projector is for everybody who knows the address; what is counted there is not counted for others."""
    monkeypatch.setattr("rooms.live.web.http_fallback.MOST_REQUESTS", (2, 600))
    looks = [Client().get(f"/r/{scene.room.pk}/parts/?as=screen").status_code for _ in range(3)]
    assert looks == [200, 200, 429]
    assert Browser(scene, Role.MODERATOR).parts()


def test_nobody_makes_a_link_from_the_database(scene):
    secret = link(scene).partition("#")[2]
    assert secret not in whole_dump() and secret.partition(":")[2] not in whole_dump()
    key = ModeratorLink.objects.get().pk
    for wrong in (key, f"{key}:x", "", f"/moderate/#{key}", secret[:-1]):
        assert come_in(wrong)[1] == 422
    assert Client().get(f"/r/{scene.room.pk}/moderator/").status_code == 302


def test_links_are_guessed_slowly(scene):
    address = link(scene)
    client = Client()
    client.get("/moderate/")
    for _i in range(21):
        client.post("/moderate/", {"link": "a:b"})
    assert client.post("/moderate/", {"link": address}).status_code == 422
    assert come_in(address)[1] == 302, "another browser goes on"


async def test_a_link_that_is_taken_back_closes_the_page(scene, quick):
    address = await inside(link, scene)
    client, _status = await inside(come_in, address)
    browser = await Browser(scene, Role.MODERATOR, client=client).open()
    await inside(lambda: scene.must("board.dismiss", moderator=ModeratorLink.objects.get().pk))
    await browser.until(lambda: browser.closed)
    assert browser.closed == 4401
    assert (await inside(browser.post, "board.approve")).status_code == 403
    assert (await inside(come_in, address))[1] == 422
    await browser.leave()


async def test_the_end_of_the_room_ends_every_link(scene, quick):
    address = await inside(link, scene)
    client, _status = await inside(come_in, address)
    browser = await Browser(scene, Role.MODERATOR, client=client).open()
    await inside(scene.end)
    await browser.until(lambda: browser.closed)
    await inside(lambda: scene.must("room.open"))
    assert (await inside(come_in, address))[1] == 422, "also when the room opens again"
    await browser.leave()


async def test_of_everything_else_a_moderator_gets_no_byte(scene, quick):
    """Polls, results, groups, the door and the links of others."""
    await inside(link, scene, "Iemand anders")
    moderator, host = await Browser(scene, Role.MODERATOR).open(), await Browser(scene, Role.HOST).open()
    moderator.pushed.clear()

    def busy():
        poll = scene.asked(f"Vindt u {RARE} mooi?", f"{RARE} ja\n{RARE} nee")
        assert scene.vote(poll).status == "ok"
        scene.must("floor.announce", text=f"{RARE}!")
        scene.must("floor.plan", title=RARE, minutes=5)
        scene.out()
        return scene.put("Dit wel?")

    before = await inside(lambda: find_room(scene.room.pk).moderators_version)
    question = await inside(busy)
    await moderator.until(lambda: "Dit wel?" in moderator.shows("queue"))
    await host.until(lambda: RARE in host.document)
    page = await inside(moderator.page)
    told = "".join([moderator.document, page, *(html for _id, html in moderator.pushed)])
    assert RARE not in told and "Iemand anders" not in told and scene.room.shown_code not in told
    assert {id for id, _html in moderator.pushed} <= {"head", "queue", "moderation", "rejected"}
    after = await inside(lambda: find_room(scene.room.pk).moderators_version)
    assert after == before + 1, "the number steps with what a moderator sees, and with nothing else"
    assert question.text in page
    await moderator.leave()
    await host.leave()


@pytest.mark.parametrize("way", ["live", "answer", "archive", "pin"])
def test_what_only_a_host_does_only_a_host_undoes(way, scene):
    question = scene.question()
    scene.must(f"board.{way}", question=question.pk)
    entry = question.log.last()
    moderator = scene.actor(Role.MODERATOR)
    assert perform("board.undo", moderator, {"entry": entry.pk}).code == 403
    assert f'name="entry" value="{entry.pk}"' not in Browser(scene, Role.MODERATOR).page()
    scene.must("board.undo", entry=entry.pk)


def test_a_moderator_of_one_room_is_nobody_in_another(scene, elsewhere):
    question = elsewhere.question("pending")
    actor = Actor(elsewhere.room.pk, Role.MODERATOR, moderator=scene.moderator().pk)
    assert perform("board.approve", actor, {"question": question.pk}).code == 401
    assert elsewhere.client(Role.MODERATOR).get(f"/r/{scene.room.pk}/moderator/").status_code == 302


def test_of_one_name_there_is_one_link(scene):
    for _again in range(2):
        scene.must("board.invite", called="Fatima")
    moderator = ModeratorLink.objects.get()
    assert link_of(moderator) == link(scene)
    scene.must("board.dismiss", moderator=moderator.pk)
    scene.must("board.invite", called="Fatima")
    assert ModeratorLink.objects.filter(ended_at=None).get() != moderator
