"""Budgets: a municipality behind one address comes in within a minute, and one browser not as forty people."""

import asyncio
import time
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from livesessions.limits.counting import forget_limits, is_over, over_limit
from livesessions.programme.models import Participant
from rooms.live.base import close_codes
from rooms.live.base.people import Audience, Role
from rooms.live.entry import budgets
from rooms.live.entry.admission import admit
from rooms.live.web import views
from rooms.live.web.http_fallback import MOST_REQUESTS
from tests.browsing import Browser, cookie_header, inside

PLACE = {"HTTP_X_FORWARDED_FOR": "192.0.2.7", "REMOTE_ADDR": "192.0.2.7"}
"""The one address of a town hall."""


@pytest.fixture(autouse=True)
def one_window(monkeypatch):
    """No window of a limit ends during a test, however slow the machine is."""
    now = time.time()
    monkeypatch.setattr("livesessions.limits.counting.time", SimpleNamespace(time=lambda: now))


def join(client, scene, number=0):
    """Through both forms of the front door."""
    client.get("/", **PLACE)
    assert client.post("/", {"code": scene.room.code}, **PLACE).status_code in (302, 303)
    entry = {"code": scene.room.code, "name": f"Mens {number}", "team": "", "role": "anders"}
    return client.post("/", entry, **PLACE)


def forget(client) -> None:
    """Somebody removes what says who they are here, and the cookie of the forms."""
    del client.cookies[settings.PARTICIPANT_COOKIE_NAME], client.cookies[settings.CSRF_COOKIE_NAME]


def test_a_municipality_behind_one_address_comes_in_within_a_minute(scene):
    before = Participant.objects.count()
    assert {join(Client(), scene, number).status_code for number in range(400)} == {302}
    assert Participant.objects.count() == before + 400


def test_one_browser_does_not_come_in_as_forty_people(scene):
    before = Participant.objects.count()
    browser, answers = Client(), []
    for number in range(60):
        answers.append(join(browser, scene, number))
        if answers[-1].status_code == 302:
            forget(browser)
    assert [answer.status_code for answer in answers] == [302] * 10 + [429] * 50
    assert "Er kwamen hier net te veel mensen binnen" in answers[-1].content.decode()
    assert Participant.objects.count() == before + 10
    assert join(Client(), scene).status_code == 302, "the neighbour at the same address comes in"


def test_who_comes_back_as_the_same_person_is_not_counted(scene):
    browser = Client()
    assert {join(browser, scene, number).status_code for number in range(30)} == {302}
    assert Participant.objects.filter(name="Mens 0").count() == 1


def test_a_room_that_is_flooded_says_so_and_the_next_room_does_not_notice(scene, elsewhere, monkeypatch):
    monkeypatch.setitem(budgets.JOINS, "room", (20, 60))
    answers = [join(Client(), scene, number).status_code for number in range(25)]
    assert answers == [302] * 20 + [429] * 5
    assert join(Client(), elsewhere).status_code == 302


async def test_a_browser_that_opens_sockets_without_end_is_told_to_wait(scene, quick, monkeypatch):
    monkeypatch.setitem(budgets.CONNECTS, "browser", (8, 60))
    phone, other = Browser(scene, Role.PARTICIPANT), Browser(scene, Role.PARTICIPANT, 1)
    for _ in range(8):
        await phone.connect()
        await phone.leave()
    await phone.connect()
    assert phone.closed == 4429
    await other.connect()
    assert other.closed is None
    await other.leave()


async def test_a_stranger_who_tries_sockets_without_end_costs_no_query(scene, quick, monkeypatch):
    monkeypatch.setitem(budgets.CONNECTS, "browser", (8, 60))
    front_page = await inside(lambda: Client().get("/"))
    cookies = {settings.VISITOR_COOKIE_NAME: front_page.cookies[settings.VISITOR_COOKIE_NAME].value}

    def tries(cookies, room):
        with CaptureQueriesContext(connection) as queries:
            return admit(room, Audience.PARTICIPANTS, cookies), len(queries)

    for room, code in ((scene.room.pk, close_codes.WHO_ARE_YOU), ("nowhere", close_codes.NO_SUCH_ROOM)):
        forget_limits()
        found = [await inside(tries, cookies, room) for _ in range(12)]
        assert [answer for answer, _ in found] == [code] * 8 + [close_codes.RATE_LIMIT] * 4
        assert [asked for _, asked in found[8:]] == [0] * 4
    phone = await Browser(scene, Role.PARTICIPANT).open()
    assert phone.closed is None, "whoever belongs here does not notice"
    await phone.leave()


async def test_no_browser_and_no_crowd_takes_the_wall_away(scene, quick, monkeypatch):
    monkeypatch.setattr("rooms.live.web.consumers.MOST_SCREENS", 12)
    wall = await Browser(scene, Role.SCREEN, client=Client()).open()
    flood = Browser(scene, Role.SCREEN, client=Client())
    flood.document = await inside(flood.page)
    cookies = await inside(lambda: cookie_header(flood.client))
    sockets = []
    for _ in range(30):
        socket = Browser(scene, Role.SCREEN, client=flood.client)
        socket.document, socket.cookies = flood.document, cookies
        sockets.append(await socket.connect())
    await asyncio.sleep(0.05)
    for socket in sockets:
        socket.take_all()
    assert sum(socket.closed is None for socket in sockets) == 5, "as many as a person has"
    crowd = [await Browser(scene, Role.SCREEN, client=Client()).open() for _ in range(12)]
    assert 4429 in {each.closed for each in crowd}
    wall.take_all()
    assert wall.closed is None
    own = await Browser(scene, Role.SCREEN).open()
    assert own.closed is None, "that of a host is not counted"
    for each in (wall, own, *sockets, *crowd):
        await each.leave()


def test_a_projector_that_asks_too_much_takes_nothing_from_another(scene):
    address = f"/r/{scene.room.pk}/parts/?as=screen&seen=1"
    wall, flood, without_cookies = Client(), Client(), Client()
    for client in (wall, flood):
        client.get(f"/r/{scene.room.pk}/screen/")
    for client in (flood, without_cookies):
        answers = [client.get(address).status_code for _ in range(MOST_REQUESTS[0] + 5)]
        assert answers[0] == 200 and answers[-1] == 429
    assert wall.get(address).status_code == 200


def test_the_projector_of_strangers_is_drawn_once_for_all(scene, monkeypatch):
    drawn = []
    draw = views.render_to_string
    monkeypatch.setattr(views, "render_to_string", lambda *given: drawn.append(given) or draw(*given))
    monkeypatch.setattr(views.time, "monotonic", lambda: 1000.0)
    address = f"/r/{scene.room.pk}/screen/"
    pages = [Client().get(address).content for _ in range(40)]
    assert len(drawn) == 1
    assert b"server-now" in pages[0]
    scene.must("floor.announce", text="Nieuw!")
    assert "Nieuw!" in Client().get(address).content.decode()
    assert len(drawn) == 2


def test_a_spray_keeps_the_counts(scene):
    """Also in memory, where the oldest makes room for the newest."""
    assert not over_limit("guess", 1, 3600)
    cache.set("wrong-password", 5)
    for number in range(500):
        client = Client()
        client.cookies[settings.CSRF_COOKIE_NAME] = f"{number:032d}"
        client.post("/", {"code": "BBBB-BBBB"})
    for number in range(20_000):
        over_limit(f"spray:{number}", 1, 600)
    assert cache.get("wrong-password") == 5
    assert is_over("guess", 1, 3600)
    assert caches["limits"] is not cache
