"""Going on in another browser: the same participant, once, for a few minutes."""

import html
import re

import pytest
from django.core import signing
from django.test import Client

from livesessions.programme.models import Participant
from rooms.live.base.people import Role
from rooms.live.entry import continuing
from tests.browsing import Browser


def link_of(browser: Client, room: str) -> str:
    """The link on the page that a participant opens for it."""
    page = browser.get(f"/r/{room}/elsewhere/")
    assert page.status_code == 200 and page["Cache-Control"].count("no-store")
    return html.unescape(re.search(r'data-copy="([^"]*)"', page.content.decode()).group(1))


@pytest.fixture
def link(scene):
    return link_of(scene.client(Role.PARTICIPANT), scene.room.pk)


def go_on(link: str, browser: Client | None = None):
    return (browser or Client()).post("/continue/", {"link": link, "sure": "1"})


def look_at(link: str, browser: Client | None = None):
    """Open the link, and read as whom one would go on."""
    return (browser or Client()).post("/continue/", {"link": link})


def test_the_other_browser_is_the_same_participant(scene, link):
    assert link.startswith("http://testserver/continue/#")
    poll = scene.asked()
    assert scene.vote(poll).status == "ok"
    other = Client()
    answer = go_on(link, other)
    assert (answer.status_code, answer.url) == (302, f"/r/{scene.room.pk}/")
    page = other.get(answer.url).content.decode()
    assert "Mens 0" in page and "Je stem is geteld" in page
    assert Participant.objects.count() == 3


def test_a_browser_that_was_somebody_else_counts_no_more(scene, link):
    other = scene.client(Role.PARTICIPANT, 1)
    go_on(link, other)
    assert "Mens 0" in other.get(f"/r/{scene.room.pk}/").content.decode()


def test_a_link_says_first_as_whom_and_looking_does_not_use_it(scene, link):
    other = Client()
    for _time in range(2):
        answer = look_at(link, other)
        page = answer.content.decode()
        assert answer.status_code == 200 and "Je gaat verder als" in page and "Mens 0" in page
        assert "In deze browser ben je nu" not in page and 'name="sure"' in page
        assert not other.cookies.get("participant")
    assert other.get(f"/r/{scene.room.pk}/").status_code == 302
    assert go_on(re.search(r'name="link" value="([^"]*)"', page).group(1), other).status_code == 302


def test_who_is_somebody_else_here_is_warned(scene, link):
    other = scene.client(Role.PARTICIPANT, 1)
    page = look_at(link, other).content.decode()
    assert "In deze browser ben je nu" in page and "Mens 1" in page and "blijft meetellen" in page
    assert "Mens 1" in other.get(f"/r/{scene.room.pk}/").content.decode()
    assert "In deze browser ben je nu" not in look_at(link, scene.client(Role.PARTICIPANT)).content.decode()


def test_it_works_once(link):
    assert go_on(link).status_code == 302
    assert look_at(link).status_code == 422
    again = go_on(link)
    assert again.status_code == 422 and "niet meer" in again.content.decode()


@pytest.mark.parametrize("spelt", ["{0}=", "{0}====", "!{0}", "{1}.{2}", "{1} {2}", "{1}+{2}"])
def test_it_works_once_however_it_is_spelt(spelt, link):
    """Python's decoder passes over signs that are none of its alphabet."""
    before, key = link.split("#")
    assert go_on(link).status_code == 302
    assert go_on(f"{before}#{spelt.format(key, key[:9], key[9:])}").status_code == 422


def test_it_works_for_five_minutes(link, monkeypatch):
    monkeypatch.setattr(continuing, "WORKS_FOR", -1)
    assert go_on(link).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "#", "a" * 5000, "\0", "é:x:y", pytest.param(signing.dumps(["a", "b"], salt="other"), id="other salt")],
)
def test_what_we_did_not_sign_opens_nothing(wrong, scene):
    assert go_on(wrong).status_code == 422


def test_a_link_dies_with_the_room(scene, link):
    scene.must("room.close")
    assert go_on(link).status_code == 422


def test_behind_a_locked_door_one_goes_on(scene, link):
    """They were inside, so they may come back."""
    scene.must("room.lock")
    assert go_on(link).status_code == 302


def test_who_was_put_out_does_not_come_back_as_a_friend(scene, link):
    out = scene.client(Role.PARTICIPANT, 1)
    scene.must("room.remove", person=scene.people[1].pk)
    assert go_on(link, out).status_code == 422
    out.post(f"/r/{scene.room.pk}/leave/")
    assert go_on(link, out).status_code == 422
    assert go_on(link).status_code == 302, "the link itself is as good as before"


@pytest.mark.parametrize("role", [Role.HOST, Role.SCREEN])
def test_who_is_no_participant_has_no_link(role, scene):
    assert scene.client(role).get(f"/r/{scene.room.pk}/elsewhere/").status_code == 302
    assert Client().get(f"/r/{scene.room.pk}/elsewhere/").status_code == 302


def test_the_page_leads_there_and_the_door_says_when(scene):
    assert f"/r/{scene.room.pk}/elsewhere/" in Browser(scene, Role.PARTICIPANT).page()
    phone = Client()
    phone.post("/", {"code": scene.room.code})
    page = phone.get("/").content.decode()
    assert "Dan tel je twee keer mee" in page and 'href="/continue/"' in page
