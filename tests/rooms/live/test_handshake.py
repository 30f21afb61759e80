"""Opening a socket: who may not is told by a close code; strange addresses and cookies harm nobody."""

import pytest

from rooms.live.base.people import Role
from tests.browsing import Browser, inside
from tests.rooms.live.test_frames import errors


async def test_the_sixth_tab_of_a_person_replaces_the_first(scene, quick):
    tabs = [await Browser(scene, Role.PARTICIPANT).connect() for _ in range(6)]
    await tabs[0].until(lambda: tabs[0].closed)
    assert tabs[0].closed == 4409
    assert [await tab.receipt("poll.vote", poll=1, option=1) for tab in tabs[1:]] == ["refused"] * 5
    for tab in tabs[1:]:
        await tab.leave()


@pytest.mark.parametrize(
    ("who", "where", "code"),
    [
        (Role.STRANGER, Role.PARTICIPANT, 4401),
        (Role.STRANGER, Role.HOST, 4401),
        (Role.PARTICIPANT, Role.HOST, 4401),
        (Role.HOST, Role.PARTICIPANT, 4401),
    ],
)
async def test_who_may_not_look_is_told_by_a_close_code(who, where, code, scene):
    browser = await Browser(scene, where, client=await inside(scene.client, who)).connect()
    assert browser.closed == code


async def test_a_room_that_is_not_there_and_one_that_ended_have_codes_of_their_own(scene):
    browser = await Browser(scene, Role.PARTICIPANT).connect()
    await inside(scene.end)
    await browser.until(lambda: browser.closed)
    assert browser.closed == 4000
    await browser.connect()
    assert browser.closed == 4000
    browser.room = "zzzzzzzzzzzz"
    await browser.connect()
    assert browser.closed == 4404


@pytest.mark.parametrize(
    "query",
    [
        "seen=-1",
        "seen=x",
        "seen=" + "9" * 400,
        "seen=1&seen=2",
        "epoch=%00",
        "as=admin",
        "at=NaN",
        "%ff=%fe&&&=;",
        "as=",
    ],
)
async def test_a_strange_address_harms_nobody(query, scene, caplog):
    browser = Browser(scene, Role.PARTICIPANT)
    browser.query = query
    await browser.connect()
    assert await browser.receipt("poll.vote", poll=1, option=1) == "refused"
    await browser.leave()
    assert not errors(caplog)


NUL = 'participant="a\\000b"; sessionid="a\\000b"'


@pytest.mark.parametrize(
    "cookie",
    [
        "", "=;;=", "participant=", "participant=x", "sessionid=" + "a" * 9000, "participant=e30:1x:abc",
        "django_language=../../etc", "django_language=\x7f", "\xff=\xfe",
        pytest.param(NUL, marks=pytest.mark.both_databases),
    ],
)  # fmt: skip
async def test_a_strange_cookie_is_no_cookie(cookie, scene, caplog):
    for look in (Role.PARTICIPANT, Role.HOST):
        browser = Browser(scene, look, client=scene.client(Role.STRANGER))
        browser.cookies = cookie
        await browser.connect()
        assert browser.closed == 4401
    assert not errors(caplog)
