"""Examples of the commands of the question board."""

from typing import Any

from tests.scene import Scene

from .example import Example


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
    "board.withdraw": Example(_asked, _asked),
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
