"""The waiting room: newcomers wait at the door until a host lets them in, and nobody inside notices."""

import re

import pytest
from django.conf import settings
from django.test import Client

from livesessions.programme.models import Participant
from rooms.live.base.people import Role
from rooms.live.models import Outsider
from tests.browsing import Browser, inside
from tests.everything import everything

ENTRY = {"name": "Noor", "team": "", "role": "anders"}


def knock(scene, **entry) -> Client:
    """A newcomer's browser, which gave the right code."""
    phone = Client()
    answer = phone.post("/", {"code": scene.room.code, **ENTRY, **entry})
    assert (answer.status_code, answer.url) == (302, f"/r/{scene.room.pk}/")
    return phone


def page(phone, scene):
    return phone.get(f"/r/{scene.room.pk}/")


def asked(phone, scene) -> int:
    """What the waiting page is told when it asks whether it may come in."""
    found = re.search(r'data-way-back="([^"]*)"', page(phone, scene).content.decode()).group(1)
    return phone.get(found.replace("&amp;", "&")).status_code


def person(name="Noor") -> Participant:
    return Participant.objects.get(name=name)


def test_a_newcomer_waits_until_a_host_lets_them_in(scene):
    scene.must("room.wait")
    phone = knock(scene)
    answer = page(phone, scene)
    assert answer.status_code == 202
    html = answer.content.decode()
    assert "Je staat voor de deur" in html
    assert '<noscript><meta http-equiv="refresh"' in html, "without scripts the page looks by itself"
    assert asked(phone, scene) == 202
    poll = scene.asked()
    before = everything()
    form = Browser(scene, Role.PARTICIPANT, client=phone)
    assert form.post("poll.vote", poll=poll.pk, option=poll.options.first().pk).status_code == 202
    assert everything() == before
    way_back = f"/r/{scene.room.pk}/parts/?seen=1"
    scene.must("room.admit", person=person().pk)
    assert phone.get(way_back).status_code == 200
    assert page(phone, scene).status_code == 200
    assert form.post("poll.vote", poll=poll.pk, option=poll.options.first().pk).status_code == 302


async def test_hosts_see_who_waits_and_nobody_inside_does(scene, quick):
    console = await Browser(scene, Role.HOST).open()
    others = [await Browser(scene, role).open() for role in (Role.PARTICIPANT, Role.SCREEN)]
    await inside(lambda: scene.must("room.wait"))
    await console.until(lambda: "Wachtkamer" in console.shows("door"))
    versions = [other.version for other in others]
    await inside(knock, scene)
    await console.until(lambda: "Noor" in console.shows("outsiders"))
    assert "1 wacht" in console.shows("outsiders")
    for other, version in zip(others, versions, strict=True):
        await inside(other.page)
        other.take_all()
        assert other.version - version <= 1, "only the projector's door, at most"
        assert "Noor" not in other.document + "".join(html for _id, html in other.pushed)
    waiting = Browser(scene, Role.PARTICIPANT, client=await inside(lambda: knock(scene, name="Bram")))
    await waiting.connect()
    assert waiting.closed == 4401
    await inside(lambda: scene.must("room.admit", everybody="on"))
    await console.until(lambda: "Noor" not in console.shows("outsiders"))
    for each in (console, *others):
        await each.leave()


def test_everybody_who_waits_comes_in_at_once_or_with_the_open_door(scene):
    scene.must("room.wait")
    phones = [knock(scene, name=f"Nieuw {number}") for number in range(3)]
    scene.must("room.admit", everybody="on")
    assert {page(phone, scene).status_code for phone in phones} == {200}
    phones = [knock(scene, name=f"Later {number}") for number in range(3)]
    assert {page(phone, scene).status_code for phone in phones} == {202}
    scene.must("room.unlock")
    assert {page(phone, scene).status_code for phone in phones} == {200}
    assert page(knock(scene, name="Nu"), scene).status_code == 200
    assert not Outsider.objects.exists()


def test_who_was_inside_does_not_wait(scene):
    phone = scene.client(Role.PARTICIPANT)
    scene.must("room.wait")
    assert page(phone, scene).status_code == 200
    phone.post("/", {"code": scene.room.code, "as": "same"})
    assert page(phone, scene).status_code == 200
    phone.post("/", {"code": scene.room.code, "as": "other", **ENTRY})
    assert page(phone, scene).status_code == 202, "somebody else at the same computer does"


