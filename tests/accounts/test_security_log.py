"""The security log: one line for each event, and nobody's name, address or words in any."""

import io
import json
import logging
import logging.config
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from livesessions.accounts.security_log import network_of, pseudonym
from livesessions.archive.redaction import redact, texts_of
from livesessions.logs import logging_config
from livesessions.programme import retention
from livesessions.programme.models import Hosting
from livesessions.texts.redacting import fingerprint
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser

from .conftest import ADDRESS, PASSWORD, SECRET, code, confirm, log_in

NEW = "een heel ander woord"


class Lines:
    """What the security log wrote."""

    def __init__(self, stream):
        self.stream = stream

    @property
    def all(self):
        """Every line, as a program reads it."""
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def of(self, event):
        """The lines of one event."""
        return [line for line in self.all if line["event"] == event]

    def one(self, event):
        """The only line of an event."""
        [line] = self.of(event)
        return line


@pytest.fixture
def lines():
    """The lines as production writes them."""
    config = logging_config("WARNING", as_json=True)["formatters"]["structured"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    build = config.pop("()")
    handler.setFormatter(build(**config))
    logger = logging.getLogger("livesessions.security")
    logger.addHandler(handler)
    yield Lines(stream)
    logger.removeHandler(handler)
    text = stream.getvalue()
    for word in (ADDRESS, "wijkteams.example", PASSWORD, NEW, SECRET, "127.0.0.1", "Mens 0", "Fatima", "Gluren"):
        assert word not in text, word


def test_a_wrong_password_and_a_block(owner, lines, client):
    for _attempt in range(6):
        client.post("/accounts/login/", {"login": ADDRESS, "password": "mis"}, REMOTE_ADDR="127.0.0.1")
    assert len(lines.of("login.failed")) == 5
    blocked = lines.one("login.blocked")
    assert blocked["tried"] == pseudonym("tried", ADDRESS.upper())
    assert blocked["network"] == lines.of("login.failed")[0]["network"]


def test_a_login_and_a_wrong_code(owner, lines, client):
    client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert lines.one("factor.failed")["account"] == pseudonym("account", owner.pk)
    assert not lines.of("login.done")
    client.post("/accounts/2fa/authenticate/", {"code": code(SECRET)})
    assert lines.one("login.done")["account"] == pseudonym("account", owner.pk)


def test_passwords_factors_and_their_codes(owner, lines):
    browser = confirm(log_in(owner))
    browser.post("/accounts/2fa/recovery-codes/generate/")
    browser.post("/accounts/2fa/totp/deactivate/")
    browser.get("/accounts/2fa/totp/activate/")
    browser.post("/accounts/2fa/totp/activate/", {"code": code(browser.session["mfa.totp.secret"])})
    browser.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert lines.one("factor.renewed")["kind"] == "recovery_codes"
    assert [line["by"] for line in lines.of("factor.removed") if line["kind"] == "totp"] == [
        pseudonym("account", owner.pk)
    ]
    assert [line["kind"] for line in lines.of("factor.added")].count("totp") == 1
    assert lines.one("password.changed")["account"] == pseudonym("account", owner.pk)


def test_a_password_that_was_reset(owner, lines, client, mailoutbox):
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    link = mailoutbox[0].body.split("http://testserver")[1].split()[0]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert lines.one("password.asked")["tried"] == pseudonym("tried", ADDRESS)
    assert lines.one("password.reset")["account"] == pseudonym("account", owner.pk)


def test_what_an_administrator_does_to_accounts(owner, administrator, lines):
    desk = Client()
    desk.force_login(administrator)
    desk.post("/accounts/reauthenticate/?next=/admin/", {"password": "een lange zin 1"})
    factor = Authenticator.objects.get(user=owner, type="totp")
    desk.post("/admin/auth/user/add/", {"email": "nieuw@wijkteams.example", "usable_password": "false"})
    desk.post(f"/admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
    fields = {"usable_password": "true", "password1": NEW, "password2": NEW}
    desk.post(f"/admin/auth/user/{owner.pk}/password/", fields)
    desk.post(f"/admin/auth/user/{owner.pk}/change/", {"email": "anders@wijkteams.example", "is_staff": "on"})
    desk.post(f"/admin/auth/user/{owner.pk}/delete/", {"post": "yes"})
    by, account = pseudonym("account", administrator.pk), pseudonym("account", owner.pk)
    for event in ("factor.removed", "password.changed", "address.changed", "right.given", "right.taken"):
        lines_of_owner = [line for line in lines.of(event) if line["account"] == account and line["by"] == by]
        assert lines_of_owner, event
    assert lines.one("right.given")["right"] == "staff" and lines.one("right.taken")["right"] == "active"
    assert lines.one("account.made")["by"] == lines.one("account.removed")["by"] == by


def test_hosts_and_organisers_that_come_and_go(scene, lines):
    hosting = Hosting.objects.create(session=scene.session, user=scene.organiser)
    hosting.delete()
    scene.programme.organisers.remove(scene.organiser)
    scene.programme.organisers.set([scene.host])
    scene.programme.organisers.clear()
    account = pseudonym("account", scene.organiser.pk)
    assert lines.one("host.added")["account"] == lines.one("host.removed")["account"] == account
    assert [line["account"] for line in lines.of("organiser.removed")] == [
        account, pseudonym("account", scene.host.pk)
    ]  # fmt: skip
    assert lines.one("organiser.added")["account"] == pseudonym("account", scene.host.pk)


def test_refusals_of_pages_and_commands(scene, lines):
    browser = Client()
    browser.force_login(scene.organiser)
    assert browser.get(f"/r/{scene.room.pk}/host/").status_code == 403
    refused = lines.one("page.refused")
    assert refused["what"] == "room-host" and refused["by"] == pseudonym("account", scene.organiser.pk)
    perform("room.close", scene.as_participant(), {})
    line = lines.one("command.refused")
    assert line["what"] == "room.close" and line["role"] == "participant" and "by" not in line
    assert scene.people[0].pk.hex not in str(lines.all) and str(scene.people[0].pk) not in str(lines.all)
    assert scene.room.pk not in str(lines.all)


def test_a_download_from_the_archive(scene, lines):
    scene.end()
    browser = Client()
    browser.force_login(scene.organiser)
    assert browser.get(f"/archive/{scene.programme.slug}/polls.csv").status_code == 200
    line = lines.one("archive.downloaded")
    assert line["sheet"] == "polls" and line["by"] == pseudonym("account", scene.organiser.pk)


def test_links_of_moderators(scene, lines):
    moderator = scene.moderator()
    host = pseudonym("account", scene.host.pk)
    assert lines.one("moderator.invited")["by"] == host
    scene.must("board.dismiss", moderator=moderator.pk)
    assert lines.one("moderator.dismissed")["by"] == host
    scene.moderator()
    scene.end()
    assert lines.one("moderator.links_ended")["links"] == 1


def test_the_door_and_who_is_put_out(scene, lines):
    by = pseudonym("account", scene.host.pk)
    person = scene.people[0]
    for _twice in range(2):
        scene.must("room.remove", person=person.pk)
    scene.must("room.readmit", person=person.pk)
    for command in ("room.wait", "room.lock", "room.unlock"):
        scene.must(command)
    scene.must("room.rotate", code=scene.room.code)
    scene.must("room.wait")
    newcomers = Client(), Client()
    for name, client in zip(("Mens 0", "Fatima"), newcomers, strict=True):
        client.post("/", {"code": scene.room.code, "name": name, "team": "", "role": "anders"})
    scene.must("room.admit", everybody="on")
    assert lines.one("participant.put_out")["by"] == lines.one("participant.readmitted")["by"] == by
    assert lines.one("participant.admitted")["people"] == 2
    assert [line["how"] for line in lines.of("door.changed")] == ["waiting", "locked", "open", "renewed", "waiting"]
    assert person.pk.hex not in str(lines.all) and str(person.pk) not in str(lines.all)
    assert scene.room.pk not in str(lines.all)


def test_words_that_go_and_the_purge(scene, lines):
    asked = scene.question(text="Fatima woont hier")
    text = texts_of("question", str(asked.pk))
    [place] = text
    assert redact("question", str(asked.pk), place, fingerprint(text[place].words), "woont hier", scene.host.pk)
    assert lines.one("words.redacted")["by"] == pseudonym("account", scene.host.pk)
    retention.purge(scene.programme.ends_on + timedelta(days=3650))
    line = lines.one("programme.purged")
    assert line["programme"] == scene.programme.pk and "by" not in line


def test_a_form_of_a_host_without_rights(scene, lines):
    Hosting.objects.all().delete()
    Browser(scene, Role.HOST).post("floor.plan", title="Niet", minutes=5)
    assert lines.one("page.refused")["what"] == "room-do"


def test_networks_are_told_apart_and_households_are_not(rf):
    def of(address):
        return network_of(rf.get("/", REMOTE_ADDR=address))

    assert of("192.0.2.7") == of("192.0.2.200") != of("192.0.3.7")
    assert of("2001:db8:1::1") == of("2001:db8:1:ffff::2") != of("2001:db8:2::1")
    assert "192" not in of("192.0.2.7") and len(of("192.0.2.7")) == 12


def test_it_is_written_whatever_the_other_log_leaves_out_and_to_a_file_of_its_own(tmp_path):
    config = logging_config("ERROR", as_json=True, security_file=str(tmp_path / "security.log"))
    logger = config["loggers"]["livesessions.security"]
    assert logger == {"handlers": ["security"], "propagate": False, "level": "INFO"}
    assert config["handlers"]["security"]["filename"] == str(tmp_path / "security.log")
