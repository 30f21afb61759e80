"""Lost announcements heal: whoever misses a call looks again, because the version in the database is higher."""

import asyncio
import threading

import pytest
from channels.layers import channel_layers
from channels_redis.pubsub import RedisPubSubChannelLayer

from polls.asking.models import Ballot
from rooms.live.base import metrics
from rooms.live.base.people import Audience, Role
from rooms.live.commands.background import changing
from rooms.live.commands.performing import perform
from rooms.live.hub.announcement import Announcement
from rooms.live.hub.registry import hubs
from rooms.live.models import Room, new_epoch
from rooms.live.rendering import parts
from tests.browsing import Browser, inside, unheard

LOOKING = (Role.HOST, Role.PARTICIPANT, Role.SCREEN)


class DeafLayer(RedisPubSubChannelLayer):
    """A layer that loses everything: it never hears, and says nothing."""

    async def new_channel(self, prefix="specific."):
        return prefix

    async def group_add(self, group, channel):
        pass

    async def group_send(self, group, message):
        pass

    async def receive(self, channel):
        await asyncio.Event().wait()


@pytest.fixture
def deaf(settings):
    """Every announcement is lost."""
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "tests.rooms.live.test_healing.DeafLayer"}}
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


async def agree(browsers, seconds=4.0):
    """Within a heartbeat and the time that a busy machine takes, everybody shows what a fresh page shows."""
    for browser in browsers:
        await browser.until_it_shows(await inside(browser.parts), seconds)


async def test_all_agree_within_a_heartbeat_when_every_announcement_is_lost(scene, deaf, quick):
    browsers = [await Browser(scene, role).open() for role in LOOKING]
    poll = await inside(unheard(scene.asked))
    await inside(unheard(lambda: scene.must("floor.announce", text="Iedereen terug?")))
    await agree(browsers)
    assert all("Iedereen terug?" in browser.document and poll.text in browser.document for browser in browsers)
    await inside(unheard(lambda: scene.vote(poll, who=1)))
    await inside(unheard(lambda: scene.must("poll.reveal", poll=poll.pk)))
    await agree(browsers)
    await inside(unheard(lambda: scene.must("poll.close", poll=poll.pk)))
    await agree(browsers)
    for browser in browsers:
        await browser.leave()


async def test_the_end_of_a_room_is_noticed_when_its_announcement_is_lost(scene, deaf, quick):
    phone, host = await Browser(scene, Role.PARTICIPANT).open(), await Browser(scene, Role.HOST).open()
    await inside(unheard(lambda: perform("room.close", scene.as_host, {})))
    await phone.until(lambda: phone.closed)
    assert phone.closed == 4000
    await agree([host])
    await host.leave()


async def test_another_epoch_means_the_whole_picture(scene, quick):
    """A restored backup: the counters went back, and whoever is ahead must not keep what is no longer true."""
    await inside(lambda: scene.must("floor.announce", text="Van voor de storing"))
    poll = await inside(scene.asked)
    await inside(lambda: scene.vote(poll))
    browsers = [await Browser(scene, role).open() for role in LOOKING]
    ahead = {browser.role: browser.version for browser in browsers}

    def restore():
        Room.objects.filter(pk=scene.room.pk).update(
            epoch=new_epoch(), announcement="", hosts_version=0, participants_version=0, screen_version=0
        )
        scene.room.part_versions.all().delete()
        Ballot.objects.all().delete()

    await inside(restore)
    await agree(browsers)
    for browser in browsers:
        assert "Van voor de storing" not in browser.shows("banner")
        await browser.until(lambda browser=browser: browser.version < ahead[browser.role])
    await inside(lambda: scene.must("floor.announce", text="Van na de storing"))
    for browser in browsers:
        await browser.until(lambda browser=browser: "Van na de storing" in browser.shows("banner"))
        await browser.leave()


@pytest.fixture
def part_that_cannot_travel():
    """A part of participants that no frame can hold once `broken` is set: a defect of ours."""
    broken = threading.Event()

    @parts.part("odd", "rooms/floor/parts/banner.html", audiences=(Audience.PARTICIPANTS,))
    def odd(room, audience):
        return {"sentence": "\ud800" if broken.is_set() else "", "kind": ""}

    yield broken
    del parts._parts["odd"]


async def test_what_was_remembered_as_shown_and_was_not_goes_out_again(part_that_cannot_travel, scene, quick):
    phone = await Browser(scene, Role.PARTICIPANT).open()
    part_that_cannot_travel.set()

    def change() -> None:
        with changing() as changes:
            Room.objects.filter(pk=scene.room.pk).update(announcement="Toch aangekomen")
            for part in ("banner", "odd"):
                changes.touch(scene.room, part, Audience.PARTICIPANTS)

    looks = metrics.flow.looks
    await inside(change)
    while metrics.flow.looks < looks + 2:  # noqa: ASYNC110  (nothing announces it)
        await asyncio.sleep(0.05)
    part_that_cannot_travel.clear()
    await phone.until(lambda: "Toch aangekomen" in phone.shows("banner"))
    await phone.leave()


async def test_a_room_that_was_opened_again_at_once_sends_nobody_home(scene, quick):
    """The call about the end comes when the room is open again."""
    phone = await Browser(scene, Role.PARTICIPANT).open()
    looks = metrics.flow.looks
    hubs.look_again(scene.room.pk, Announcement(ended=True))
    await phone.until(lambda: metrics.flow.looks > looks + 1 or phone.closed)
    assert not phone.closed
    await phone.leave()


async def test_who_comes_with_a_page_of_another_epoch_gets_everything(scene, quick):
    first = await Browser(scene, Role.PARTICIPANT).open()
    old = await Browser(scene, Role.PARTICIPANT, 1).open()
    await old.leave()
    old.document = old.document.replace(f'data-epoch="{old.epoch}"', 'data-epoch="0123456789abcdef"')
    await old.connect()
    assert {"poll", "tally", "now", "headcount", "banner"} <= {id for id, _element in old.pushed}
    await agree([old])
    await old.leave()
    await first.leave()


# --- Those who come back ----------------------------------------------------------------------------------------------


async def test_who_was_away_sees_what_became_of_their_question(scene, quick):
    """No version tells of what one person alone sees: it is told to who comes back."""
    question = await inside(scene.put)
    here = await Browser(scene, Role.PARTICIPANT, 1).open()
    asker = await Browser(scene, Role.PARTICIPANT).open()
    await asker.leave()
    await inside(lambda: scene.must("board.reject", question=question.pk, reason="Al beantwoord"))
    await asker.connect()
    await asker.until(lambda: "Al beantwoord" in asker.shows("asked"))
    for browser in (asker, here):
        await browser.leave()


async def test_a_page_that_is_older_than_the_hub_is_told_what_is_its_own(scene, quick):
    """Nobody of the room was connected when it happened: the server was restarted, or this is its first page."""
    question = await inside(scene.put)
    asker = await Browser(scene, Role.PARTICIPANT).open()
    await asker.leave()
    await inside(lambda: scene.must("board.reject", question=question.pk, reason="Al beantwoord"))
    await asker.connect()
    await asker.until(lambda: "Al beantwoord" in asker.shows("asked"))
    await asker.leave()
