"""A line breaks where the question changed, says what changed, and goes on over a mended typo. No database."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livesessions.archive.trends.drawing import LEFT, RIGHT, Mark, chart_of, places
from livesessions.archive.trends.measurement import Asked, Axis, Measurement
from livesessions.archive.trends.versions import Crowd, Taken, points_of, versions_of
from livesessions.archive.trends.wording import Change, changes_between, differences, pieces

DAY = datetime(2031, 5, 20, 12)


def asked(text: str = "Wij zijn veilig.", options: tuple[str, ...] = ("Ja", "Nee"), **more) -> Asked:
    return Asked(text, more.pop("kind", "single"), "Keuze", options, **more)


def line(*questions: Asked, **more) -> list[tuple[str, bool]]:
    """The letters of these questions, each with whether the line breaks before it."""
    taken = [
        Taken(DAY + timedelta(days=i), Measurement(each, ()), 1, i, answered=10) for i, each in enumerate(questions)
    ]
    return [(point.letter, point.breaks is not None) for point in points_of(taken)]


def test_one_changed_word_breaks_the_line():
    assert line(asked(), asked(), asked("Wij zijn heel veilig.")) == [("A", False), ("A", False), ("B", True)]


def test_a_mended_typo_does_not():
    mended = asked("Wij zijn veilig.", earlier=("Wij zijn vielig.",))
    assert line(asked("Wij zijn vielig."), mended, asked()) == [("A", False), ("A1", False), ("A1", False)]


def test_a_question_that_comes_back_has_its_old_letter_and_a_break():
    assert line(asked(), asked("Anders?"), asked()) == [("A", False), ("B", True), ("A", True)]


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (asked(options=("Ja", "Nee", "Weet niet")), (Change.OPTIONS,)),
        (asked(options=("Nee", "Ja")), (Change.ORDER,)),
        (asked(kind="mood"), (Change.KIND,)),
        (asked("Anders?", settings={"most": ("Hoogstens", "3")}), (Change.WORDS, Change.SCALE)),
        (asked("Wij  zijn veilig. "), ()),
    ],
)
def test_it_says_what_changed(after, changes):
    assert changes_between(asked(), after) == changes


def test_the_changed_words_are_marked():
    found = list(pieces("Wij voelen ons veilig", "Wij voelen ons nooit veilig"))
    assert [(each.text, each.what) for each in found] == [("Wij voelen ons", ""), ("nooit", "come"), ("veilig", "")]
    assert [each.what for each in pieces("Ontwikkeling gaat voor", "Wie groeit komt ook tot")] == ["gone", "come"]


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_both_texts_can_be_read_out_of_the_pieces(before, after):
    found = list(pieces(" ".join(before), " ".join(after)))
    assert " ".join(each.text for each in found if each.what != "come").split() == before
    assert " ".join(each.text for each in found if each.what != "gone").split() == after


def test_changed_answers_are_named():
    found = differences(asked(options=("Heel veilig", "Niet")), asked(options=("Erg veilig", "Niet", "Geen mening")))
    assert [(option.what, [piece.text for piece in option.pieces]) for option in found.options] == [
        ("", ["Heel", "Erg", "veilig"]),
        ("come", ["Geen mening"]),
    ]


def test_what_is_withheld_is_in_no_sum():
    hidden = Taken(DAY, Measurement(asked(), (), reason="too_few", minimum=5), 1, 1, present=9)
    shown = Taken(DAY, Measurement(asked(), ()), 1, 2, answered=12)
    [version] = versions_of(points_of([hidden, shown]))
    assert (version.answers, version.withheld, version.times) == (12, 1, 2)


@pytest.mark.parametrize(
    ("before", "after", "crowd"),
    [
        ((1, 1, None), (1, 1, None), Crowd.SAME),
        ((1, 1, None), (2, 2, None), Crowd.OTHER),
        ((1, 1, None), (1, 2, None), Crowd.UNKNOWN),
        ((1, 1, {7: None, 8: None}), (1, 2, {7: None, 8: None}), Crowd.SAME),
        ((1, 1, {7: None, 8: None}), (1, 2, {7: None}), Crowd.OTHER),
        ((1, 1, {}), (1, 2, {}), Crowd.UNKNOWN),
    ],
)
def test_who_answered_is_said_as_far_as_it_is_known(before, after, crowd):
    taken = [
        Taken(DAY, Measurement(asked(), (), teams=teams), programme, session)
        for programme, session, teams in (before, after)
    ]
    assert points_of(taken)[1].crowd == crowd


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=60))
def test_every_time_has_a_place_of_its_own_in_the_order_of_time(seconds):
    xs = places([DAY + timedelta(seconds=each) for each in sorted(seconds)])
    assert xs == sorted(xs) and xs[0] >= LEFT and xs[-1] <= RIGHT
    assert len(set(xs)) == len(xs)


def test_no_line_is_drawn_over_a_break_and_a_gap_is_dotted():
    marks = [
        Mark(DAY, 1.0, "A"),
        Mark(DAY + timedelta(days=9), 2.0, "A", same=True),
        Mark(DAY + timedelta(days=30), 3.0, "B", breaks="woorden veranderd"),
        Mark(DAY + timedelta(days=50), None, "B", same=True),
        Mark(DAY + timedelta(days=70), 4.0, "B"),
    ]
    chart = chart_of(marks, Axis(1, 5, ((1, "laag"), (5, "hoog"))))
    assert [each.same for each in chart.segments] == [True, False]
    assert chart.segments[1].x1 == chart.dots[2].x and len(chart.breaks) == 1 and chart.dots[3].y is None
    assert [letter for _x, letter in chart.letters] == ["A", "B"]


def test_what_is_withheld_says_so_beside_a_number():
    at = (DAY, DAY + timedelta(days=99), DAY + timedelta(days=99, hours=1))
    chart = chart_of([Mark(at[0], 3.0, "A"), Mark(at[1], 2.0, "A"), Mark(at[2], None, "A")], Axis(1, 5))
    assert [dot.has_value for dot in chart.dots] == [True, True, True]


def test_a_number_that_has_no_room_above_its_point_stands_below_it():
    at = [DAY, *(DAY + timedelta(days=99, hours=hour) for hour in range(2))]
    chart = chart_of([Mark(each, value, "A") for each, value in zip(at, (3.0, 2.0, 4.0), strict=True)], Axis(1, 5))
    assert [(dot.has_value, dot.is_below) for dot in chart.dots] == [(True, False), (True, True), (True, False)]


def test_numbers_without_words_get_round_ticks():
    chart = chart_of([Mark(DAY, 12.0, "A"), Mark(DAY + timedelta(days=9), 37.0, "A")], Axis())
    assert [text for _y, text in chart.grid] == ["10", "20", "30", "40"]
    assert chart_of([Mark(DAY, None, "A")], Axis()).grid
