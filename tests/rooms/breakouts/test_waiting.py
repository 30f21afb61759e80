"""Everybody chooses: who waits longest for a place gets it, whatever they chose before."""

import pytest

from livesessions.programme.models import Participant
from rooms.breakouts.models import Seat
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.rooms.breakouts.test_out_and_back import crowd
from tests.scene import Scene


@pytest.fixture
def full(scene):
    """Two groups of two, both full of the first four; the last two are still to choose."""
    crowd(scene, 6)
    round_ = scene.group_plan(way="choice", groups=2, size=2).rounds.get()
    scene.one, scene.two = round_.groups.all()
    for who in range(4):
        assert choose(scene, who, scene.one if who < 2 else scene.two).startswith("Je koos")
    return scene


def choose(scene: Scene, who: int, group) -> str:
    """Somebody presses the button of a group; the sentence of the receipt."""
    return perform("breakouts.choose", scene.as_participant(who), {"group": group.pk}).sentence


def seat(scene: Scene, who: int) -> Seat:
    """Where somebody sits or waits."""
    return Seat.objects.get(participant=scene.people[who])


def place(scene: Scene, who: int, group) -> None:
    """The host puts somebody there."""
    scene.must("breakouts.place", **scene.shown_plan(), person=str(scene.people[who].pk), group=group.pk)


def test_the_line_goes_by_who_began_to_wait_not_by_who_chose_first(full):
    """The fifth has the older seat, and joined this line last."""
    assert "vol" in choose(full, 4, full.two)
    assert "vol" in choose(full, 5, full.one)
    assert "vol" in choose(full, 4, full.one)
    assert seat(full, 4).pk < seat(full, 5).pk
    choose(full, 5, full.one)  # pressing again does not cost one's place in the line
    assert "vol" in choose(full, 0, full.two)
    assert seat(full, 5).group == full.one and seat(full, 5).waits_turn is None
    assert seat(full, 4).waits_for == full.one
    assert "vol" in choose(full, 1, full.two)
    assert seat(full, 4).group == full.one
    assert [seat(full, who).waits_for for who in (0, 1)] == [full.two, full.two]


def test_a_place_that_a_host_makes_free_goes_to_who_waits(full):
    choose(full, 4, full.one)
    place(full, 0, full.two)
    assert seat(full, 4).group == full.one
    assert "koos <bdi>Groep 1</bdi>" in Browser(full, Role.PARTICIPANT, 4).parts()["card"]


def test_a_group_that_a_host_filled_beyond_its_places_stays_full(full):
    choose(full, 4, full.one)
    place(full, 2, full.one)
    choose(full, 0, full.two)
    assert seat(full, 4).group is None, "two still sit there"
    choose(full, 1, full.two)
    assert seat(full, 4).group == full.one


def test_who_was_put_by_hand_waits_no_more(full):
    choose(full, 4, full.one)
    place(full, 4, full.two)
    choose(full, 0, full.two)
    assert seat(full, 4).group == full.two and seat(full, 4).waits_for is None


def test_a_newcomer_goes_to_the_end_of_the_line(full):
    choose(full, 4, full.one)
    full.people.append(Participant.objects.create(programme=full.programme, name="Nieuw"))
    choose(full, 6, full.one)
    choose(full, 5, full.one)
    for who, first in ((0, 4), (1, 6)):
        choose(full, who, full.two)
        assert seat(full, first).group == full.one
    assert seat(full, 5).waits_for == full.one
