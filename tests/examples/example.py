"""What an example of a command is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
