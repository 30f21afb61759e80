"""Who looks at trends."""

import pytest
from django.test import Client

from tests.scene import Scene


@pytest.fixture
def other(scene) -> Scene:
    """A programme of other people."""
    return Scene.build("ander")


@pytest.fixture
def organiser(scene) -> Client:
    """The browser of who organises the programme."""
    client = Client()
    client.force_login(scene.organiser)
    return client
