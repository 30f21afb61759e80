"""Several processes with a real Redis: a change shows in the others at once, and without Redis a little later.

And whoever reads Redis learns nobody: all that goes there while people vote, ask and leave is heard.
"""

import json
import subprocess
import sys
import threading
from base64 import b64encode, urlsafe_b64encode

import pytest
import redis
from channels.layers import channel_layers
from django.conf import settings
from django.db import connection
from django.test import override_settings

from livesessions import stores
from livesessions.programme.models import Participant
from rooms.live.base.people import Role
from rooms.live.base.redis import circuit_breaker
from rooms.live.hub.announcement import STEP, Announcement
from rooms.live.hub.presence import PresenceEntry, presence
from tests.browsing import Browser, inside
from tests.planting import WORD, pages, plant_cards, plant_floor, plant_polls, plant_questions, take_out
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


def every_form(person: Participant) -> set[bytes]:
    """A participant's id in each form in which it might be written."""
    raw = person.pk.bytes
    texts = {str(person.pk), person.pk.hex, b64encode(raw).decode(), urlsafe_b64encode(raw).decode()}
    return {raw, *(form.encode() for text in texts for form in (text, text.upper(), text.rstrip("=")))}


class Monitor:
    """Redis's own record of every command that it is given."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(url)
        self.heard: list[bytes] = []
        self._connection = self._client.connection_pool.get_connection()
        self._connection.send_command("MONITOR")
        self._connection.read_response()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                line = self._connection.read_response(disable_decoding=True)
            except (OSError, ValueError, redis.RedisError, AttributeError):
                return
            # MONITOR writes bytes that are no text as \xNN.
            self.heard.append(line.decode("latin-1").encode("latin-1").decode("unicode_escape").encode("latin-1"))

    def stop(self) -> bytes:
        """Everything that was heard."""
        self._client.echo("the end")
        for _i in range(100):
            if any(b"the end" in line for line in self.heard):
                break
            threading.Event().wait(0.05)
        self._connection.disconnect()
        return b"\n".join(self.heard)


async def test_redis_is_told_nothing_of_anybody(scene, with_redis):
    cached = {name: stores.cache(with_redis.url, name) for name in settings.CACHES}
    circuit_breaker.announcements.worked()  # the test before this one took Redis away
    with override_settings(CACHES=cached):
        monitor = Monitor(with_redis.url)
        phones = [await Browser(scene, Role.PARTICIPANT, who).open() for who in range(3)]
        poll = await inside(scene.asked)
        question = await inside(scene.question)
        option = await inside(lambda: poll.options.first().pk)
        for phone in phones:
            assert await phone.receipt("poll.vote", poll=poll.pk, option=option, sequence=1) == "ok"
            assert await phone.receipt("board.upvote", question=question.pk, on="1", sequence=1) == "ok"
            assert await phone.receipt("room.introduce", name="Anna", anonymous="", team="", role="beleid") == "ok"
            await inside(lambda phone=phone: phone.post("board.ask", text=f"Vraag {phone.who}?", names="anonymous"))
            await inside(phone.parts)
        await inside(presence.share, scene.room.pk)
        for phone in phones:
            await phone.leave()
        heard = await inside(monitor.stop)
    assert b"livesessions:presence" in heard and b"limit:" in heard and scene.room.pk.encode() in heard, "it listened"
    assert heard.count(b"look.again") >= 6
    for person in scene.people:
        assert not [form for form in every_form(person) if form in heard]
        assert person.name.encode() not in heard and scene.secrets[person.pk].written().encode() not in heard
        assert bytes(scene.secrets[person.pk]) not in heard
    assert b"own_vote" not in heard and b"upvoted" not in heard


def test_redis_is_told_no_word_that_people_write(scene, with_redis):
    cached = {name: stores.cache(with_redis.url, name) for name in settings.CACHES}
    circuit_breaker.announcements.worked()  # a test before this one took Redis away
    with override_settings(CACHES=cached):
        monitor = Monitor(with_redis.url)
        for plant in (plant_questions, plant_cards, plant_polls, plant_floor):
            for kind, key, place in plant(scene):
                assert pages(scene)
                assert take_out(scene, kind, key, place).status == "ok"
        Browser(scene, Role.PARTICIPANT).post("board.ask", text=f"Waar is {WORD}?", names="anonymous")
        with redis.Redis.from_url(with_redis.url) as client:
            kept = b"".join(key + (client.dump(key) or b"") for key in client.scan_iter())
        heard = monitor.stop()
    assert heard.count(b"look.again") >= 5 and b"limit:" in kept, "it listened, and there was something to read"
    assert WORD.casefold().encode() not in (heard + kept).lower()


@pytest.mark.parametrize("parts", [{"own_vote"}, {"own_vote", "upvoted", "asked"}])
def test_an_announcement_is_as_long_whomever_it_names(parts, scene):
    lengths = set()
    for count in (0, 1, 5, 25):
        people = dict.fromkeys([Participant().pk for _i in range(count)], frozenset(parts))
        announcement = Announcement(people=people, ended=not count)
        lengths.add(len(announcement.sealed()))
        assert Announcement.read(announcement.sealed()) == announcement
    assert len(lengths) == 1 or (len(parts) > 1 and len(lengths) == 2)
    assert len(json.dumps({"x": sorted(parts)})) < STEP


def test_what_another_server_sealed_only_says_that_the_room_changed(scene, settings):
    token = Announcement(ended=True).sealed()
    settings.SECRET_KEY = "y" * 60
    assert Announcement.read(token) == Announcement() == Announcement.read("") == Announcement.read("é")


def test_processes_with_one_key_tell_one_another_who_is_here(scene, with_redis):
    other = type(presence)()
    other.sit(scene.room.pk, scene.people[0].pk.hex, PresenceEntry(3, 7, fallback=False))
    other.share(scene.room.pk)
    assert presence.share(scene.room.pk)
    assert presence.here(scene.room.pk) == {scene.people[0].pk.hex: PresenceEntry(3, 7, fallback=False)}
