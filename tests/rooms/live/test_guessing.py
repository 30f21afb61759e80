"""Guessing codes: who guesses is slowed down, and nobody beside them."""

import re
import time

import pytest
import segno
from django.conf import settings
from django.test import Client

from livesessions.limits.guessing import WRONG_CODES
from livesessions.limits.visitors import NEW_FOR, visitor_in
from rooms.live.entry.code_form import with_proof
from rooms.live.entry.join_codes import new_code
from tests.rooms.live.test_joining import enter, sentence


def guess(client, times, address="192.0.2.1"):
    """Wrong codes; the statuses they get."""
    return [client.post("/", {"code": new_code()}, REMOTE_ADDR=address).status_code for _ in range(times)]


def test_a_browser_that_guesses_is_stopped(scene, phone):
    phone.get("/")
    assert guess(phone, 25) == [422] * 20 + [429] * 5
    answer = enter(phone, scene.room.code)
    assert answer.status_code == 429 and "Te veel" in sentence(answer)


def test_a_town_hall_behind_one_address_comes_in_while_somebody_there_guesses(scene, phone):
    phone.get("/")
    guess(phone, 30)
    for _ in range(5):
        assert enter(Client(), scene.room.code).status_code == 302


@pytest.fixture
def patient(monkeypatch):
    """The limits of all browsers together, a hundredth of what they are, and a clock that can be set."""
    together = {kind: (times, seconds) for kind, (times, seconds) in WRONG_CODES.items() if kind != "browser"}
    assert together == dict.fromkeys(("new", "known", "inside"), (2000, 60)), "6,000 guesses a minute at most"
    monkeypatch.setattr("livesessions.limits.guessing.WRONG_CODES", WRONG_CODES | dict.fromkeys(together, (20, 60)))
    clock = [time.time() // 600 * 600 + 1]
    monkeypatch.setattr("time.time", lambda: clock[0])
    return clock


def visitors(number):
    """Browsers that open the front door, each for the first time."""
    found = [Client() for _ in range(number)]
    for each in found:
        each.get("/")
    return found


def spray(browsers):
    """A wrong code from each; the statuses they get."""
    return [guess(each, 1)[0] for each in browsers]


def test_new_browsers_that_guess_keep_nobody_out_who_is_at_the_door_for_ten_seconds(scene, patient):
    at_the_door, inside = visitors(2)
    enter(inside, scene.room.code)
    patient[0] += NEW_FOR
    assert spray(visitors(22)) == [422] * 20 + [429] * 2
    assert enter(at_the_door, scene.room.code).status_code == 302
    newcomer = visitors(1)[0]
    answer = enter(newcomer, scene.room.code)
    assert answer.status_code == 429 and "Wacht tien tellen" in sentence(answer)
    patient[0] += NEW_FOR
    assert enter(newcomer, scene.room.code).status_code == 302


def test_browsers_that_were_gathered_beforehand_keep_nobody_out_who_came_in_before(scene, patient):
    gathered, inside = visitors(22), visitors(1)[0]
    enter(inside, scene.room.code)
    patient[0] += NEW_FOR
    assert spray(gathered) == [422] * 20 + [429] * 2
    assert enter(inside, scene.room.code).status_code == 302
    patient[0] += 60
    assert enter(gathered[-1], scene.room.code).status_code == 302


def test_all_guesses_together_are_bounded(scene, patient):
    """Whatever cookies a guesser gathers: those of people who came in have a budget too."""
    gathered, came_in = visitors(30), visitors(30)
    for each in came_in:
        enter(each, scene.room.code)
    patient[0] += NEW_FOR
    assert [spray(each).count(422) for each in (gathered, came_in, visitors(30))] == [20, 20, 20]


@pytest.mark.parametrize("cookie", ["", "x", "WyJ4IiwxXQ:1sKx0Q:AAAA"])
def test_whoever_makes_up_cookies_is_one_browser(scene, cookie):
    answers = []
    for number in range(25):
        script = Client()
        script.cookies[settings.CSRF_COOKIE_NAME] = f"{number:032d}"
        script.cookies[settings.VISITOR_COOKIE_NAME] = f"{cookie}{number}" if cookie else ""
        answers += guess(script, 1)
    assert answers == [422] * 20 + [429] * 5
    assert enter(visitors(1)[0], scene.room.code).status_code == 302


def test_a_new_cookie_for_the_forms_makes_no_new_browser(scene, phone):
    answers = []
    for _ in range(25):
        phone.get("/")
        answers += guess(phone, 1)
        del phone.cookies[settings.CSRF_COOKIE_NAME]
    assert answers == [422] * 20 + [429] * 5


@pytest.mark.parametrize("page", ["/", "/antwoord/", "/moderate/"])
def test_every_form_for_a_code_names_the_browser_once_and_keeps_nothing(db, phone, page):
    cookie = phone.get(page).cookies[settings.VISITOR_COOKIE_NAME]
    assert visitor_in({settings.VISITOR_COOKIE_NAME: cookie.value}).name
    assert cookie["max-age"] == "" and cookie["httponly"]
    assert settings.VISITOR_COOKIE_NAME not in phone.get(page).cookies


def test_right_codes_are_not_counted(scene):
    phone = Client()
    phone.get("/")
    for _ in range(30):
        assert enter(phone, scene.room.code).status_code == 302


def test_whoever_scanned_the_code_comes_in_while_others_guess(scene, patient):
    spray(visitors(22))
    scanned = visitors(1)[0]
    for forged in ("", "~", f"~{'0' * 8}", with_proof(new_code())[-9:]):
        assert scanned.post("/", {"code": scene.room.code + forged}).status_code == 429, forged
    assert scanned.post("/", {"code": with_proof(scene.room.shown_code)}).status_code == 303
    assert enter(scanned, scene.room.code).status_code == 302, "the second form, with the code that was right"


def test_a_proof_belongs_to_one_code_and_is_not_shown_again(scene, patient):
    phone = visitors(1)[0]
    scene.must("room.lock")
    page = phone.post("/", {"code": with_proof(scene.room.shown_code)})
    assert page.status_code == 409 and "~" not in re.search(r'name="code"[^>]*', page.content.decode())[0]
    assert phone.post("/", {"code": with_proof(new_code())}).status_code == 422


def test_the_projectors_qr_code_holds_the_proof(scene, monkeypatch):
    drawn, make = [], segno.make
    monkeypatch.setattr("rooms.floor.parts.segno.make", lambda url, **how: drawn.append(url) or make(url, **how))
    Client().get(f"/r/{scene.room.pk}/screen/")
    assert drawn[0].endswith(f"/#{with_proof(scene.room.shown_code)}")
