"""Coming in, and being kept out: each with a sentence, a status, and nothing stored when it is no."""

import re

import pytest
from django.conf import settings
from django.test import Client

from livesessions.programme.models import Participant
from rooms.live.base.people import Role
from rooms.live.entry.join_codes import new_code
from rooms.live.models import Room

GOOD = {"name": "Anna de Vries", "team": "", "role": "beleid"}


def enter(client, code, **more):
    """The second form of the front door, filled in."""
    return client.post("/", {"code": code, **GOOD, **more})


def second_page(client, scene, address="/") -> str:
    """The page behind the code."""
    answer = client.post(address, {"code": scene.room.code})
    assert answer.status_code == 303
    return client.get(address).content.decode()


def sentence(answer) -> str:
    """What the page tells somebody who made a mistake."""
    found = re.findall(r'role="alert"[^>]*>(.*?)</div>', answer.content.decode(), re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", text).strip() for text in found)


def test_with_the_code_somebody_comes_in(scene, phone):
    team = scene.programme.teams.first()
    first = phone.post("/", {"code": scene.room.shown_code.lower()})
    assert (first.status_code, first.url) == (303, "/")
    assert team.name in phone.get("/").content.decode()
    assert Participant.objects.count() == 3
    answer = enter(phone, scene.room.shown_code, team=team.pk)
    assert answer.status_code == 302 and answer.url == f"/r/{scene.room.pk}/"
    person = Participant.objects.get(name="Anna de Vries")
    assert (person.team, person.role, person.programme) == (team, "beleid", scene.programme)
    assert phone.get(answer.url).status_code == 200
    cookie = phone.cookies[settings.PARTICIPANT_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_the_code_is_in_no_address(scene, phone):
    answer = enter(phone, scene.room.shown_code)
    assert scene.room.code not in answer.url
    assert phone.get("/", {"code": scene.room.code}).status_code == 200


def test_the_form_that_is_drawn_once_holds_nothing_of_who_was_first(scene):
    """The page behind the code is the same for everybody, but for a token that only its own browser may use."""
    texts = [second_page(Client(), scene, f"/?from={mark}") for mark in "ab"]
    assert all('id="role' in text or 'name="role"' in text for text in texts)
    assert "from=" not in texts[0] + texts[1]
    tokens = [re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', text) for text in texts]
    assert tokens[0] and not set(tokens[0]) & set(tokens[1])
    own = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', own.get("/").content.decode()).group(1)
    own.post("/", {"code": scene.room.code, "csrfmiddlewaretoken": token})
    again = own.get("/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', again).group(1)
    assert enter(own, scene.room.code, csrfmiddlewaretoken=token).status_code == 302


def test_who_comes_back_is_the_same_person(scene, phone):
    for _ in range(2):
        assert enter(phone, scene.room.code).status_code == 302
    assert phone.post("/", {"code": scene.room.code, "as": "same"}).status_code == 302
    assert Participant.objects.filter(name="Anna de Vries").count() == 1


@pytest.mark.parametrize("how", ["unknown", "closed", "rotated", "never opened"])
def test_a_code_that_fits_no_open_room_is_told_the_same_whatever_the_reason(how, scene, phone):
    code = scene.room.code
    match how:
        case "unknown":
            code = new_code()
        case "closed":
            scene.end()
        case "rotated":
            scene.must("room.rotate", code=code)
        case "never opened":
            Room.objects.update(opened_at=None)
    for attempt in (phone.post("/", {"code": code}), enter(phone, code)):
        assert attempt.status_code == 422
        assert "Deze code kennen we niet" in sentence(attempt)
    assert Participant.objects.count() == 3


@pytest.mark.parametrize(
    "typed", ["", "BCD", "BCDF-GHJ", "AEIO-U01L", "<script>", "x" * 60, "x" * 500, "BCDF\0GHJK", "' OR 1"]
)
def test_what_is_no_code_gets_a_sentence(typed, scene, phone):
    answer = enter(phone, typed)
    assert answer.status_code == 422
    assert sentence(answer)
    assert Participant.objects.count() == 3


def test_a_locked_door_keeps_newcomers_out_and_lets_people_back_in(scene, phone):
    scene.must("room.lock")
    answer = enter(phone, scene.room.code)
    assert answer.status_code == 409 and "op slot" in sentence(answer)
    assert Participant.objects.count() == 3
    inside = scene.client(Role.PARTICIPANT)
    assert inside.post("/", {"code": scene.room.code, "as": "same"}).status_code == 302
    scene.must("room.unlock")
    assert enter(phone, scene.room.code).status_code == 302


def test_the_code_waits_in_a_cookie_until_the_browser_is_in(scene, phone):
    second_page(phone, scene)
    cookie = phone.cookies[settings.CODE_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and int(cookie["max-age"]) <= 600
    enter(phone, scene.room.code)
    assert not phone.cookies[settings.CODE_COOKIE_NAME].value
    assert 'name="role"' not in phone.get("/").content.decode()


@pytest.mark.parametrize("how", ["closed", "rotated", "forged"])
def test_a_code_that_does_not_fit_any_more_is_asked_for_again(how, scene, phone, monkeypatch):
    monkeypatch.setattr("rooms.live.entry.joining.TEAMS_STAY", 1e-6)
    assert 'name="role"' in second_page(phone, scene)
    match how:
        case "closed":
            scene.must("room.close")
        case "rotated":
            scene.must("room.rotate", code=scene.room.code)
        case "forged":
            phone.cookies[settings.CODE_COOKIE_NAME] = "x" + phone.cookies[settings.CODE_COOKIE_NAME].value
    page = phone.get("/")
    assert page.status_code == 200 and 'name="role"' not in page.content.decode()
    assert scene.room.code is None or scene.room.shown_code not in page.content.decode()


def test_a_team_of_another_programme_is_not_on_the_list(scene, elsewhere, phone):
    assert enter(phone, scene.room.code, team=elsewhere.programme.teams.first().pk).status_code == 422


def test_what_is_sent_along_changes_nothing_else(scene, phone):
    enter(phone, scene.room.code, programme="1", id="x", is_host="1", is_staff="1")
    person = Participant.objects.get(name="Anna de Vries")
    assert person.programme == scene.programme
    assert phone.get(f"/r/{scene.room.pk}/host/").status_code in (302, 403)


def test_the_front_door_takes_no_form_of_another_site(scene):
    strict = Client(enforce_csrf_checks=True)
    assert enter(strict, scene.room.code).status_code == 403
    assert Participant.objects.count() == 3


@pytest.mark.parametrize("value", ["", "x", "e30:1x:abc", "\xff", "a" * 5000])
def test_a_cookie_that_we_did_not_sign_is_nobody(value, scene):
    phone = Client()
    phone.cookies[settings.PARTICIPANT_COOKIE_NAME] = value
    assert phone.get(f"/r/{scene.room.pk}/").status_code == 302


@pytest.mark.parametrize("address", ["/", "/r/{room}/"])
def test_an_answer_is_as_long_as_it_says(address, scene):
    """A browser waits for the rest, and a server that keeps the connection keeps it waiting."""
    scene.must("room.open")
    client, address = scene.client(Role.PARTICIPANT), address.format(room=scene.room.pk)
    for accepts in ("gzip", "identity"):
        answer = client.get(address, headers={"Accept-Encoding": accepts})
        assert answer.status_code == 200 and answer.headers.get("Content-Encoding", "identity") == accepts
        assert int(answer.headers["Content-Length"]) == len(answer.content)
