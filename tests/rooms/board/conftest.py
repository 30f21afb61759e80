"""Who else is at the board."""

import pytest
from django.contrib.auth import get_user_model

from livesessions.programme.models import Hosting
from rooms.live.base.people import Actor, Role


@pytest.fixture
def fatima(scene):
    """A second host."""
    user = get_user_model().objects.create_user("fatima@wijkteams.example", first_name="Fatima")
    Hosting.objects.create(session=scene.session, user=user)
    return Actor(scene.room.pk, Role.HOST, user=user.pk)
