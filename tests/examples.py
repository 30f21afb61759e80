"""An example of every command: how to set the stage for it, and what is asked.

The tests of what holds for *all* commands (push is page, twice is once, who may do what) take their cases from here. A
command without an example fails one of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from livesessions.programme.models import Participant
from livesessions.texts.redacting import fingerprint
from polls.asking.models import Poll, PollState
from polls.groups.models import GroupPoll
from rooms.breakouts.models import Entry, Seat, Wording
from rooms.live.base.people import Role
from rooms.live.commands.register import perform, registered
from tests.stage import Stage


def _nothing(stage: Stage) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Example:
    """`set_stage` prepares; `data` tells what is asked on the stage as it is then."""

    data: Callable[[Stage], dict[str, Any]] = _nothing
    set_stage: Callable[[Stage], object] = _nothing
    in_open_room: bool = True

    def prepare(self, stage: Stage) -> dict[str, Any]:
        """Set the stage; answers the data of the command."""
        if self.in_open_room:
            stage.must("room.open")
        self.set_stage(stage)
        return self.data(stage)


def by(name: str) -> Role:
    """Who may ask for the command."""
    return registered()[name].by


def _the_poll(stage: Stage) -> dict[str, Any]:
    return {"poll": stage.room.polls.latest("pk").pk}


def _two_drafts(stage: Stage) -> None:
    stage.draft()
    stage.draft("Wie begint?")


def _with_draft_removed(stage: Stage) -> None:
    stage.must("poll.discard", poll=stage.draft().pk)


def _item(stage: Stage) -> dict[str, Any]:
    return {"item": stage.room.agenda.first().pk}


def _with_item_removed(stage: Stage) -> None:
    stage.plan()
    stage.must("floor.remove", **_item(stage))


def _ballot(stage: Stage) -> dict[str, Any]:
    poll = Poll.objects.get(room=stage.room, state=PollState.OPEN)
    return {"poll": poll.pk, "option": poll.options.all()[1].pk, "sequence": "1"}


def _with_votes(stage: Stage) -> None:
    poll = stage.asked()
    for who in range(2):
        assert stage.vote(poll, option=who, who=who).status == "ok"


def _with_result(stage: Stage) -> None:
    _with_votes(stage)
    stage.must("poll.reveal", **_the_poll(stage))


def _the_round(stage: Stage) -> dict[str, Any]:
    return {"round": stage.current_plan.rounds.first().pk}


def _the_plan_and_round(stage: Stage) -> dict[str, Any]:
    return {**stage.shown_plan(), **_the_round(stage)}


def _placing(stage: Stage) -> dict[str, Any]:
    group = stage.current_plan.rounds.first().groups.last()
    return {**stage.shown_plan(), "person": str(stage.people[0].pk), "group": group.pk}


def _longer(stage: Stage) -> dict[str, Any]:
    return {**_the_round(stage), "until": stage.current_plan.rounds.first().ends_ms, "minutes": 5}


def _first_group(stage: Stage) -> dict[str, Any]:
    return {"group": stage.current_plan.rounds.first().groups.first().pk}


def _wording(stage: Stage) -> dict[str, Any]:
    found = Wording.objects.filter(lost_at__isnull=False).first()
    return {"wording": found.pk if found else 1}


def _group_of(stage: Stage) -> dict[str, Any]:
    return {"group": stage.seat_of().group_id}


def _other_group(stage: Stage) -> dict[str, Any]:
    return {"group": stage.current_plan.rounds.first().groups.exclude(pk=stage.seat_of().group_id).first().pk}


def _words(stage: Stage) -> dict[str, Any]:
    return {**_group_of(stage), "field": "home", "base": "0", "text": "Samen eten", "sequence": "1"}


def _written(stage: Stage, text: str = "Anders", who: int = 0) -> None:
    """Somebody of the group of the first of the people writes."""
    assert perform("breakouts.write", stage.as_participant(who), {**_words(stage), "text": text}).status == "ok"


def _together(stage: Stage) -> None:
    """Everybody in one group, where two people wrote at the same moment."""
    stage.out(groups=1)
    _written(stage, "Samen eten", who=1)
    _written(stage, "Samen lopen", who=0)


def _with_harvest(stage: Stage) -> None:
    round_ = stage.out()
    _written(stage)
    stage.must("breakouts.recall", round=round_.pk)


def _on_the_wall(stage: Stage) -> None:
    _with_harvest(stage)
    stage.must("breakouts.show", **_the_round(stage), how="wall")


def _line(stage: Stage) -> dict[str, Any]:
    return {"entry": Entry.objects.get(group=stage.seat_of().group_id, field="home").pk}


def _with_open_curtain(stage: Stage) -> None:
    stage.out()
    other = _other_group(stage)
    neighbour = Seat.objects.filter(group=other["group"]).first()
    who = [person.pk for person in stage.people].index(neighbour.participant_id)
    assert perform("breakouts.curtain", stage.as_participant(who), {**other, "on": "1"}).status == "ok"


def _with_help_asked(stage: Stage) -> None:
    stage.out()
    assert perform("breakouts.help", stage.as_participant(), {**_group_of(stage), "on": "1"}).status == "ok"


def _with_somebody_elsewhere(stage: Stage) -> None:
    round_ = stage.out()
    asked = {"round": round_.pk, "where": "quiet"}
    assert perform("breakouts.stay", stage.as_participant(), asked).status == "ok"


def _with_one_left(stage: Stage) -> None:
    """Four people in two groups, and one of them goes elsewhere: a group of one is left."""
    stage.people.append(Participant.objects.create(programme=stage.programme, name="Mens 3"))
    _with_somebody_elsewhere(stage)


def _group_question(stage: Stage) -> dict[str, Any]:
    return {**_group_of(stage), "number": "1", "text": "Waar beginnen we?", "options": "Klein\nGroot"}


def _group_polled(stage: Stage, answers: int = 0) -> None:
    """Three people in one group; the first asks, and so many of them answer."""
    stage.out(groups=1)
    assert perform("grouppoll.ask", stage.as_participant(), _group_question(stage)).status == "ok"
    for who in range(answers):
        ballot = {**_group_poll(stage), "option": 1 + who % 2}
        assert perform("grouppoll.vote", stage.as_participant(who), ballot).status == "ok"


def _group_poll(stage: Stage) -> dict[str, Any]:
    found = GroupPoll.objects.filter(group__round__plan__room=stage.room).last()
    return {"poll": found.pk if found else 1}


def _asked(stage: Stage, state: str = "pending") -> dict[str, Any]:
    """A question of the board that is in this state; it is brought there when there is none."""
    return {"question": stage.question(state).pk}


def _words_of_a_question(stage: Stage) -> dict[str, Any]:
    """The first of its words stays."""
    question = stage.room.boards.get().questions.first()
    text = "Een vraag die pending is?"
    return {
        "kind": "question", "key": question.pk, "place": "text", "seen": fingerprint(text), "text": text.split()[0],
    }  # fmt: skip


def _pinned(stage: Stage) -> None:
    stage.must("board.pin", question=stage.question().pk)


def _asked_by_somebody_muted(stage: Stage) -> dict[str, Any]:
    question = stage.question("pending")
    stage.must("board.mute", question=question.pk)
    return {"question": question.pk}


def _alike(stage: Stage) -> dict[str, Any]:
    into, other = stage.question("visible"), stage.question("pending")
    return {"question": other.pk, "into": into.pk}


EXAMPLES = {
    "room.open": Example(in_open_room=False),
    "room.close": Example(),
    "room.reopen": Example(set_stage=lambda stage: stage.must("room.close")),
    "room.finish": Example(set_stage=lambda stage: stage.must("room.close")),
    "room.rotate": Example(lambda stage: {"code": stage.room.shown_code}),
    "room.lock": Example(),
    "room.unlock": Example(set_stage=lambda stage: stage.must("room.lock")),
    "room.introduce": Example(
        # The same team: a window that goes out here and lights there is another test (floor/test_introducing.py).
        lambda stage: {"name": "Een nieuwe naam", "team": stage.people[0].team_id, "role": "bestuur"},
    ),
    "floor.announce": Example(lambda stage: {"text": "Over vijf minuten gaan we verder."}),
    "floor.plan": Example(lambda stage: {"title": "Energie", "minutes": "5"}, lambda stage: stage.plan()),
    "floor.start": Example(lambda stage: {"item": stage.room.agenda.all()[1].pk}, lambda stage: stage.plan()),
    "floor.edit": Example(
        lambda stage: {**_item(stage), "title": "Kennismaken", "minutes": "7"}, lambda stage: stage.plan()
    ),
    "floor.move": Example(lambda stage: {**_item(stage), "place": "3"}, lambda stage: stage.plan()),
    "floor.remove": Example(_item, lambda stage: stage.plan()),
    "floor.restore": Example(_item, _with_item_removed),
    "floor.stage": Example(lambda stage: {"act": "agenda"}, lambda stage: stage.plan()),
    "breakouts.plan": Example(lambda stage: {"way": "random", "groups": "2", "minutes": "10"}, Stage.gather),
    "breakouts.deal": Example(Stage.shown_plan, Stage.group_plan),
    "breakouts.place": Example(_placing, Stage.dealt),
    "breakouts.import": Example(
        lambda stage: {**stage.shown_plan(), "lines": "Mens 0; 2\nMens 1; 2"}, Stage.group_plan
    ),
    "breakouts.choose": Example(_first_group, lambda stage: stage.group_plan(way="choice", size=2)),
    "breakouts.send": Example(_the_plan_and_round, Stage.dealt),
    "breakouts.extend": Example(_longer, Stage.out),
    "breakouts.notice": Example(_the_round, Stage.out),
    "breakouts.mend": Example(lambda stage: {**_the_plan_and_round(stage), "moves": 1}, _with_one_left),
    "breakouts.recall": Example(_the_round, Stage.out),
    "breakouts.task": Example(lambda stage: {**_first_group(stage), "task": "Kijk."}, Stage.group_plan),
    "breakouts.tell": Example(lambda stage: {**_the_round(stage), "text": "Nog even."}, Stage.out),
    "breakouts.answer": Example(_group_of, _with_help_asked),
    "breakouts.write": Example(_words, Stage.out),
    "breakouts.merge": Example(_wording, _together),
    "breakouts.done": Example(lambda stage: {**_group_of(stage), "on": "1"}, Stage.out),
    "breakouts.help": Example(lambda stage: {**_group_of(stage), "on": "1"}, Stage.out),
    "breakouts.curtain": Example(lambda stage: {**_group_of(stage), "on": "1"}, Stage.out),
    "breakouts.peek": Example(_other_group, _with_open_curtain),
    "breakouts.show": Example(lambda stage: {**_the_round(stage), "how": "wall"}, _with_harvest),
    "breakouts.cluster": Example(lambda stage: {**_line(stage), "label": "Eten"}, _with_harvest),
    "breakouts.upvote": Example(lambda stage: {**_line(stage), "on": "1", "sequence": 1}, _on_the_wall),
    "breakouts.stay": Example(lambda stage: {**_the_round(stage), "where": "plenary"}, Stage.out),
    "breakouts.return": Example(_the_round, _with_somebody_elsewhere),
    "grouppoll.ask": Example(_group_question, lambda stage: stage.out(groups=1)),
    "grouppoll.vote": Example(lambda stage: {**_group_poll(stage), "option": 2, "sequence": "1"}, _group_polled),
    "grouppoll.show": Example(_group_poll, lambda stage: _group_polled(stage, answers=3)),
    "grouppoll.end": Example(_group_poll, lambda stage: _group_polled(stage, answers=1)),
    "poll.draft": Example(lambda stage: {"text": "Wat helpt?", "options": "Samen eten\nSamen lopen"}),
    "poll.edit": Example(
        lambda stage: {**_the_poll(stage), "text": "Wat helpt het meest?", "options": "Samen eten\nRust"},
        lambda stage: stage.draft(),
    ),
    "poll.move": Example(lambda stage: {"poll": stage.room.polls.first().pk, "place": "2"}, _two_drafts),
    "poll.discard": Example(_the_poll, lambda stage: stage.draft()),
    "poll.restore": Example(_the_poll, _with_draft_removed),
    "poll.open": Example(_the_poll, lambda stage: stage.draft()),
    "poll.close": Example(_the_poll, _with_votes),
    "poll.reveal": Example(_the_poll, _with_votes),
    "poll.hide": Example(_the_poll, _with_result),
    "poll.resend": Example(set_stage=_with_votes),
    "poll.vote": Example(_ballot, lambda stage: stage.asked()),
    "board.open": Example(lambda stage: {"names": "named"}),
    "board.set": Example(lambda stage: {"moderation": "open", "categories": "Zorg"}, lambda stage: stage.open_board()),
    "board.words": Example(lambda stage: {"words": "dossier*\nbsn"}, lambda stage: stage.open_board()),
    "board.close": Example(set_stage=lambda stage: stage.open_board()),
    "board.freeze": Example(set_stage=lambda stage: stage.open_board()),
    "board.thaw": Example(set_stage=lambda stage: stage.frozen_board()),
    "board.ask": Example(
        lambda stage: {"text": "Wie belt u als eerste?", "names": stage.open_board().names},
        lambda stage: stage.open_board(),
    ),
    "board.withdraw": Example(_asked, _asked),
    "room.redact": Example(_words_of_a_question, _asked),
    "board.card": Example(
        lambda stage: {"text": "Meer tijd", "board": stage.room.boards.get().pk}, lambda stage: stage.prompt()
    ),
    "board.approve": Example(_asked, _asked),
    "board.upvote": Example(lambda stage: _asked(stage, "visible") | {"sequence": 1}, lambda stage: stage.question()),
    "board.live": Example(lambda stage: _asked(stage, "visible"), lambda stage: stage.question()),
    "board.answer": Example(lambda stage: _asked(stage, "visible"), lambda stage: stage.question()),
    "board.archive": Example(lambda stage: _asked(stage, "visible"), lambda stage: stage.question()),
    "board.pin": Example(lambda stage: _asked(stage, "visible"), lambda stage: stage.question()),
    "board.unpin": Example(lambda stage: _asked(stage, "visible"), _pinned),
    "board.prompt": Example(lambda stage: {"title": "Wat neem je mee?", "moderation": "open"}),
    "board.finish": Example(lambda stage: {"board": stage.prompt().pk}, lambda stage: stage.prompt()),
    "board.cluster": Example(
        lambda stage: {"question": stage.card().pk, "cluster": "Tijd"}, lambda stage: stage.card()
    ),
    "board.mute": Example(_asked, _asked),
    "board.unmute": Example(_asked_by_somebody_muted, _asked_by_somebody_muted),
    "board.invite": Example(lambda stage: {"called": "Fatima"}, lambda stage: stage.open_board()),
    "board.dismiss": Example(lambda stage: {"moderator": stage.moderator().pk}, Stage.moderator),
    "board.merge": Example(_alike, _alike),
    "board.undo": Example(lambda stage: {"entry": stage.question().log.last().pk}, lambda stage: stage.question()),
    "board.reject": Example(lambda stage: _asked(stage) | {"reason": "Dat vroegen we al."}, _asked),
}
