"""What is remembered between looks: as long as nothing changed, and not while a transaction may be rolled back."""

import pytest
from django.db import transaction

from polls.asking.results import on_stage
from rooms.live import rendering
from rooms.live.frames import text_frame
from rooms.live.models import Room

websockets_frames = pytest.importorskip("websockets.frames")


@pytest.fixture
def found(transactional_db, stage):
    """A fresh look at the poll on stage."""
    return lambda: on_stage(Room.fetch(stage.room.pk))


def test_the_same_fact_until_a_command_changes_it(stage, found):
    poll = stage.asked()
    assert found() is found()
    stage.must("poll.reveal", poll=poll.pk)
    assert found().revealed_at is not None
    stage.must("poll.hide", poll=poll.pk)
    assert found().revealed_at is None


def test_what_may_be_rolled_back_is_not_remembered(stage, found):
    poll = stage.asked()
    with transaction.atomic():
        room = Room.fetch(stage.room.pk)
        room.polls.filter(pk=poll.pk).update(text="Nooit gevraagd")
        assert on_stage(room).text == "Nooit gevraagd"
        transaction.set_rollback(True)
    assert found().text == poll.text


def test_what_was_changed_by_hand_shows_after_a_while(stage, found, monkeypatch):
    poll = stage.asked()
    found()
    stage.room.polls.filter(pk=poll.pk).update(text="Met de hand")
    assert found().text == poll.text
    later = rendering.time.monotonic() + rendering.REMEMBERED_FOR + 1
    monkeypatch.setattr(rendering.time, "monotonic", lambda: later)
    assert found().text == "Met de hand"


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 70_000])
def test_a_frame_is_what_the_standard_says(size):
    text = b"x" * size
    frame = websockets_frames.Frame(websockets_frames.Opcode.TEXT, text)
    assert text_frame(text) == frame.serialize(mask=False)
