"""Two rounds of one question beside each other."""

from polls.kinds.bars import bars
from polls.kinds.kind import Option
from polls.kinds.rounds import shifts

BEFORE, AFTER = [Option("1", "Tijd"), Option("2", "Geld")], [Option("7", "Tijd"), Option("8", "Geld")]


def test_bars_move_by_the_points_that_are_printed():
    found = shifts(bars(BEFORE, {"1": 3, "2": 7}), bars(AFTER, {"7": 5, "8": 5}))
    assert [(shift.was.share, shift.now.share, shift.more, shift.fewer) for shift in found] == [
        (30, 50, 20, 0),
        (70, 50, 0, 20),
    ]
    assert [shift.now.text for shift in found] == ["Tijd", "Geld"]


def test_nothing_moves_without_answers_in_both_and_as_many_bars():
    five = bars(BEFORE, {"1": 5})
    for other in (None, bars(AFTER, {}), bars(AFTER[:1], {"7": 5})):
        assert shifts(five, other) == shifts(other, five) == ()
