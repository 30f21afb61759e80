"""Nobody hosts, organises or administers with a password alone."""

import json
import re
from io import StringIO
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver

from livesessions.accounts.middleware import SETTING_UP, WITHOUT_ACCOUNT
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.programme.test_admin import INLINE

from .conftest import PASSWORD, SECRET, code, confirm, log_in

SETUP = "/accounts/2fa/"


@pytest.fixture
def asked(settings):
    """As it is anywhere but on a laptop."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def people(scene):
    """A host, an organiser and an administrator, each with a password."""
    administrator = User.objects.create_superuser("beheer@wijkteams.example", "beheer@wijkteams.example", PASSWORD)
    found = {"host": scene.host, "organiser": scene.organiser, "administrator": administrator}
    for user in found.values():
        user.set_password(PASSWORD)
        user.save()
    return found


def walk(scene):
    """Every address of the site with the name of its page, filled in with keys that exist."""
    keys = {
        "slug": scene.programme.slug, "room": scene.room.pk, "session": str(scene.session.pk), "name": "questions",
        "object_id": "1", "pk": "1", "id": "1", "content_type_id": "1", "uidb36": "1", "key": "a-b",
        "app_label": "auth", "url": "x",
    }  # fmt: skip

    def filled(pattern):
        text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\[[^]]*\])*\)", lambda found: keys.get(found[1], "1"), pattern)
        text = re.sub(r"<uuid:\w+>", str(UUID(int=1)), text)
        text = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: keys.get(found[1], "1"), text)
        return text.replace("^", "").replace("$", "").replace("\\", "").replace("/?", "/").replace("Z", "")

    def each(patterns, before):
        for pattern in patterns:
            place = before + filled(str(pattern.pattern))
            if hasattr(pattern, "url_patterns"):
                yield from each(pattern.url_patterns, place)
            else:
                yield f"/{place}", pattern.name or ""

    return list(each(get_resolver().url_patterns, ""))


@pytest.mark.parametrize("role", ["host", "organiser", "administrator"])
def test_no_role_reaches_its_pages_without_a_second_factor(role, people, scene, asked):
    user = people[role]
    pages = walk(scene)
    assert len(pages) > 80
    browser, stranger = Client(), Client()
    browser.force_login(user)
    for address, name in pages:
        if name in SETTING_UP:
            continue
        answer = browser.get(address)
        if name in WITHOUT_ACCOUNT:
            nobody = stranger.get(address)
            assert answer.status_code == nobody.status_code, address
            continue
        assert answer.status_code == 302 and answer["location"] == SETUP, address


async def test_no_socket_opens_for_a_host_without_a_second_factor(scene, asked):
    browser = await Browser(scene, Role.HOST).connect()
    assert browser.closed in (4401, 4403)


def test_a_command_of_a_host_without_a_second_factor_is_not_carried_out(scene, asked):
    assert Browser(scene, Role.HOST).post("floor.plan", title="Niet", minutes=5).status_code == 401
    assert not scene.room.agenda.exists()


def test_whoever_has_none_is_led_to_set_one_up_and_goes_on(people, scene, asked):
    user = people["host"]
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    led = browser.get("/hosting/", follow=True)
    assert led.redirect_chain[-1][0] == SETUP
    assert "Stel nu een tweede stap in" in led.content.decode()
    confirm_at = browser.get("/accounts/2fa/totp/activate/")["location"]
    browser.post(confirm_at, {"password": PASSWORD})
    assert browser.get("/accounts/2fa/totp/activate/").status_code == 200
    browser.post("/accounts/2fa/totp/activate/", {"code": code(browser.session["mfa.totp.secret"])})
    assert browser.get("/hosting/").status_code == 200
    assert browser.get(f"/r/{scene.room.pk}/host/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(people, asked):
    RecoveryCodes.activate(people["host"])
    browser = Client()
    browser.force_login(people["host"])
    assert browser.get("/hosting/")["location"] == SETUP


def test_the_last_factor_that_is_removed_leads_back(owner, asked):
    browser = confirm(log_in(owner))
    assert browser.get("/hosting/").status_code == 200
    browser.post("/accounts/2fa/totp/deactivate/")
    assert browser.get("/hosting/")["location"] == SETUP


def test_a_laptop_is_exempt_and_says_so(owner, client):
    Authenticator.objects.all().delete()
    client.force_login(owner)
    assert client.get("/hosting/").status_code == 200
    assert "LAPTOP=1" in client.get(SETUP).content.decode()


def test_a_participant_is_asked_nothing_more(people, scene, asked):
    assert scene.client(Role.PARTICIPANT).get(f"/r/{scene.room.pk}/").status_code == 200
    browser = Client()
    browser.force_login(people["host"])
    assert browser.get("/").status_code == 200
    joined = browser.post("/", {"code": scene.room.code, "name": "Anna", "team": "", "role": "beleid"})
    assert joined["location"] == f"/r/{scene.room.pk}/"
    left = browser.post(f"/r/{scene.room.pk}/leave/")
    assert left["location"] == "/left/" and browser.get("/left/").status_code == 200, "the way out is open too"


def test_every_page_of_an_account_opens_in_dutch_and_holds_nothing_inline(owner):
    Authenticator.objects.create(user=owner, type="webauthn", data={"name": "<b>Laptop</b>", "credential": {}})
    browser = confirm(log_in(owner))
    for address in ("2fa/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/totp/deactivate/", "sessions/",
                    "password/change/", "reauthenticate/", "2fa/reauthenticate/", "logout/"):  # fmt: skip
        answer = browser.get(f"/accounts/{address}")
        assert answer.status_code == 200, address
        page = answer.content.decode()
        assert not INLINE.search(page), address
        assert '<html lang="nl"' in page and "<b>Laptop" not in page
        assert "no-store" in answer["Cache-Control"], address


# --- Kept encrypted ------------------------------------------------------------------------------------------------


def test_seeds_are_not_in_the_database_as_they_are(owner):
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    codes = Authenticator.objects.get(type="recovery_codes").wrap()
    assert codes.get_unused_codes()[0] not in kept
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code(SECRET))


def test_a_new_key_reads_what_the_old_one_wrote_and_writes_it_again(owner, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "een nieuwe sleutel van vijftig tekens die niemand raadt"
    settings.SECRET_KEY_FALLBACKS = [old]
    totp = TOTP(Authenticator.objects.get(type="totp"))
    assert totp.validate_code(code(SECRET))
    call_command("reencrypt_factors", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = []
    cache.clear()
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code(SECRET))
    assert len(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()) == 10


def test_a_lost_key_is_said_and_changes_nothing(owner, settings):
    before = list(Authenticator.objects.values("pk", "data"))
    settings.SECRET_KEY = "een nieuwe sleutel van vijftig tekens die niemand raadt"
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("reencrypt_factors")
    assert list(Authenticator.objects.values("pk", "data")) == before
