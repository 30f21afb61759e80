"""One thing at a time stands on the stage: what is opened comes on it, and what ends gives way to what stood before."""

import pytest

from rooms.live.base.people import Audience, Role
from rooms.live.changes.stage import acts
from rooms.live.commands.performing import perform_all
from rooms.live.commands.register import CommandRequest
from rooms.live.models import Room
from rooms.live.rendering import parts
from rooms.live.rendering.renderer import render, version_of
from tests.browsing import Browser
from tests.everything import everything
from tests.scene import Scene


def on(scene: Scene) -> str:
    scene.room.refresh_from_db()
    return scene.room.stage


def shown(scene: Scene, part: str, audience: Audience) -> str:
    scene.room.refresh_from_db()
    [rendered] = render(parts.named(part), scene.room, audience, "nl")
    return rendered.html


def test_what_is_opened_comes_on_the_stage(scene):
    assert on(scene) == ""
    poll = scene.asked()
    assert on(scene) == "poll"
    scene.must("board.open")
    assert on(scene) == "board"
    scene.must("poll.reveal", poll=poll.pk)
    assert on(scene) == "poll"
    scene.must("board.prompt", title="Wat heb je nodig?")
    assert on(scene) == "prompt"


def test_what_ends_gives_way_to_what_stood_there_before(scene):
    scene.asked()
    scene.must("board.prompt", title="Wat heb je nodig?")
    scene.must("board.finish", board=scene.room.boards.get().pk)
    assert on(scene) == "poll"
    assert scene.room.stage_before == ""


def test_what_ended_does_not_come_back(scene):
    scene.must("board.prompt", title="Wat heb je nodig?")
    scene.asked()
    scene.must("board.finish", board=scene.room.boards.get().pk)
    assert (on(scene), scene.room.stage_before) == ("poll", "")


def test_an_agenda_without_items_leaves_the_stage(scene):
    first, second = scene.plan(("Inleiding", "Slot"))
    scene.asked()
    scene.must("floor.stage", act="agenda")
    scene.must("floor.remove", item=first)
    assert on(scene) == "agenda"
    scene.must("floor.remove", item=second)
    assert on(scene) == "poll"


@pytest.mark.parametrize("audience", [Audience.PARTICIPANTS, Audience.SCREEN])
def test_an_agenda_that_changes_as_it_comes_on_the_stage_is_shown_so(audience, scene):
    """Two processes: the one that changes the item read the room before the other put the agenda on the stage."""
    [item] = scene.plan(("Inleiding",))
    before = version_of(Room.fetch(scene.room.pk), audience, "agenda")
    scene.must("floor.edit", item=item, title="Begin", minutes=5)
    assert version_of(Room.fetch(scene.room.pk), audience, "agenda") > before


def test_a_poll_that_closes_stays_where_it_is(scene):
    scene.plan(("Inleiding",))
    poll = scene.asked()
    scene.must("poll.close", poll=poll.pk)
    assert on(scene) == "poll"
    scene.must("floor.stage", act="agenda")
    assert on(scene) == "agenda"


def test_a_poll_that_closed_long_ago_is_shown_again(scene):
    first = scene.asked("Wat was het eerste?")
    scene.must("poll.close", poll=first.pk)
    second = scene.asked("Wat was het tweede?")
    scene.must("floor.stage", act="")
    scene.must("poll.reveal", poll=first.pk)
    assert on(scene) == "poll"
    for audience in (Audience.PARTICIPANTS, Audience.SCREEN):
        assert "Wat was het eerste?" in shown(scene, "poll", audience)
    assert "Wat was het tweede?" in shown(scene, "also_open", Audience.PARTICIPANTS), "it stays open"
    scene.must("poll.close", poll=second.pk)
    assert "Wat was het eerste?" in shown(scene, "poll", Audience.SCREEN), "closing what is beside it leaves the stage"


def test_the_question_that_is_discussed(scene):
    first, second = scene.question(text="Hoe begin je?"), scene.question(text="Wie beslist?", who=1)
    scene.must("board.live", question=first.pk)
    assert on(scene) == "question"
    scene.must("board.live", question=second.pk)
    assert on(scene) == "question", "the first is answered thereby, and the second stands there now"
    scene.must("board.answer", question=second.pk)
    assert on(scene) == "board"


@pytest.mark.parametrize("act", ["poll", "question", "agenda"])
def test_what_comes_back_within_one_transaction_stands_there(act, scene):
    scene.plan(("Inleiding",))
    poll, question = scene.asked(), scene.question()
    scene.must("board.live", question=question.pk)
    scene.must("poll.reveal", poll=poll.pk)
    scene.must("floor.stage", act=act)
    again = {
        "poll": ("poll.reveal", {"poll": poll.pk}),
        "question": ("board.live", {"question": question.pk}),
        "agenda": ("floor.stage", {"act": "agenda"}),
    }
    commands = [("floor.stage", {"act": ""}), again[act]]
    receipts = perform_all([CommandRequest(name, scene.as_host, data, "nl") for name, data in commands])
    assert [receipt.status for receipt in receipts] == ["ok", "ok"]
    assert on(scene) == act
    before = everything()
    scene.must(again[act][0], **again[act][1])
    assert everything() == before, "it stood there"


def test_groups_and_their_harvest(scene):
    scene.asked()
    out = scene.out()
    assert on(scene) == "groups"
    scene.must("breakouts.recall", round=out.pk)
    assert on(scene) == "poll"
    scene.must("breakouts.show", round=out.pk, how="wall")
    assert on(scene) == "harvest"
    scene.must("breakouts.show", round=out.pk, how="off")
    assert on(scene) == "poll"


def test_only_what_is_there_can_be_put_on_the_stage(scene):
    scene.plan(("Inleiding",))
    for act in acts():
        receipt = scene.ask("floor.stage", act=act.name)
        assert (receipt.status == "ok") == act.ready(scene.room), act.name
    assert scene.ask("floor.stage", act="konijn").code == 400
    assert scene.ask("floor.stage", act="pause").sentence == "In beeld: pauze."


def test_a_break_says_when_it_ends(scene):
    scene.must("floor.stage", act="pause", minutes="10")
    assert "data-clock" in shown(scene, "stage", Audience.SCREEN)
    scene.must("floor.stage", act="pause")
    assert "data-clock" not in shown(scene, "stage", Audience.SCREEN)
    assert scene.ask("floor.stage", act="pause", minutes="0").status == "refused"


@pytest.mark.parametrize("audience", [Audience.PARTICIPANTS, Audience.SCREEN])
def test_nobody_reads_the_agenda_before_it_is_shown(scene, audience):
    scene.plan(("Inleiding",))
    assert "Inleiding" not in shown(scene, "agenda", audience)
    scene.must("floor.stage", act="agenda")
    assert "Inleiding" in shown(scene, "agenda", audience)
    scene.asked()
    assert "Inleiding" not in shown(scene, "agenda", audience)


def test_the_host_puts_back_what_stood_there(scene):
    scene.plan(("Inleiding",))
    poll = scene.asked()
    scene.must("poll.close", poll=poll.pk)
    scene.must("floor.stage", act="agenda")
    console = Browser(scene, Role.HOST).page()
    assert 'name="act" value="poll"' in console
    scene.must("floor.stage", act="poll")
    assert on(scene) == "poll"


def test_a_room_that_opens_anew_has_an_empty_stage(scene):
    scene.asked()
    scene.end()
    scene.must("room.open")
    assert (on(scene), scene.room.stage_before) == ("", "")
