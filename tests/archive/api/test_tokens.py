"""A token is made by who confirmed, is shown once, reaches what its owner organises, and ends with their rights."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from livesessions.accounts.making import make_account
from livesessions.archive.api import tokens
from livesessions.archive.api.models import Token
from livesessions.programme.models import Programme
from tests.rooms.board.test_keeping import whole_dump

PASSWORD = "paard batterij nietje"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def owner(prepared):
    """Somebody with a password who organises the programme."""
    user = make_account("organisator@wijkteams.example", PASSWORD)
    prepared.programme.organisers.add(user)
    return user


@pytest.fixture
def desk(owner):
    """Their browser, in which they gave the password a moment ago."""
    client = Client()
    client.force_login(owner)
    client.post("/accounts/reauthenticate/?next=/accounts/tokens/new/", {"password": PASSWORD})
    return client


def made_at(desk, **more):
    """The answer to the form, filled in."""
    return desk.post("/accounts/tokens/new/", {"name": "Dashboard", "programmes": ["dag"], "days": "90", **more})


def test_it_is_shown_once_and_kept_as_a_digest(desk, owner, caplog):
    caplog.set_level(logging.INFO)
    page = desk.get("/accounts/tokens/new/").content.decode()
    assert "Dag dag" in page and 'value="dag"' in page
    answer = made_at(desk)
    assert answer.status_code == 201 and "no-store" in answer["Cache-Control"]
    [text] = re.findall(r"lst_[\w-]{43}", answer.content.decode())
    assert text not in whole_dump() and text not in caplog.text and "token.made" in caplog.text
    listed = desk.get("/accounts/tokens/").content.decode()
    assert "Dashboard" in listed and text not in listed and "Nog nooit gebruikt" in listed
    assert Client().get("/api/v1/programmes", headers={"Authorization": f"Bearer {text}"}).status_code == 200
    assert Token.objects.get().last_used_on == timezone.localdate()
    assert "Laatst gebruikt op" in desk.get("/accounts/tokens/").content.decode()


def test_making_one_asks_for_the_password_again(owner):
    late = Client()
    late.force_login(owner)
    for answer in (late.get("/accounts/tokens/new/"), made_at(late)):
        assert answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/")
    assert not Token.objects.exists()
    assert Client().get("/accounts/tokens/").status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "x" * 81}, {"programmes": []}, {"programmes": ["elders"]}, {"days": "4000"}]
)
def test_only_what_its_owner_organises_and_not_for_ever(desk, elsewhere, wrong):
    answer = made_at(desk, **wrong)
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode() and not Token.objects.exists()


def test_one_person_has_so_many(desk, owner, monkeypatch):
    monkeypatch.setattr(tokens, "MOST", 1)
    assert made_at(desk).status_code == 201
    assert made_at(desk).status_code == 302 and Token.objects.count() == 1


def test_its_owner_ends_it_and_nobody_else(desk, owner, program):
    made_at(desk)
    own, other = Token.objects.get(owner=owner), Token.objects.exclude(owner=owner).get()
    desk.post("/accounts/tokens/", {"token": other.pk})
    desk.post("/accounts/tokens/", {"token": "9" * 30})
    assert program.get("programmes").status_code == 200
    desk.post("/accounts/tokens/", {"token": own.pk})
    assert [token.pk for token in Token.objects.all()] == [other.pk]


def ended(program, owner, sentence):
    """Whether the program is refused, and its owner reads why."""
    desk = Client()
    desk.force_login(owner)
    return program.get("items").status_code == 401 and sentence in desk.get("/accounts/tokens/").content.decode()


def test_another_password_ends_it(program, prepared):
    prepared.organiser.set_password("een ander wachtwoord 1")
    prepared.organiser.save()
    assert ended(program, prepared.organiser, "een ander wachtwoord")


def test_its_day_comes(program, prepared):
    Token.objects.update(expires_on=timezone.localdate() + timedelta(days=1))
    assert program.get("items").status_code == 200
    Token.objects.update(expires_on=timezone.localdate())
    assert ended(program, prepared.organiser, "Gestopt op")


@pytest.mark.parametrize("way", ["remove", "set", "clear", "from the other side", "clear from the other side"])
def test_who_does_not_organise_any_more_reads_no_more_and_does_not_again(program, prepared, way):
    organiser, programme = prepared.organiser, prepared.programme
    {
        "remove": lambda: programme.organisers.remove(organiser),
        "set": lambda: programme.organisers.set([prepared.host]),
        "clear": programme.organisers.clear,
        "from the other side": lambda: organiser.programmes.remove(programme),
        "clear from the other side": organiser.programmes.clear,
    }[way]()
    assert ended(program, organiser, "omdat je deze programma’s niet meer organiseert")
    programme.organisers.add(organiser)
    assert program.get("items").status_code == 401, "a right that comes back makes no old token good"


def test_another_programme_of_its_owner_is_not_reached(prepared, elsewhere, with_token):
    elsewhere.programme.organisers.add(prepared.organiser)
    program = with_token(prepared.organiser, prepared.programme)
    assert [each["slug"] for each in program.get("programmes").json()] == ["dag"]
    for path in ("items?programme=elders", f"items?session={elsewhere.session.pk}", "sessions?programme=elders"):
        assert program.get(path).status_code == 422
    elsewhere.programme.organisers.remove(prepared.organiser)
    assert program.get("items").status_code == 200, "its own programme stays"


def test_an_account_that_is_closed_or_without_its_second_factor_reads_nothing(program, prepared, settings):
    settings.SECOND_FACTOR = True
    assert program.get("items").status_code == 401
    settings.SECOND_FACTOR = False
    assert program.get("items").status_code == 200
    prepared.organiser.is_active = False
    prepared.organiser.save()
    assert program.get("items").status_code == 401
    prepared.organiser.delete()
    assert not Token.objects.exists()


def test_another_key_of_the_server_ends_nothing_as_long_as_the_old_one_is_known(program, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "y" * 40
    assert program.get("items").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert program.get("items").status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic bHN0", "Bearer lst_" + "x" * 43, "Bearer \0"])
def test_what_is_no_token(prepared, header, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert Client().get("/api/v1/items", headers={"Authorization": header}).status_code == 401


def test_a_programme_that_is_removed_goes_out_of_its_tokens(program):
    Programme.objects.all().delete()
    assert program.get("items").status_code == 401