@pytest.mark.parametrize(("then", "status"), [("room.remove", 403), ("room.close", 410), ("room.lock", 202)])
def test_what_else_can_happen_to_who_waits(then, status, scene):
    scene.must("room.wait")
    phone = knock(scene)
    data = {"person": person().pk} if then == "room.remove" else {}
    scene.must(then, **data)
    answer = page(phone, scene)
    assert answer.status_code == status
    told = {403: "heeft je uit deze bijeenkomst gehaald", 410: "Dit was het", 202: "voor de deur"}
    assert told[status] in answer.content.decode()


def left(scene) -> str:
    """Somebody waited and left; what a copy of their cookie holds."""
    scene.must("room.wait")
    phone = knock(scene)
    kept = phone.cookies[settings.PARTICIPANT_COOKIE_NAME].value
    phone.post(f"/r/{scene.room.pk}/leave/")
    assert "Noor" not in scene.client(Role.HOST).get(f"/r/{scene.room.pk}/people/").content.decode()
    return kept


@pytest.mark.parametrize("door", ["room.wait", "room.lock", "room.unlock"])
def test_leaving_the_door_is_no_way_in(door, scene):
    """Whoever kept the cookie that leaving deletes was still let in by nobody."""
    kept = left(scene)
    sly = Client()
    sly.cookies[settings.PARTICIPANT_COOKIE_NAME] = kept
    assert page(sly, scene).status_code == 302 and sly.get(f"/r/{scene.room.pk}/parts/").status_code == 403
    scene.must(door)
    assert page(sly, scene).status_code == 302
    answer = sly.post("/", {"code": scene.room.code, "as": "same"})
    told = {"room.wait": (302, 202), "room.lock": (409, 302), "room.unlock": (302, 200)}
    assert (answer.status_code, page(sly, scene).status_code) == told[door], "as it is for every newcomer"


def test_the_page_of_the_people_lets_them_in_without_scripts(scene):
    scene.must("room.wait")
    phones = [knock(scene, name=name) for name in ("Noor", "Bram", "Zoë")]
    host, address = scene.client(Role.HOST), f"/r/{scene.room.pk}/people/"
    assert all(name in host.get(address).content.decode() for name in ("Noor", "Bram", "Zoë"))
    host.post(address, {"act": "admit", "person": person("Noor").pk})
    host.post(address, {"act": "remove", "person": person("Bram").pk})
    assert [page(phone, scene).status_code for phone in phones] == [200, 403, 202]
    host.post(address, {"act": "admit", "everybody": "on"})
    assert [page(phone, scene).status_code for phone in phones] == [200, 403, 200], "who was refused stays out"
    receipt = scene.ask("room.admit")
    assert (receipt.status, receipt.code) == ("refused", 422)


def test_a_room_that_opens_again_begins_with_an_open_door(scene):
    scene.must("room.wait")
    knock(scene)
    scene.end()
    assert not Outsider.objects.exists()
    scene.must("room.open")
    assert page(knock(scene, name="Later"), scene).status_code == 200


def test_who_comes_early_waits_and_reads_that_it_has_not_begun(prepared):
    """Before the room was ever open, its code leads to the door, and nobody comes further."""
    assert Client().post("/", {"code": "BCDFGHJK", **ENTRY}).status_code == 422
    prepared.must("room.wait")
    code = prepared.room.code
    wall = Client().get(f"/r/{prepared.room.pk}/screen/").content.decode()
    assert prepared.room.shown_code in wall and "<svg" in wall
    phone = knock(prepared)
    answer = page(phone, prepared)
    assert answer.status_code == asked(phone, prepared) == 202
    assert "nog niet begonnen" in answer.content.decode()
    host = prepared.client(Role.HOST)
    for address in ("host", "people"):
        console = host.get(f"/r/{prepared.room.pk}/{address}/").content.decode()
        assert "Noor" in console and "kwamen vroeg" in console and "Laat binnen" not in console
    assert prepared.ask("room.admit", everybody="on").code == 409
    assert page(phone, prepared).status_code == 202
    prepared.must("room.open")
    assert prepared.room.code == code, "it is in people's hands"
    assert "nog niet begonnen" not in page(phone, prepared).content.decode()
    assert page(knock(prepared, name="Later"), prepared).status_code == 202
    prepared.must("room.admit", everybody="on")
    assert page(phone, prepared).status_code == 200


def test_after_the_end_nobody_waits_for_an_opening(scene):
    scene.must("room.wait")
    scene.must("room.close")
    for receipt in (scene.ask("room.wait"), scene.ask("room.finish") and scene.ask("room.wait")):
        assert (receipt.status, receipt.code) == ("refused", 409)
    assert not scene.room.takes_code
