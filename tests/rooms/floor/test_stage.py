"""One thing at a time stands on the stage: what is opened comes on it, and what ends gives way to what stood before."""

import pytest

from rooms.live.base.people import Audience, Role
from rooms.live.changes.stage import acts
from rooms.live.commands.register import CommandRequest, perform_all
from rooms.live.models import Room
from rooms.live.rendering import parts
from rooms.live.rendering.renderer import render, version_of
from tests.browsing import Browser
from tests.stage import Stage, everything


def on(stage: Stage) -> str:
    stage.room.refresh_from_db()
    return stage.room.stage


def shown(stage: Stage, part: str, audience: Audience) -> str:
    stage.room.refresh_from_db()
    [rendered] = render(parts.named(part), stage.room, audience, "nl")
    return rendered.html


def test_what_is_opened_comes_on_the_stage(stage):
    assert on(stage) == ""
    poll = stage.asked()
    assert on(stage) == "poll"
    stage.must("board.open")
    assert on(stage) == "board"
    stage.must("poll.reveal", poll=poll.pk)
    assert on(stage) == "poll"
    stage.must("board.prompt", title="Wat heb je nodig?")
    assert on(stage) == "prompt"


def test_what_ends_gives_way_to_what_stood_there_before(stage):
    stage.asked()
    stage.must("board.prompt", title="Wat heb je nodig?")
    stage.must("board.finish", board=stage.room.boards.get().pk)
    assert on(stage) == "poll"
    assert stage.room.stage_before == ""


def test_what_ended_does_not_come_back(stage):
    stage.must("board.prompt", title="Wat heb je nodig?")
    stage.asked()
    stage.must("board.finish", board=stage.room.boards.get().pk)
    assert (on(stage), stage.room.stage_before) == ("poll", "")


def test_an_agenda_without_items_leaves_the_stage(stage):
    first, second = stage.plan(("Inleiding", "Slot"))
    stage.asked()
    stage.must("floor.stage", act="agenda")
    stage.must("floor.remove", item=first)
    assert on(stage) == "agenda"
    stage.must("floor.remove", item=second)
    assert on(stage) == "poll"


@pytest.mark.parametrize("audience", [Audience.PARTICIPANTS, Audience.SCREEN])
def test_an_agenda_that_changes_as_it_comes_on_the_stage_is_shown_so(audience, stage):
    """Two processes: the one that changes the item read the room before the other put the agenda on the stage."""
    [item] = stage.plan(("Inleiding",))
    before = version_of(Room.fetch(stage.room.pk), audience, "agenda")
    stage.must("floor.edit", item=item, title="Begin", minutes=5)
    assert version_of(Room.fetch(stage.room.pk), audience, "agenda") > before


def test_a_poll_that_closes_stays_where_it_is(stage):
    stage.plan(("Inleiding",))
    poll = stage.asked()
    stage.must("poll.close", poll=poll.pk)
    assert on(stage) == "poll"
    stage.must("floor.stage", act="agenda")
    assert on(stage) == "agenda"


def test_a_poll_that_closed_long_ago_is_shown_again(stage):
    first = stage.asked("Wat was het eerste?")
    stage.must("poll.close", poll=first.pk)
    second = stage.asked("Wat was het tweede?")
    refused = stage.ask("poll.reveal", poll=first.pk)
    assert refused.status == "refused", "an open poll would lose its place"
    stage.must("poll.close", poll=second.pk)
    stage.must("floor.stage", act="")
    stage.must("poll.reveal", poll=first.pk)
    assert on(stage) == "poll"
    for audience in (Audience.PARTICIPANTS, Audience.SCREEN):
        assert "Wat was het eerste?" in shown(stage, "poll", audience)


def test_the_question_that_is_discussed(stage):
    first, second = stage.question(text="Hoe begin je?"), stage.question(text="Wie beslist?", who=1)
    stage.must("board.live", question=first.pk)
    assert on(stage) == "question"
    stage.must("board.live", question=second.pk)
    assert on(stage) == "question", "the first is answered thereby, and the second stands there now"
    stage.must("board.answer", question=second.pk)
    assert on(stage) == "board"


@pytest.mark.parametrize("act", ["poll", "question", "agenda"])
def test_what_comes_back_within_one_transaction_stands_there(act, stage):
    stage.plan(("Inleiding",))
    poll, question = stage.asked(), stage.question()
    stage.must("board.live", question=question.pk)
    stage.must("poll.reveal", poll=poll.pk)
    stage.must("floor.stage", act=act)
    again = {
        "poll": ("poll.reveal", {"poll": poll.pk}),
        "question": ("board.live", {"question": question.pk}),
        "agenda": ("floor.stage", {"act": "agenda"}),
    }
    commands = [("floor.stage", {"act": ""}), again[act]]
    receipts = perform_all([CommandRequest(name, stage.as_host, data, "nl") for name, data in commands])
    assert [receipt.status for receipt in receipts] == ["ok", "ok"]
    assert on(stage) == act
    before = everything()
    stage.must(again[act][0], **again[act][1])
    assert everything() == before, "it stood there"


def test_groups_and_their_harvest(stage):
    stage.asked()
    out = stage.out()
    assert on(stage) == "groups"
    stage.must("breakouts.recall", round=out.pk)
    assert on(stage) == "poll"
    stage.must("breakouts.show", round=out.pk, how="wall")
    assert on(stage) == "harvest"
    stage.must("breakouts.show", round=out.pk, how="off")
    assert on(stage) == "poll"


def test_only_what_is_there_can_be_put_on_the_stage(stage):
    stage.plan(("Inleiding",))
    for act in acts():
        receipt = stage.ask("floor.stage", act=act.name)
        assert (receipt.status == "ok") == act.ready(stage.room), act.name
    assert stage.ask("floor.stage", act="konijn").code == 400


def test_a_break_says_when_it_ends(stage):
    stage.must("floor.stage", act="pause", minutes="10")
    assert "data-clock" in shown(stage, "stage", Audience.SCREEN)
    stage.must("floor.stage", act="pause")
    assert "data-clock" not in shown(stage, "stage", Audience.SCREEN)
    assert stage.ask("floor.stage", act="pause", minutes="0").status == "refused"


@pytest.mark.parametrize("audience", [Audience.PARTICIPANTS, Audience.SCREEN])
def test_nobody_reads_the_agenda_before_it_is_shown(stage, audience):
    stage.plan(("Inleiding",))
    assert "Inleiding" not in shown(stage, "agenda", audience)
    stage.must("floor.stage", act="agenda")
    assert "Inleiding" in shown(stage, "agenda", audience)
    stage.asked()
    assert "Inleiding" not in shown(stage, "agenda", audience)


def test_the_host_puts_back_what_stood_there(stage):
    stage.plan(("Inleiding",))
    poll = stage.asked()
    stage.must("poll.close", poll=poll.pk)
    stage.must("floor.stage", act="agenda")
    console = Browser(stage, Role.HOST).page()
    assert 'name="act" value="poll"' in console
    stage.must("floor.stage", act="poll")
    assert on(stage) == "poll"


def test_a_room_that_opens_anew_has_an_empty_stage(stage):
    stage.asked()
    stage.end()
    stage.must("room.open")
    assert (on(stage), stage.room.stage_before) == ("", "")
