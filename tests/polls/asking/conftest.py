"""People who are divided by their answers."""

import pytest

from tests.scene import Scene


@pytest.fixture
def six(transactional_db) -> Scene:
    """A room with six people who are here."""
    scene = Scene.build(people=6)
    scene.must("room.open")
    scene.gather()
    return scene
