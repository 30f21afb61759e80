"""A page says whose it is by an opaque key: what a browser keeps for one person is not sent or shown as another's."""

import re

from django.contrib.auth import get_user_model

from livesessions.programme.models import Hosting
from rooms.live.base.people import Role
from rooms.live.entry.identity import account_key


def account_on(browser, path: str) -> str:
    """The key that stands on the page."""
    return re.search(r'data-account="(\w*)"', browser.get(path).content.decode()).group(1)


def test_two_hosts_in_one_browser_have_two_keys(scene):
    path = f"/r/{scene.room.pk}/host/"
    other = get_user_model().objects.create_user("other", "other@example.org", "x")
    Hosting.objects.create(session=scene.room.session, user=other)
    browser = scene.client(Role.HOST)
    first = account_on(browser, path)
    assert first and first == account_on(browser, path)
    browser.force_login(other)
    assert account_on(browser, path) not in ("", first)


def test_two_participants_have_two_keys_also_on_the_farewell(scene):
    path = f"/r/{scene.room.pk}/"
    one, other = (scene.client(Role.PARTICIPANT, who) for who in (0, 1))
    keys = [account_on(each, path) for each in (one, other)]
    assert keys[0] and keys[1] and keys[0] != keys[1]
    scene.must("room.close")
    assert [account_on(each, path) for each in (one, other)] == keys


def test_the_key_tells_nothing_and_differs_in_another_room(scene):
    assert account_on(scene.client(Role.SCREEN), f"/r/{scene.room.pk}/screen/") == ""
    assert len({account_key("a", 1), account_key("b", 1), account_key("a", 2)}) == 3
    assert account_key("a", None) == ""
