"""Which pages may open a socket: exactly our own, and nobody's by a trick with the headers."""

import pytest
from django.test import override_settings

from rooms.live.base.origin import is_ours
from rooms.live.base.people import Role
from tests.browsing import Browser

FOREIGN = [
    "https://testserver", "http://testserver:8000", "http://testserver:80", "ws://testserver", "http://evil.example",
    "http://testserver.evil.example", "http://eviltestserver", "http://evil.example/testserver", "null", "",
    "http://user@testserver", "http://testserver@evil.example", "http://TESTSERVER", "http://testserver.",
    "http://testserver/", "http://testserver#", "http://testserver ", "file://", "http://t\xebstserver", "testserver",
]  # fmt: skip


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_page_of_another_site_opens_no_socket(origin, scene):
    """Also with the cookies of a participant, which the browser of a victim sends along."""
    browser = await Browser(scene, Role.PARTICIPANT).connect(origin)
    assert browser.closed is not None and not browser.pushed
    assert await browser.socket.receive_nothing()


@pytest.mark.parametrize("origin", ["http://testserver", None])
async def test_our_own_page_and_a_program_open_one(origin, scene):
    browser = await Browser(scene, Role.PARTICIPANT).connect(origin)
    assert browser.closed is None and browser.pushed
    await browser.leave()


@pytest.mark.parametrize(
    "headers",
    [
        [(b"host", b"testserver"), (b"origin", b"http://testserver"), (b"origin", b"http://evil.example")],
        [(b"host", b"testserver"), (b"origin", b"http://evil.example"), (b"origin", b"http://testserver")],
        [(b"host", b"testserver"), (b"host", b"evil.example"), (b"origin", b"http://evil.example")],
        [(b"host", b"evil.example"), (b"host", b"testserver"), (b"origin", b"http://evil.example")],
        [(b"origin", b"http://testserver")],
        [(b"host", b"testserver"), (b"origin", b"http://evil.example"), (b"x-forwarded-host", b"evil.example")],
        [(b"host", b"testserver, evil.example"), (b"origin", b"http://evil.example")],
    ],
)
def test_doubled_and_forwarded_headers_do_not_help(headers):
    assert not is_ours(headers)


@pytest.mark.parametrize("host", [b"evil.example", b"evil.example:8000", b"testserver@evil.example", b"", b"[::1"])
async def test_a_host_that_is_not_ours_is_not_served(host, scene):
    """DNS rebinding: the victim's browser believes that our address is evil.example."""
    assert not is_ours([(b"host", host), (b"origin", b"http://" + host)])


def test_origins_of_the_settings_are_trusted_exactly():
    with override_settings(TRUSTED_ORIGINS=["https://wijkteams.example"]):
        ours = (b"host", b"testserver")
        assert is_ours([ours, (b"origin", b"https://wijkteams.example")])
        for other in (b"http://wijkteams.example", b"https://wijkteams.example:8443", b"https://x.wijkteams.example"):
            assert not is_ours([ours, (b"origin", other)])
