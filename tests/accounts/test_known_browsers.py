"""Wrong passwords of others do not keep a host out of their own browser; a thief of it guesses as slowly as anybody."""

import pytest
from django.conf import settings
from django.test import Client

from livesessions.accounts.known_browsers import TRIES
from livesessions.accounts.making import make_account

ADDRESS, PASSWORD = "anna@wijkteams.example", "kerk-fiets-boterham"


@pytest.fixture
def account(db):
    return make_account(ADDRESS, PASSWORD)


def log_in(browser, password=PASSWORD, address=ADDRESS):
    return browser.post("/accounts/login/", {"login": address, "password": password}).status_code == 302


def lock_out() -> Client:
    """Somebody else gives wrong passwords until the account takes none."""
    stranger = Client()
    assert not any(log_in(stranger, "verkeerd-verkeerd") for _ in range(8))
    assert not log_in(stranger), "also the right one"
    return stranger


def test_a_browser_in_which_the_host_logged_in_before_is_not_locked_out(account):
    own = Client()
    assert log_in(own)
    own.post("/accounts/logout/")
    lock_out()
    assert log_in(own)
    assert not log_in(Client()), "a browser that nobody knows waits"


def test_a_thief_of_a_known_browser_guesses_as_slowly_as_anybody(account):
    own = Client()
    assert log_in(own)
    own.post("/accounts/logout/")
    assert not any(log_in(own, f"verkeerd-{number}") for number in range(TRIES[0]))
    assert not log_in(own)


def test_a_browser_is_known_for_the_account_that_logged_in_and_says_nothing_of_it(account):
    make_account("bram@wijkteams.example", PASSWORD)
    browser = Client()
    assert log_in(browser, address="bram@wijkteams.example")
    browser.post("/accounts/logout/")
    lock_out()
    assert not log_in(browser)
    cookie = browser.cookies[settings.KNOWN_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert "bram" not in cookie.value


def test_a_cookie_of_ones_own_making_exempts_from_nothing(account):
    lock_out()
    browser = Client()
    browser.cookies[settings.KNOWN_COOKIE_NAME] = '["x",["y"]]'
    assert not log_in(browser)


def test_a_town_hall_logs_in_behind_one_address(account):
    for number in range(40):
        make_account(f"host{number}@wijkteams.example", PASSWORD)
    assert all(log_in(Client(), address=f"host{number}@wijkteams.example") for number in range(40))
