"""Somebody with an account, a second factor and a mail box; a mail server that is a mail server."""

import base64
import hashlib
import hmac
import time

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from livesessions.accounts.making import make_account
from tests.services import free_port

PASSWORD = "paard batterij nietje"
ADDRESS = "begeleider@wijkteams.example"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """The real hasher is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


class Letters(Message):
    """Keeps every letter as it was delivered."""

    def __init__(self):
        super().__init__()
        self.delivered = []

    def handle_message(self, message):
        """Keep it."""
        self.delivered.append(message)

    def to(self, address):
        """The subjects of the letters to this address."""
        return [letter["Subject"] for letter in self.delivered if letter["X-RcptTo"] == address]


@pytest.fixture
def letters(settings):
    """The letters that went through a mail server."""
    handler = Letters()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield handler
    controller.stop()


@pytest.fixture
def owner(transactional_db):
    """Somebody with a password, an authenticator app and recovery codes."""
    user = make_account(ADDRESS, PASSWORD)
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def administrator(db):
    """A superuser, made at the command line."""
    return get_user_model().objects.create_superuser("beheer", "beheer@wijkteams.example", "een lange zin 1")


def code(secret, now=None):
    """The six digits of RFC 6238, worked out apart from allauth."""
    now = time.time() if now is None else now
    digest = hmac.new(base64.b32decode(secret), int(now // 30).to_bytes(8), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 10**6:06}"


def log_in(user=None, password=PASSWORD, browser=None):
    """A browser in which somebody logged in a moment ago: with the password, and with the app if there is one."""
    browser = browser or Client()
    answer = browser.post("/accounts/login/", {"login": user.email if user else ADDRESS, "password": password})
    if answer["location"].startswith("/accounts/2fa/authenticate/"):
        for _try in range(2):  # a code may expire on its way
            cache.clear()  # the same code, again
            answer = browser.post("/accounts/2fa/authenticate/", {"code": code(SECRET)})
            if answer.status_code == 302:
                break
    assert answer.status_code == 302 and "_auth_user_id" in browser.session, answer.content
    return browser


def confirm(browser):
    """Give the password again, as a page asks before it changes anything."""
    assert browser.post("/accounts/reauthenticate/?next=/hosting/", {"password": PASSWORD})["location"] == "/hosting/"
    return browser
