"""An example of every command: how to set the scene for it, and what is asked.

The tests of what holds for *all* commands (push is page, twice is once, who may do what) take their cases from here. A
command without an example fails one of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from livesessions.programme.models import Participant
from polls.asking.models import Poll, PollState
from polls.groups.models import GroupPoll
from rooms.breakouts.models import Entry, Seat, Wording
from rooms.live.base.people import Role
from rooms.live.commands.register import perform, registered
from tests.scene import Scene


def _nothing(scene: Scene) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Example:
    """`set_scene` prepares; `data` tells what is asked in the scene as it is then."""

    data: Callable[[Scene], dict[str, Any]] = _nothing
    set_scene: Callable[[Scene], object] = _nothing
    in_open_room: bool = True

    def prepare(self, scene: Scene) -> dict[str, Any]:
        """Set the scene; answers the data of the command."""
        if self.in_open_room:
            scene.must("room.open")
        self.set_scene(scene)
        return self.data(scene)


def by(name: str) -> Role:
    """Who may ask for the command."""
    return registered()[name].by


def _the_poll(scene: Scene) -> dict[str, Any]:
    return {"poll": scene.room.polls.latest("pk").pk}


def _two_drafts(scene: Scene) -> None:
    scene.draft()
    scene.draft("Wie begint?")


def _with_draft_removed(scene: Scene) -> None:
    scene.must("poll.discard", poll=scene.draft().pk)


def _item(scene: Scene) -> dict[str, Any]:
    return {"item": scene.room.agenda.first().pk}


def _with_item_removed(scene: Scene) -> None:
    scene.plan()
    scene.must("floor.remove", **_item(scene))


def _ballot(scene: Scene) -> dict[str, Any]:
    poll = Poll.objects.get(room=scene.room, state=PollState.OPEN)
    return {"poll": poll.pk, "option": poll.options.all()[1].pk, "sequence": "1"}


def _with_votes(scene: Scene) -> None:
    poll = scene.asked()
    for who in range(2):
        assert scene.vote(poll, option=who, who=who).status == "ok"


def _with_result(scene: Scene) -> None:
    _with_votes(scene)
    scene.must("poll.reveal", **_the_poll(scene))


def _the_round(scene: Scene) -> dict[str, Any]:
    return {"round": scene.current_plan.rounds.first().pk}


def _the_plan_and_round(scene: Scene) -> dict[str, Any]:
    return {**scene.shown_plan(), **_the_round(scene)}


def _placing(scene: Scene) -> dict[str, Any]:
    group = scene.current_plan.rounds.first().groups.last()
    return {**scene.shown_plan(), "person": str(scene.people[0].pk), "group": group.pk}


def _longer(scene: Scene) -> dict[str, Any]:
    return {**_the_round(scene), "until": scene.current_plan.rounds.first().ends_ms, "minutes": 5}


def _first_group(scene: Scene) -> dict[str, Any]:
    return {"group": scene.current_plan.rounds.first().groups.first().pk}


def _wording(scene: Scene) -> dict[str, Any]:
    found = Wording.objects.filter(lost_at__isnull=False).first()
    return {"wording": found.pk if found else 1}


def _group_of(scene: Scene) -> dict[str, Any]:
    return {"group": scene.seat_of().group_id}


def _other_group(scene: Scene) -> dict[str, Any]:
    return {"group": scene.current_plan.rounds.first().groups.exclude(pk=scene.seat_of().group_id).first().pk}


def _words(scene: Scene) -> dict[str, Any]:
    return {**_group_of(scene), "field": "home", "base": "0", "text": "Samen eten", "sequence": "1"}


def _written(scene: Scene, text: str = "Anders", who: int = 0) -> None:
    """Somebody of the group of the first of the people writes."""
    assert perform("breakouts.write", scene.as_participant(who), {**_words(scene), "text": text}).status == "ok"


def _together(scene: Scene) -> None:
    """Everybody in one group, where two people wrote at the same moment."""
    scene.out(groups=1)
    _written(scene, "Samen eten", who=1)
    _written(scene, "Samen lopen", who=0)


def _with_harvest(scene: Scene) -> None:
    round_ = scene.out()
    _written(scene)
    scene.must("breakouts.recall", round=round_.pk)


def _on_the_wall(scene: Scene) -> None:
    _with_harvest(scene)
    scene.must("breakouts.show", **_the_round(scene), how="wall")


def _line(scene: Scene) -> dict[str, Any]:
    return {"entry": Entry.objects.get(group=scene.seat_of().group_id, field="home").pk}


def _with_open_curtain(scene: Scene) -> None:
    scene.out()
    other = _other_group(scene)
    neighbour = Seat.objects.filter(group=other["group"]).first()
    who = [person.pk for person in scene.people].index(neighbour.participant_id)
    assert perform("breakouts.curtain", scene.as_participant(who), {**other, "on": "1"}).status == "ok"


def _with_help_asked(scene: Scene) -> None:
    scene.out()
    assert perform("breakouts.help", scene.as_participant(), {**_group_of(scene), "on": "1"}).status == "ok"


def _with_somebody_elsewhere(scene: Scene) -> None:
    round_ = scene.out()
    asked = {"round": round_.pk, "where": "quiet"}
    assert perform("breakouts.stay", scene.as_participant(), asked).status == "ok"


def _with_one_left(scene: Scene) -> None:
    """Four people in two groups, and one of them goes elsewhere: a group of one is left."""
    scene.people.append(Participant.objects.create(programme=scene.programme, name="Mens 3"))
    _with_somebody_elsewhere(scene)


def _group_question(scene: Scene) -> dict[str, Any]:
    return {**_group_of(scene), "number": "1", "text": "Waar beginnen we?", "options": "Klein\nGroot"}


def _group_polled(scene: Scene, answers: int = 0) -> None:
    """Three people in one group; the first asks, and so many of them answer."""
    scene.out(groups=1)
    assert perform("grouppoll.ask", scene.as_participant(), _group_question(scene)).status == "ok"
    for who in range(answers):
        ballot = {**_group_poll(scene), "option": 1 + who % 2}
        assert perform("grouppoll.vote", scene.as_participant(who), ballot).status == "ok"


def _group_poll(scene: Scene) -> dict[str, Any]:
    found = GroupPoll.objects.filter(group__round__plan__room=scene.room).last()
    return {"poll": found.pk if found else 1}


def _asked(scene: Scene, state: str = "pending") -> dict[str, Any]:
    """A question of the board that is in this state; it is brought there when there is none."""
    return {"question": scene.question(state).pk}


def _pinned(scene: Scene) -> None:
    scene.must("board.pin", question=scene.question().pk)


def _asked_by_somebody_muted(scene: Scene) -> dict[str, Any]:
    question = scene.question("pending")
    scene.must("board.mute", question=question.pk)
    return {"question": question.pk}


def _alike(scene: Scene) -> dict[str, Any]:
    into, other = scene.question("visible"), scene.question("pending")
    return {"question": other.pk, "into": into.pk}


EXAMPLES = {
    "room.open": Example(in_open_room=False),
    "room.close": Example(),
    "room.reopen": Example(set_scene=lambda scene: scene.must("room.close")),
    "room.finish": Example(set_scene=lambda scene: scene.must("room.close")),
    "room.rotate": Example(lambda scene: {"code": scene.room.shown_code}),
    "room.lock": Example(),
    "room.unlock": Example(set_scene=lambda scene: scene.must("room.lock")),
    "room.remove": Example(lambda scene: {"person": str(scene.people[1].pk)}),
    "room.readmit": Example(
        lambda scene: {"person": str(scene.people[1].pk)},
        lambda scene: scene.must("room.remove", person=scene.people[1].pk),
    ),
    "room.introduce": Example(
        # The same team: a window that goes out here and lights there is another test (floor/test_introducing.py).
        lambda scene: {"name": "Een nieuwe naam", "team": scene.people[0].team_id, "role": "bestuur"},
    ),
    "floor.announce": Example(lambda scene: {"text": "Over vijf minuten gaan we verder."}),
    "floor.plan": Example(lambda scene: {"title": "Energie", "minutes": "5"}, lambda scene: scene.plan()),
    "floor.start": Example(lambda scene: {"item": scene.room.agenda.all()[1].pk}, lambda scene: scene.plan()),
    "floor.edit": Example(
        lambda scene: {**_item(scene), "title": "Kennismaken", "minutes": "7"}, lambda scene: scene.plan()
    ),
    "floor.move": Example(lambda scene: {**_item(scene), "place": "3"}, lambda scene: scene.plan()),
    "floor.remove": Example(_item, lambda scene: scene.plan()),
    "floor.restore": Example(_item, _with_item_removed),
    "floor.stage": Example(lambda scene: {"act": "agenda"}, lambda scene: scene.plan()),
    "breakouts.plan": Example(lambda scene: {"way": "random", "groups": "2", "minutes": "10"}, Scene.gather),
    "breakouts.deal": Example(Scene.shown_plan, Scene.group_plan),
    "breakouts.place": Example(_placing, Scene.dealt),
    "breakouts.import": Example(
        lambda scene: {**scene.shown_plan(), "lines": "Mens 0; 2\nMens 1; 2"}, Scene.group_plan
    ),
    "breakouts.choose": Example(_first_group, lambda scene: scene.group_plan(way="choice", size=2)),
    "breakouts.send": Example(_the_plan_and_round, Scene.dealt),
    "breakouts.extend": Example(_longer, Scene.out),
    "breakouts.notice": Example(_the_round, Scene.out),
    "breakouts.mend": Example(lambda scene: {**_the_plan_and_round(scene), "moves": 1}, _with_one_left),
    "breakouts.recall": Example(_the_round, Scene.out),
    "breakouts.task": Example(lambda scene: {**_first_group(scene), "task": "Kijk."}, Scene.group_plan),
    "breakouts.tell": Example(lambda scene: {**_the_round(scene), "text": "Nog even."}, Scene.out),
    "breakouts.answer": Example(_group_of, _with_help_asked),
    "breakouts.write": Example(_words, Scene.out),
    "breakouts.merge": Example(_wording, _together),
    "breakouts.done": Example(lambda scene: {**_group_of(scene), "on": "1"}, Scene.out),
    "breakouts.help": Example(lambda scene: {**_group_of(scene), "on": "1"}, Scene.out),
    "breakouts.curtain": Example(lambda scene: {**_group_of(scene), "on": "1"}, Scene.out),
    "breakouts.peek": Example(_other_group, _with_open_curtain),
    "breakouts.show": Example(lambda scene: {**_the_round(scene), "how": "wall"}, _with_harvest),
    "breakouts.cluster": Example(lambda scene: {**_line(scene), "label": "Eten"}, _with_harvest),
    "breakouts.upvote": Example(lambda scene: {**_line(scene), "on": "1", "sequence": 1}, _on_the_wall),
    "breakouts.stay": Example(lambda scene: {**_the_round(scene), "where": "plenary"}, Scene.out),
    "breakouts.return": Example(_the_round, _with_somebody_elsewhere),
    "grouppoll.ask": Example(_group_question, lambda scene: scene.out(groups=1)),
    "grouppoll.vote": Example(lambda scene: {**_group_poll(scene), "option": 2, "sequence": "1"}, _group_polled),
    "grouppoll.show": Example(_group_poll, lambda scene: _group_polled(scene, answers=3)),
    "grouppoll.end": Example(_group_poll, lambda scene: _group_polled(scene, answers=1)),
    "poll.draft": Example(lambda scene: {"text": "Wat helpt?", "options": "Samen eten\nSamen lopen"}),
    "poll.edit": Example(
        lambda scene: {**_the_poll(scene), "text": "Wat helpt het meest?", "options": "Samen eten\nRust"},
        lambda scene: scene.draft(),
    ),
    "poll.move": Example(lambda scene: {"poll": scene.room.polls.first().pk, "place": "2"}, _two_drafts),
    "poll.discard": Example(_the_poll, lambda scene: scene.draft()),
    "poll.restore": Example(_the_poll, _with_draft_removed),
    "poll.open": Example(_the_poll, lambda scene: scene.draft()),
    "poll.close": Example(_the_poll, _with_votes),
    "poll.reveal": Example(_the_poll, _with_votes),
    "poll.hide": Example(_the_poll, _with_result),
    "poll.resend": Example(set_scene=_with_votes),
    "poll.vote": Example(_ballot, lambda scene: scene.asked()),
    "board.open": Example(lambda scene: {"names": "named"}),
    "board.set": Example(lambda scene: {"moderation": "open", "categories": "Zorg"}, lambda scene: scene.open_board()),
    "board.words": Example(lambda scene: {"words": "dossier*\nbsn"}, lambda scene: scene.open_board()),
    "board.close": Example(set_scene=lambda scene: scene.open_board()),
    "board.freeze": Example(set_scene=lambda scene: scene.open_board()),
    "board.thaw": Example(set_scene=lambda scene: scene.frozen_board()),
    "board.ask": Example(
        lambda scene: {"text": "Wie belt u als eerste?", "names": scene.open_board().names},
        lambda scene: scene.open_board(),
    ),
    "board.card": Example(
        lambda scene: {"text": "Meer tijd", "board": scene.room.boards.get().pk}, lambda scene: scene.prompt()
    ),
    "board.approve": Example(_asked, _asked),
    "board.upvote": Example(lambda scene: _asked(scene, "visible") | {"sequence": 1}, lambda scene: scene.question()),
    "board.live": Example(lambda scene: _asked(scene, "visible"), lambda scene: scene.question()),
    "board.answer": Example(lambda scene: _asked(scene, "visible"), lambda scene: scene.question()),
    "board.archive": Example(lambda scene: _asked(scene, "visible"), lambda scene: scene.question()),
    "board.pin": Example(lambda scene: _asked(scene, "visible"), lambda scene: scene.question()),
    "board.unpin": Example(lambda scene: _asked(scene, "visible"), _pinned),
    "board.prompt": Example(lambda scene: {"title": "Wat neem je mee?", "moderation": "open"}),
    "board.finish": Example(lambda scene: {"board": scene.prompt().pk}, lambda scene: scene.prompt()),
    "board.cluster": Example(
        lambda scene: {"question": scene.card().pk, "cluster": "Tijd"}, lambda scene: scene.card()
    ),
    "board.mute": Example(_asked, _asked),
    "board.unmute": Example(_asked_by_somebody_muted, _asked_by_somebody_muted),
    "board.invite": Example(lambda scene: {"called": "Fatima"}, lambda scene: scene.open_board()),
    "board.dismiss": Example(lambda scene: {"moderator": scene.moderator().pk}, Scene.moderator),
    "board.merge": Example(_alike, _alike),
    "board.undo": Example(lambda scene: {"entry": scene.question().log.last().pk}, lambda scene: scene.question()),
    "board.reject": Example(lambda scene: _asked(scene) | {"reason": "Dat vroegen we al."}, _asked),
}
