"""Hosts and organisers log in; nobody signs up."""

import base64
import hashlib
import hmac
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user_model

from livesessions.accounts.making import make_account
from tests.programme.test_admin import INLINE

EMAIL = "begeleider@wijkteams.example"
PASSWORD = "paard batterij nietje"


@pytest.fixture
def host(db):
    """An account as an administrator makes it."""
    return make_account(EMAIL, PASSWORD)


@pytest.fixture
def clock(monkeypatch):
    """The time of the second factor, which the test moves: no code is valid for two steps or used twice."""

    class Clock:
        now = 1_700_000_000.0

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(totp, "time", clock)
    return clock


def code(secret, now):
    """The six digits of RFC 6238, worked out apart from allauth."""
    digest = hmac.new(base64.b32decode(secret), int(now // 30).to_bytes(8), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 10**6:06}"


def log_in(client, password=PASSWORD, email=EMAIL):
    """Fill in the form."""
    return client.post("/accounts/login/", {"login": email, "password": password})


def logged_in(client):
    """Whether this browser is somebody."""
    return "_auth_user_id" in client.session


def confirm(client, address):
    """Go to a page that asks for the password once more."""
    asked = client.get(address)
    assert asked["location"].startswith("/accounts/reauthenticate/")
    assert not INLINE.search(client.get(asked["location"]).content.decode())
    answered = client.post(asked["location"], {"password": PASSWORD})
    assert answered["location"] == address
    return client.get(address)


def activate(client, clock):
    """Switch the second factor on as a person does; answers the secret."""
    log_in(client)
    page = confirm(client, "/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    assert not INLINE.search(page.content.decode())
    secret = page.context["form"].secret
    response = client.post("/accounts/2fa/totp/activate/", {"code": code(secret, clock.now)})
    assert response.status_code == 302
    return secret


def test_sign_up_is_closed_and_says_so(client, db):
    page = client.get("/accounts/signup/")
    assert page.status_code == 200
    assert "account/signup_closed.html" in [template.name for template in page.templates]
    assert "form" not in page.context
    client.post("/accounts/signup/", {"email": "ik@wijkteams.example", "password1": PASSWORD})
    assert not get_user_model().objects.exists()


def test_the_pages_of_somebody_who_is_not_logged_in_hold_nothing_inline(client, db):
    for address in ("login/", "signup/", "password/reset/", "password/reset/done/"):
        page = client.get(f"/accounts/{address}")
        assert page.status_code == 200
        assert not INLINE.search(page.content.decode()), address


def test_a_host_logs_in_with_a_password(client, host):
    response = log_in(client)
    assert response.status_code == 302
    assert response["location"] == "/hosting/"
    assert logged_in(client)


def test_a_wrong_password_is_refused_and_tried_no_more_than_a_few_times(client, host):
    for _attempt in range(5):
        assert log_in(client, "verkeerd").status_code == 200
    response = log_in(client)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not logged_in(client)


def test_the_second_factor_is_shown_as_a_picture_that_the_policy_allows(client, host, clock):
    log_in(client)
    response = confirm(client, "/accounts/2fa/totp/activate/")
    assert 'src="data:image/svg+xml;' in response.content.decode()
    assert "data:" in re.search(r"img-src ([^;]*)", response["content-security-policy"])[1]


def test_with_a_second_factor_a_password_is_not_enough(client, host, clock):
    secret = activate(client, clock)
    client.logout()
    clock.now += 30
    assert log_in(client)["location"].startswith("/accounts/2fa/authenticate/")
    assert not logged_in(client)
    assert client.get("/hosting/").wsgi_request.user.is_anonymous
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert not logged_in(client)
    right = client.post("/accounts/2fa/authenticate/", {"code": code(secret, clock.now)})
    assert right["location"] == "/hosting/"
    assert logged_in(client)


def test_who_was_made_at_the_command_line_can_have_a_second_factor_too(client, administrator, clock):
    administrator.set_password(PASSWORD)
    administrator.save()
    log_in(client, email=administrator.email)
    page = confirm(client, "/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": code(page.context["form"].secret, clock.now)})
    assert Authenticator.objects.filter(user=administrator, type="totp").exists()


def test_a_code_works_once(client, host, clock):
    secret = activate(client, clock)
    clock.now += 30
    for expected in (True, False):
        client.logout()
        log_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": code(secret, clock.now)})
        assert logged_in(client) is expected


def test_a_recovery_code_replaces_the_telephone_once(client, host, clock):
    activate(client, clock)
    page = client.get("/accounts/2fa/recovery-codes/")
    assert page.status_code == 200
    assert not INLINE.search(page.content.decode())
    codes = Authenticator.objects.get(user=host, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    for expected in (True, False):
        client.logout()
        log_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert logged_in(client) is expected


def test_the_administrators_desk_asks_for_the_second_factor_too(client, host, clock):
    host.is_staff = host.is_superuser = True
    host.save()
    activate(client, clock)
    client.logout()
    client.post("/admin/login/", {"username": EMAIL, "password": PASSWORD})
    assert not logged_in(client)
    log_in(client)
    assert client.get("/admin/").status_code == 302


def test_an_unknown_address_gets_the_same_answer(client, host):
    known = client.post("/accounts/password/reset/", {"email": EMAIL})
    unknown = client.post("/accounts/password/reset/", {"email": "niemand@wijkteams.example"})
    assert known.status_code == unknown.status_code == 302
    assert known["location"] == unknown["location"]
