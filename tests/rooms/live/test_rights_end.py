"""Rights end when they end: every event that takes a right × who had it × how they would use it.

For each event there are four ways: the socket that is open (at its heartbeat), the next command on it (before
any heartbeat), a command by form, and the page loaded again.
"""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client

from livesessions.accounts.making import vouch_for_address
from livesessions.programme.models import Hosting, Participant
from polls.asking.models import Ballot
from rooms.board.models import Question
from rooms.floor.models import AgendaItem
from rooms.live.base.people import Role
from rooms.live.models import ModeratorLink
from tests.accounts.conftest import PASSWORD, SECRET, confirm, log_in
from tests.browsing import Browser, inside

NEW = "een heel ander woord"


def owner(scene) -> Client:
    """Another browser of the host, who just confirmed that it is them."""
    return confirm(log_in(scene.host))


def desk() -> Client:
    """The browser of an administrator, who just confirmed that it is them."""
    administrator = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser(
        "beheer", "beheer@wijkteams.example", PASSWORD
    )
    return confirm(log_in(administrator))


def changes_password(scene):
    owner(scene).post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})


def forgets_password(scene):
    browser = Client()
    browser.post("/accounts/password/reset/", {"email": scene.host.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    form = browser.get(link, follow=True).redirect_chain[-1][0]
    assert browser.post(form, {"password1": NEW, "password2": NEW}).status_code == 302


def is_given_a_password(scene):
    fields = {"usable_password": "true", "password1": NEW, "password2": NEW}
    assert desk().post(f"/admin/auth/user/{scene.host.pk}/password/", fields).status_code == 302


def adds_a_factor(scene):
    TOTP.activate(scene.host, SECRET)


def removes_a_factor(scene):
    assert owner(scene).post("/accounts/2fa/totp/deactivate/").status_code == 302


def makes_new_codes(scene):
    owner(scene).post("/accounts/2fa/recovery-codes/generate/")


def loses_a_factor(scene):
    factor = scene.host.authenticator_set.get(type="totp")
    desk().post(f"/admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})


def logs_out_everywhere(scene):
    owner(scene).post("/accounts/sessions/")


def is_disabled(scene):
    fields = {"email": scene.host.email}
    assert desk().post(f"/admin/auth/user/{scene.host.pk}/change/", fields).status_code == 302


def is_deleted(scene):
    desk().post(f"/admin/auth/user/{scene.host.pk}/delete/", {"post": "yes"})


def is_taken_off(scene):
    hosting = Hosting.objects.get(session=scene.session, user=scene.host)
    desk().post(f"/admin/programme/hosting/{hosting.pk}/delete/", {"post": "yes"})


def becomes_an_organiser(scene):
    Hosting.objects.filter(session=scene.session).delete()
    scene.programme.organisers.add(scene.host)


def is_removed(scene):
    address = f"/admin/programme/participant/{scene.people[0].pk}/delete/"
    desk().post(address, {"post": "yes"})
    assert not Participant.objects.filter(pk=scene.people[0].pk, erased=False).exists()


def is_dismissed(scene):
    scene.must("board.dismiss", moderator=ModeratorLink.objects.get().pk)


def starts_anew(scene):
    """Nothing: what everybody may go on doing."""


OF_HOSTS = [
    changes_password, forgets_password, is_given_a_password, adds_a_factor, removes_a_factor, makes_new_codes,
    loses_a_factor, logs_out_everywhere, is_disabled, is_deleted, is_taken_off, becomes_an_organiser,
]  # fmt: skip
CASES = (
    [(Role.HOST, event) for event in OF_HOSTS]
    + [(Role.SCREEN, event) for event in OF_HOSTS]
    + [(Role.PARTICIPANT, is_removed), (Role.MODERATOR, is_dismissed)]
)
KEPT = [(role, starts_anew) for role in (Role.HOST, Role.SCREEN, Role.PARTICIPANT, Role.MODERATOR)]
COMMANDS = {
    Role.HOST: lambda scene: ("floor.plan", {"title": "Van wie niet meer mag", "minutes": 5}),
    Role.PARTICIPANT: lambda scene: (
        "poll.vote", {"poll": scene.room.polls.get().pk, "option": scene.room.polls.get().options.first().pk}
    ),
    Role.MODERATOR: lambda scene: ("board.approve", {"question": Question.objects.get().pk}),
}  # fmt: skip


def named(case) -> str:
    return f"{case[0]} {case[1].__name__}"


@pytest.fixture
def full(scene, settings):
    """A room with a poll, a question and a locked door; a host with a password, an app and codes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    scene.host.set_password(PASSWORD)
    scene.host.save()
    vouch_for_address(scene.host)
    scene.asked()
    scene.put()
    scene.moderator()
    scene.must("room.lock")  # a projector stays on by its host's account alone
    return scene


def with_what_it_takes(role, event, scene) -> Client:
    """The browser of somebody with `role`, before the event."""
    if event is not adds_a_factor and role in (Role.HOST, Role.SCREEN):
        TOTP.activate(scene.host, SECRET)
        RecoveryCodes.activate(scene.host)
    if role not in (Role.HOST, Role.SCREEN):
        return scene.client(role)
    cache.clear()
    return log_in(scene.host)


def happens(event, scene) -> None:
    cache.clear()  # nobody counts attempts here, and a code of an app may come twice
    event(scene)


def done() -> tuple[int, int, int]:
    """What the commands of this file would change."""
    waiting = Question.objects.exclude(state="pending").count()
    return AgendaItem.objects.count(), Ballot.objects.count(), waiting


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_a_socket_closes_at_its_heartbeat(case, full, quick):
    role, event = case
    browser = await Browser(full, role, client=await inside(with_what_it_takes, role, event, full)).open()
    assert browser.closed is None
    await inside(happens, event, full)
    await browser.until(lambda: browser.closed, 6)
    assert browser.closed in (4401, 4403)
    await browser.connect()
    assert browser.closed in (4401, 4403)


@pytest.mark.parametrize("case", [case for case in CASES if case[0] in COMMANDS], ids=named)
async def test_the_next_command_on_a_socket_is_not_carried_out(case, full, monkeypatch):
    monkeypatch.setattr("rooms.live.hub.schedule.HEARTBEAT", 600.0)
    role, event = case
    browser = await Browser(full, role, client=await inside(with_what_it_takes, role, event, full)).open()
    name, data = await inside(COMMANDS[role], full)
    before = await inside(done)
    await inside(happens, event, full)
    answer = await browser.receipt(name, **data)
    assert answer in ("closed 4401", "closed 4403", "refused")
    assert await inside(done) == before
    await browser.leave()


@pytest.mark.parametrize("case", [case for case in CASES if case[0] in COMMANDS], ids=named)
def test_a_form_is_not_carried_out(case, full):
    role, event = case
    browser = Browser(full, role, client=with_what_it_takes(role, event, full))
    name, data = COMMANDS[role](full)
    before = done()
    happens(event, full)
    assert browser.post(name, **data).status_code in (401, 403)
    assert done() == before


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_page_is_not_there_any_more(case, full):
    role, event = case
    browser = Browser(full, role, client=with_what_it_takes(role, event, full))
    assert "hx-ws:connect" in browser.page()
    happens(event, full)
    assert "hx-ws:connect" not in browser.page()
    assert browser.parts() == {}


@pytest.mark.parametrize("case", KEPT, ids=named)
async def test_who_keeps_a_right_goes_on(case, full, quick):
    role, event = case
    browser = await Browser(full, role, client=await inside(with_what_it_takes, role, event, full)).open()
    if role in COMMANDS:
        name, data = await inside(COMMANDS[role], full)
        assert await browser.receipt(name, **data) == "ok"
    with pytest.raises(AssertionError, match="in vain"):
        await browser.until(lambda: browser.closed, 1.5)
    await browser.leave()
