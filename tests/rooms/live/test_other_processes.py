"""Several processes with a real Redis: a change shows in the others at once, and without Redis a little later."""

import subprocess
import sys

import pytest
from channels.layers import channel_layers
from django.conf import settings
from django.db import connection

from rooms.live.base.people import Role
from tests.browsing import Browser, inside
from tests.rooms.live.test_healing import LOOKING
from tests.services import RedisServer


@pytest.fixture(scope="module")
def redis_service():
    """A Redis that can be stopped and started."""
    server = RedisServer()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def with_redis(settings, redis_service):
    """This process announces through Redis, as one of several does."""
    settings.REDIS_URL = redis_service.url
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": redis_service.url, "socket_timeout": 15}], "prefix": "livesessions"},
        }
    }
    channel_layers.backends.clear()
    yield redis_service
    channel_layers.backends.clear()


def in_another_process(scene, name, data, redis_url):
    """Carry out a command in a process of its own, which shares nothing with us but the stores."""
    program = (
        "import django; django.setup()\n"
        "from rooms.live.commands.performing import perform\n"
        "from rooms.live.base.people import Actor, Role\n"
        f"receipt = perform({name!r}, Actor({scene.room.pk!r}, Role.HOST, user={scene.host.pk}), {data!r})\n"
        "print(receipt.status)\n"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "livesessions.settings",
        "LAPTOP": "1",
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "REDIS_URL": redis_url,
        "PATH": "/usr/bin",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    assert done.stdout.strip() == "ok", done.stderr


async def test_what_another_process_changes_shows_here_at_once(scene, with_redis, monkeypatch):
    """Without waiting for a heartbeat: Redis carries the call."""
    monkeypatch.setattr("rooms.live.hub.schedule.HEARTBEAT", 3600)
    browsers = [await Browser(scene, role).open() for role in LOOKING]
    await inside(in_another_process, scene, "floor.announce", {"text": "Uit een ander proces"}, with_redis.url)
    for browser in browsers:
        await browser.until(lambda browser=browser: "Uit een ander proces" in browser.document, 20)
        await browser.leave()


async def test_without_redis_a_room_goes_on(scene, with_redis, quick):
    browser = await Browser(scene, Role.PARTICIPANT).open()
    await inside(with_redis.stop)
    try:
        poll = await inside(scene.asked)
        await browser.until(lambda: poll.text in browser.document)
        option = await inside(lambda: poll.options.all()[0])
        assert await browser.receipt("poll.vote", poll=poll.pk, option=option.pk) == "ok"
        await browser.leave()
    finally:
        await inside(with_redis.start)
