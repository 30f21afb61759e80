"""A login ends unused, ends at last, ends elsewhere; and what ended is not kept."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from livesessions.accounts import standing
from livesessions.accounts.browsers import described
from livesessions.accounts.sessions import NO_ADDRESS, clear_ended, keep_clearing
from rooms.live.base.people import Role
from tests.browsing import Browser, inside

from .conftest import PASSWORD, confirm, log_in

NEW = "een heel ander woord"


def is_in(browser) -> bool:
    """Whether this browser is still somebody."""
    return browser.get("/hosting/").status_code == 200


def login_of(browser) -> Session:
    """The web session of a browser, in the database."""
    return Session.objects.get(pk=browser.cookies["sessionid"].value)


def test_a_login_that_nobody_uses_ends(owner):
    browser = log_in(owner)
    Session.objects.filter(pk=login_of(browser).pk).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_in(browser)
    left = (login_of(log_in(owner)).expire_date - timezone.now()).total_seconds()
    assert configured.SESSION_COOKIE_AGE - 30 < left <= configured.SESSION_COOKIE_AGE == 2 * 3600


def test_a_login_that_is_used_is_put_off_once_a_minute(owner, monkeypatch):
    browser = log_in(owner)
    before = login_of(browser).expire_date
    assert is_in(browser) and login_of(browser).expire_date == before
    session = browser.session
    session[standing.SEEN] -= 61
    session.save()
    before = login_of(browser).expire_date
    assert is_in(browser) and login_of(browser).expire_date > before


def test_a_login_ends_after_half_a_day_however_busy(owner):
    browser = log_in(owner)
    session = browser.session
    session[standing.BEGAN] = int(time.time()) - standing.LONGEST - 1
    session.save()
    assert not is_in(browser)
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("is_open", [True, False])
async def test_a_console_in_an_open_room_is_in_use_while_its_host_listens(is_open, scene, quick):
    browser = await Browser(scene, Role.HOST).open()
    session = await inside(lambda: Session.objects.get())
    if not is_open:
        await inside(lambda: scene.must("room.close"))
    soon = timezone.now() + timedelta(seconds=60)
    await inside(lambda: Session.objects.filter(pk=session.pk).update(expire_date=soon))

    async def put_off(within):
        until = time.monotonic() + within
        while time.monotonic() < until:
            if (await inside(lambda: Session.objects.get())).expire_date > soon:
                return True
            browser.take_all()
            await inside(time.sleep, 0.1)
        return False

    assert await put_off(4 if is_open else 1.5) is is_open
    await browser.leave()


def test_a_new_password_and_a_changed_factor_end_the_other_logins_and_not_this_one(owner):
    here, elsewhere = confirm(log_in(owner)), log_in(owner)
    here.post("/accounts/2fa/recovery-codes/generate/")
    assert is_in(here) and not is_in(elsewhere)
    elsewhere = log_in(owner)
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert is_in(here) and not is_in(elsewhere)


def test_a_person_sees_where_they_are_logged_in_and_logs_out_everywhere_else(owner):
    here = log_in(owner)
    there = log_in(owner, browser=Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}))
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox, Windows" in page and "(deze)" in page and "127.0.0.1" not in page
    assert here.post("/accounts/sessions/").status_code == 302
    assert is_in(here) and not is_in(there)


def test_no_address_of_a_browser_is_kept(owner):
    log_in(owner)
    assert set(UserSession.objects.values_list("ip", flat=True)) == {NO_ADDRESS}


def test_what_ended_is_cleared_while_the_site_serves(owner):
    old, new = log_in(owner), log_in(owner)
    Session.objects.filter(pk=login_of(old).pk).update(expire_date=timezone.now() - timedelta(seconds=1))
    stopped = keep_clearing(every=600)
    until = time.monotonic() + 5
    while Session.objects.count() > 1 and time.monotonic() < until:
        time.sleep(0.05)
    stopped.set()
    clear_ended()
    assert [each.pk for each in Session.objects.all()] == [login_of(new).pk]
    assert UserSession.objects.get().session_key == login_of(new).pk


@pytest.mark.parametrize(
    ("says", "is_named"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) AppleWebKit/605 Version/18 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", ""),
    ],
)
def test_a_browser_has_a_name_that_people_know(says, is_named):
    assert described(says) == is_named
