"""What is remembered between looks: as long as nothing changed, and not while a transaction may be rolled back."""

import pytest
from django.db import transaction

from polls.asking.results import on_stage
from rooms.live.base.people import Role
from rooms.live.hub.frames import text_frame
from rooms.live.models import Room
from rooms.live.rendering import page_cache, renderer
from tests.browsing import Browser, inside

websockets_frames = pytest.importorskip("websockets.frames")


@pytest.fixture
def found(transactional_db, scene):
    """A fresh look at the poll on stage."""
    return lambda: on_stage(Room.fetch(scene.room.pk))


def test_the_same_fact_until_a_command_changes_it(scene, found):
    poll = scene.asked()
    assert found() is found()
    scene.must("poll.reveal", poll=poll.pk)
    assert found().revealed_at is not None
    scene.must("poll.hide", poll=poll.pk)
    assert found().revealed_at is None


def test_what_may_be_rolled_back_is_not_remembered(scene, found):
    poll = scene.asked()
    with transaction.atomic():
        room = Room.fetch(scene.room.pk)
        room.polls.filter(pk=poll.pk).update(text="Nooit gevraagd")
        assert on_stage(room).text == "Nooit gevraagd"
        transaction.set_rollback(True)
    assert found().text == poll.text


def test_what_was_changed_by_hand_shows_after_a_while(scene, found, monkeypatch):
    poll = scene.asked()
    found()
    scene.room.polls.filter(pk=poll.pk).update(text="Met de hand")
    assert found().text == poll.text
    later = renderer.time.monotonic() + renderer.REMEMBERED_FOR + 1
    monkeypatch.setattr(renderer.time, "monotonic", lambda: later)
    assert found().text == "Met de hand"


async def test_what_was_destroyed_is_not_remembered_and_nothing_is_of_a_room_that_nobody_looks_at(scene, quick):
    poll, question = await inside(scene.asked), await inside(lambda: scene.put(who=1))
    host, phone = await Browser(scene, Role.HOST).open(), await Browser(scene, Role.PARTICIPANT).open()
    await inside(phone.page)
    secrets = {bytes(poll.secret), bytes(question.board.secret)}

    def kept():
        facts = [fact for _state, _until, found in renderer._facts.values() for fact in _each(found)]
        return {bytes(fact.secret) for fact in facts if getattr(fact, "secret", None)} & secrets

    assert kept() == secrets
    await inside(lambda: scene.must("poll.close", poll=poll.pk))
    await inside(scene.end)
    await phone.until(lambda: phone.closed)
    await host.until_it_shows(await inside(host.parts))
    assert not kept()
    for browser in (host, phone):
        await browser.leave()
    for memory in (renderer._facts, renderer._drawn, page_cache._pages):
        assert not [key for key in memory if key[0] == scene.room.pk]


def _each(found):
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 70_000])
def test_a_frame_is_what_the_standard_says(size):
    text = b"x" * size
    frame = websockets_frames.Frame(websockets_frames.Opcode.TEXT, text)
    assert text_frame(text) == frame.serialize(mask=False)
