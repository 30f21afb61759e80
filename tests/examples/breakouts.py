"""Examples of the commands of groups."""

from typing import Any

from livesessions.programme.models import Participant
from rooms.breakouts.models import Entry, Seat, Wording
from rooms.live.commands.performing import perform
from tests.scene import Scene

from .example import Example


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


def group_of(scene: Scene) -> dict[str, Any]:
    return {"group": scene.seat_of().group_id}


def _other_group(scene: Scene) -> dict[str, Any]:
    return {"group": scene.current_plan.rounds.first().groups.exclude(pk=scene.seat_of().group_id).first().pk}


def _words(scene: Scene) -> dict[str, Any]:
    return {**group_of(scene), "field": "home", "base": "0", "text": "Samen eten", "sequence": "1"}


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
    assert perform("breakouts.help", scene.as_participant(), {**group_of(scene), "on": "1"}).status == "ok"


def _with_somebody_elsewhere(scene: Scene) -> None:
    round_ = scene.out()
    asked = {"round": round_.pk, "where": "quiet"}
    assert perform("breakouts.stay", scene.as_participant(), asked).status == "ok"


def _with_one_left(scene: Scene) -> None:
    """Four people in two groups, and one of them goes elsewhere: a group of one is left."""
    scene.people.append(Participant.objects.create(programme=scene.programme, name="Mens 3"))
    _with_somebody_elsewhere(scene)


EXAMPLES = {
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
    "breakouts.answer": Example(group_of, _with_help_asked),
    "breakouts.write": Example(_words, Scene.out),
    "breakouts.merge": Example(_wording, _together),
    "breakouts.done": Example(lambda scene: {**group_of(scene), "on": "1"}, Scene.out),
    "breakouts.help": Example(lambda scene: {**group_of(scene), "on": "1"}, Scene.out),
    "breakouts.curtain": Example(lambda scene: {**group_of(scene), "on": "1"}, Scene.out),
    "breakouts.peek": Example(_other_group, _with_open_curtain),
    "breakouts.show": Example(lambda scene: {**_the_round(scene), "how": "wall"}, _with_harvest),
    "breakouts.cluster": Example(lambda scene: {**_line(scene), "label": "Eten"}, _with_harvest),
    "breakouts.upvote": Example(lambda scene: {**_line(scene), "on": "1", "sequence": 1}, _on_the_wall),
    "breakouts.stay": Example(lambda scene: {**_the_round(scene), "where": "plenary"}, Scene.out),
    "breakouts.return": Example(_the_round, _with_somebody_elsewhere),
}
