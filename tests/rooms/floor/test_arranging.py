"""Arranging the agenda: changing, ordering and removing items, and putting them back."""

import threading
import time

import pytest
from django.db import connections

from rooms.floor.models import AgendaItem, agenda_of
from rooms.live.commands.background import changing
from tests.scene import Scene


def titles(scene: Scene) -> list[str]:
    return [item.title for item in agenda_of(scene.room)]


@pytest.fixture
def items(scene) -> list[int]:
    return scene.plan(("Welkom", "Gluren", "Oogst", "Afsluiten"))


def test_an_item_says_what_it_was_changed_to(scene, items):
    scene.must("floor.edit", item=items[1], title="Kijken", minutes=25)
    item = AgendaItem.objects.get(pk=items[1])
    assert (item.title, item.minutes) == ("Kijken", 25)


def test_what_is_still_to_come_goes_to_its_place(scene, items):
    scene.must("floor.start", item=items[0])
    scene.must("floor.move", item=items[3], place=1)
    assert titles(scene) == ["Welkom", "Afsluiten", "Gluren", "Oogst"]
    scene.must("floor.move", item=items[3], place=9)
    assert titles(scene) == ["Welkom", "Gluren", "Oogst", "Afsluiten"]


@pytest.mark.both_databases
def test_an_item_that_is_being_changed_and_all_of_them_do_not_block_one_another(scene, items):
    changing_it, done = threading.Event(), []

    def change():
        try:
            with changing() as changes:
                scene.room.agenda.filter(pk=items[2]).update(minutes=7)
                changing_it.set()
                time.sleep(0.3)  # the other begins, and waits
                changes.touch(scene.room, "agenda")
            done.append("changed")
        finally:
            connections.close_all()

    thread = threading.Thread(target=change)
    thread.start()
    changing_it.wait()
    scene.must("floor.move", item=items[2], place=1)
    thread.join()
    assert done == ["changed"]


def test_what_has_begun_keeps_its_place(scene, items):
    scene.must("floor.start", item=items[1])
    for item in items[:2]:
        assert scene.ask("floor.move", item=item, place=2).status == "refused"
    assert titles(scene) == ["Welkom", "Gluren", "Oogst", "Afsluiten"]


def test_what_was_removed_can_be_put_back_where_it_was(scene, items):
    scene.must("floor.remove", item=items[1])
    assert titles(scene) == ["Welkom", "Oogst", "Afsluiten"]
    assert scene.ask("floor.start", item=items[1]).status == "refused"
    scene.must("floor.restore", item=items[1])
    assert titles(scene) == ["Welkom", "Gluren", "Oogst", "Afsluiten"]


def test_the_item_that_is_on_is_not_removed(scene, items):
    scene.must("floor.start", item=items[0])
    assert scene.ask("floor.remove", item=items[0]).status == "refused"
    assert len(titles(scene)) == 4


def test_what_was_removed_goes_when_the_room_is_finished(scene, items):
    scene.must("floor.remove", item=items[1])
    scene.must("room.close")
    scene.must("room.finish")
    assert AgendaItem.objects.count() == 3
