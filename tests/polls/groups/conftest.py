"""Groups in which somebody may ask something."""

import pytest

from rooms.breakouts.models import Group, Seat

from .asking import ask, grow


@pytest.fixture
def together(scene):
    """Three people in one group."""
    scene.out(groups=1)
    return scene


@pytest.fixture
def asked(together):
    """… of whom the first asked something."""
    assert ask(together).status == "ok"
    return together


@pytest.fixture
def apart(scene):
    """Three people in the first group, three in the second: the fourth of the people is one of those."""
    grow(scene, 6)
    scene.out(groups=2)
    first, second = Group.objects.order_by("number")
    for who, person in enumerate(scene.people):
        Seat.objects.filter(participant=person).update(group=first if who < 3 else second)
    return scene
