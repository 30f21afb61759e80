"""The street says something true: a lit window is a person."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from livesessions.programme import sky_drawing as drawn
from livesessions.programme import street_drawing as street
from livesessions.programme.icons import ICONS, icon

CROWDS = [(people, here) for people in (0, 1, 2, 3, 7, 12, 13, 14, 40) for here in range(people + 3)]


def parsed(drawing):
    return ElementTree.fromstring(drawing)  # noqa: S314 (our own)


def windows(people):
    return street.house_of(5, people).windows


@pytest.mark.parametrize("people", range(street.SMALLEST, street.LARGEST + 1))
def test_a_small_team_has_one_window_each(people):
    assert windows(people) == people
    assert [street.lit_windows(here, people, people) for here in range(people + 1)] == list(range(people + 1))


@pytest.mark.parametrize(("people", "here"), CROWDS)
def test_lit_windows_do_not_lie(people, here):
    lit = street.lit_windows(here, people, windows(people))
    assert (lit > 0) == (here > 0)
    assert lit <= windows(people)
    if people:
        assert (lit == windows(people)) == (here >= people)


def test_a_large_team_lights_a_share():
    assert windows(26) == street.LARGEST
    assert street.lit_windows(13, 26, street.LARGEST) in (6, 7)
    assert street.lit_windows(1, 400, street.LARGEST) == 1
    assert street.lit_windows(399, 400, street.LARGEST) == street.LARGEST - 1


def test_more_people_never_light_fewer_windows():
    counts = [street.lit_windows(here, 40, windows(40)) for here in range(45)]
    assert counts == sorted(counts)


@pytest.mark.parametrize(("people", "here", "full"), [(12, 11, False), (12, 12, True), (12, 13, True), (0, 5, False)])
def test_the_attic_is_lit_when_all_are_here(people, here, full):
    assert street.is_full(here, people) is full
    assert (" full" in street.house(4, people, here)) is full


def test_the_same_number_is_the_same_house():
    one, other = street.house_of(8, 5), street.house_of(8, 30)
    assert (one.gable, one.wall, one.door) == (other.gable, other.wall, other.door)


def test_neighbours_differ():
    row = [street.house_of(number, 12) for number in range(1, 200)]
    for left, right in pairwise(row):
        assert left.gable != right.gable
        assert left.wall != right.wall


@pytest.mark.parametrize("number", [1, 2, 3, 4, 38, 32767])
@pytest.mark.parametrize(("people", "here"), CROWDS)
def test_a_house_is_small_valid_and_made_of_pieces_that_exist(number, people, here):
    drawn = street.house(number, people, here)
    assert len(drawn.encode()) <= 300
    known = {piece.get("id") for piece in parsed(street.pieces()).iter("g")}
    assert {use.get("href")[1:] for use in parsed(drawn).iter("use")} <= known


def test_what_is_drawn_lit_is_what_is_counted():
    drawn = parsed(street.house(5, 12, 8))
    rows = [use.get("href") for use in drawn.iter("use") if use.get("href").startswith("#w")]
    assert 1 + sum(int(row[3]) for row in rows) == 8


def test_pieces_are_valid_and_small():
    parsed(street.pieces())
    assert len(street.pieces()) < 8_000


def test_the_sky_is_the_same_every_time():
    sky = drawn.sky(480, 190, (440, 92, 15), 5, 3)
    drawn.sky.cache_clear()
    assert drawn.sky(480, 190, (440, 92, 15), 5, 3) == sky
    parsed(sky)
    assert sky.count("moon") == 1
    assert sky.count("star") == 5


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_valid(name):
    parsed(icon(name))
