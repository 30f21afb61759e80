"""Examples of the commands that every room has."""

from typing import Any

from livesessions.texts.redacting import fingerprint
from rooms.live.entry.outsiders import let_wait
from tests.scene import Scene

from .example import Example


def _item(scene: Scene) -> dict[str, Any]:
    return {"item": scene.room.agenda.first().pk}


def _with_item_removed(scene: Scene) -> None:
    scene.plan()
    scene.must("floor.remove", **_item(scene))


def _words_of_a_question(scene: Scene) -> dict[str, Any]:
    """All but the first of its words go."""
    text = "Een vraag die pending is?"
    question = scene.question("pending")
    seen = {"kind": "question", "key": question.pk, "place": "text", "seen": fingerprint(text)}
    return seen | {"text": text.split()[0]}


def _with_somebody_at_the_door(scene: Scene) -> None:
    scene.must("room.wait")
    assert let_wait(scene.room, scene.people[2].pk)


EXAMPLES = {
    "room.open": Example(in_open_room=False),
    "room.close": Example(),
    "room.reopen": Example(set_scene=lambda scene: scene.must("room.close")),
    "room.finish": Example(set_scene=lambda scene: scene.must("room.close")),
    "room.rotate": Example(lambda scene: {"code": scene.room.shown_code}),
    "room.lock": Example(),
    "room.unlock": Example(set_scene=lambda scene: scene.must("room.lock")),
    "room.wait": Example(),
    "room.admit": Example(lambda scene: {"person": str(scene.people[2].pk)}, _with_somebody_at_the_door),
    "room.remove": Example(lambda scene: {"person": str(scene.people[1].pk)}),
    "room.readmit": Example(
        lambda scene: {"person": str(scene.people[1].pk)},
        lambda scene: scene.must("room.remove", person=scene.people[1].pk),
    ),
    "room.introduce": Example(
        # The same team: a window that goes out here and lights there is another test (floor/test_introducing.py).
        lambda scene: {"name": "Een nieuwe naam", "team": scene.people[0].team_id, "role": "bestuur"},
    ),
    "room.redact": Example(_words_of_a_question, lambda scene: scene.question("pending")),
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
}
