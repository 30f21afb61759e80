"""Compressed pages: a browser waits for as many bytes as the answer says that it has."""

import gzip

import pytest

from rooms.live.base.people import Role
from tests.browsing import Browser


@pytest.mark.parametrize("page", ["front door", "room"])
def test_a_page_is_as_long_as_it_says(page, scene):
    client = scene.client(Role.PARTICIPANT if page == "room" else Role.STRANGER)
    address = "/" if page == "front door" else Browser(scene, Role.PARTICIPANT).address
    for _twice in range(2):  # drawn, and kept
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Length"] == str(len(answer.content))
        assert b"</html>" in gzip.decompress(answer.content)
