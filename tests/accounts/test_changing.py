"""A minute at somebody's laptop does not become an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver

from .conftest import ADDRESS, PASSWORD, SECRET, code, confirm, log_in

NEW = "een heel ander woord"
OTHER = "dief@elders.example"


def addresses_under(prefix):
    """Every address that begins with `prefix`, from the resolver, filled in with keys that exist."""
    keys = {"pk": str(Authenticator.objects.filter(type="webauthn").first().pk), "uidb36": "1", "key": "set-password"}

    def walk(patterns, before):
        for pattern in patterns:
            if before.startswith("admin/"):
                continue
            place = before + str(pattern.pattern).lstrip("^").rstrip("$")
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, place)
            else:
                place = re.sub(r"\(\?P<(\w+)>(?:[^()]|\[[^]]*\])*\)", lambda found: keys.get(found[1], "1"), place)
                yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: keys.get(found[1], "1"), place).replace("\\", "")

    return [place for place in walk(get_resolver().url_patterns, "") if place.startswith(prefix)]


def everything_about(user):
    """All that decides who can log in as `user`, but not when a factor was last used."""
    row = User.objects.values("email", "username", "password", "is_active").get(pk=user.pk)
    mails = list(EmailAddress.objects.filter(user=user).order_by("pk").values())
    return row, mails, list(Authenticator.objects.filter(user=user).order_by("pk").values("pk", "type", "data"))


@pytest.fixture
def passkey(owner):
    """A passkey, as far as the database is concerned."""
    return Authenticator.objects.create(user=owner, type="webauthn", data={"name": "Laptop", "credential": {}})


FIELDS = {
    "email": OTHER, "action_add": "", "action_primary": "", "action_remove": "", "password": NEW, "password1": NEW,
    "password2": NEW, "oldpassword": "geraden woord", "name": "Van mij", "credential": "{}", "new_password1": NEW,
    "new_password2": NEW,
}  # fmt: skip


def test_no_address_changes_an_account_without_a_fresh_password_or_factor(owner, passkey):
    before, walked = everything_about(owner), addresses_under("/accounts/")
    assert len(walked) > 20 and f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/" in walked
    for address in walked:
        for fields in (FIELDS, FIELDS | {"action_add": None, "email": ADDRESS}):
            browser = Client(raise_request_exception=False)
            browser.force_login(owner)
            browser.get(address)
            fields = {key: value for key, value in fields.items() if value is not None}
            browser.post(address, fields | {"code": code(SECRET)})
            assert everything_about(owner) == before, address


def test_what_changes_an_account_does_so_after_the_password(owner, passkey):
    browser = confirm(log_in(owner))
    browser.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/")
    browser.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_nobody_gives_an_account_another_address_but_an_administrator(owner):
    browser = confirm(log_in(owner))
    assert browser.get("/accounts/email/").status_code == 404
    assert browser.get("/accounts/confirm-email/").status_code == 404


def test_a_link_for_a_new_password_goes_to_an_address_somebody_vouched_for(owner, letters, client):
    EmailAddress.objects.create(user=owner, email=OTHER, verified=False)
    User.objects.create_user("los", "los@wijkteams.example", PASSWORD)
    EmailAddress.objects.filter(email="los@wijkteams.example").update(verified=False)
    for typed in (OTHER, "los@wijkteams.example", ADDRESS.upper()):
        answer = client.post("/accounts/password/reset/", {"email": typed})
        assert answer["location"] == "/accounts/password/reset/done/"
    assert [letter["X-RcptTo"] for letter in letters.delivered] == [ADDRESS]


def test_every_change_of_password_and_factor_is_told_by_mail(owner, letters):
    browser = confirm(log_in(owner))
    changes = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert browser.post("/accounts/password/change/", changes).status_code == 302
    browser.post("/accounts/2fa/recovery-codes/generate/")
    browser.post("/accounts/2fa/totp/deactivate/")
    browser.get("/accounts/2fa/totp/activate/")
    secret = browser.session["mfa.totp.secret"]
    browser.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert TOTP(Authenticator.objects.get(type="totp")).instance.user == owner
    assert len(letters.to(ADDRESS)) == 4  # password, new codes, app off, app on
    text = "".join(str(letter.get_payload(decode=True)) for letter in letters.delivered)
    assert secret not in text and NEW not in text and "127.0.0.1" not in text


def test_a_reset_password_is_told_too(owner, letters, client):
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    link = re.search(r"http://testserver(/\S+)", letters.delivered[0].get_payload(decode=True).decode())[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert len(letters.to(ADDRESS)) == 2
    assert "\n\nWanneer: " in letters.delivered[1].get_payload(decode=True).decode().replace("\r", "")
    assert "_auth_user_id" not in client.session


def test_an_administrator_confirms_before_an_account_is_changed_and_its_owner_is_told(owner, administrator, letters):
    desk = Client()
    desk.force_login(administrator)
    before = everything_about(owner)
    factor = Authenticator.objects.get(user=owner, type="totp")
    posts = {
        f"/admin/auth/user/{owner.pk}/change/": {"email": OTHER, "is_active": "on"},
        f"/admin/auth/user/{owner.pk}/password/": {"usable_password": "true", "password1": NEW, "password2": NEW},
        f"/admin/auth/user/{owner.pk}/delete/": {"post": "yes"},
        "/admin/auth/user/": {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"},
        f"/admin/mfa/authenticator/{factor.pk}/delete/": {"post": "yes"},
        "/admin/mfa/authenticator/": {"action": "delete_selected", "_selected_action": [factor.pk], "post": "yes"},
    }
    for address, fields in posts.items():
        assert desk.post(address, fields)["location"].startswith("/accounts/reauthenticate/"), address
    assert everything_about(owner) == before
    assert NEW not in str(desk.session.items())
    desk.post("/accounts/reauthenticate/?next=/admin/", {"password": "een lange zin 1"})
    for address in (f"/admin/auth/user/{owner.pk}/password/", f"/admin/mfa/authenticator/{factor.pk}/delete/"):
        assert desk.post(address, posts[address]).status_code == 302
    assert len(letters.to(ADDRESS)) == 2
    desk.post(f"/admin/auth/user/{owner.pk}/change/", posts[f"/admin/auth/user/{owner.pk}/change/"])
    assert len(letters.to(ADDRESS)) == 3 and not letters.to(OTHER)


def test_a_mail_server_that_is_away_undoes_no_change(owner, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    browser = confirm(log_in(owner))
    assert browser.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()


def test_the_label_of_a_field_is_the_name_of_it_alone(owner):
    """Forms that come with allauth are drawn as ours are."""
    inside = log_in(owner)
    for address in ("/accounts/password/change/", "/accounts/password/reset/"):
        page = inside.get(address).content.decode()
        assert page.count('<div class="field">') == page.count("</label>") > 0
        assert ":</label>" not in page
