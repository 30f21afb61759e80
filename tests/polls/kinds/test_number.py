"""A number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.kinds.counting import added
from polls.kinds.kind import Bad, Question, Sent
from polls.kinds.number.reading import plain, read
from polls.kinds.register import kinds

QUESTIONS = [
    Question(settings={"least": "0", "most": "200", "decimals": 0, "unit": "leden", "right": "40"}),
    Question(settings={"decimals": 2}),
    Question(settings={"least": "-1.5", "decimals": 1, "right": "0.5"}),
]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    decimals = question.settings["decimals"]
    least, most = (Decimal(question.settings.get(name, other)) for name, other in (("least", -99), ("most", 10**9)))
    numbers = st.decimals(least, most, places=decimals)
    return numbers.map(lambda number: {"value": [str(number).replace(".", ",")]})


def result(numbers: list[str], **settings):
    question = Question(settings=settings)
    return kinds()["number"].result(*added(kinds()["number"], ((n, 1) for n in numbers), question), question)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("-0", "0"),
        ("\u22123", "-3"),
        ("1.000", "1000"),
        ("1 000 000", "1000000"),
        ("1.000,50", "1000.5"),
        ("0.125", "0.125"),
        ("1000,00", "1000"),
        ("007", "7"),
    ],
)
def test_numbers_as_people_write_them(text, number):
    found = read(text)
    assert found is not None
    assert plain(found) == number


@pytest.mark.parametrize(
    "text", ["drie", "1e9", "NaN", "٣", "1.000.00", "1,2,3", "1" * 13, "--1", "1 2", "inf", "0" * 30]
)
def test_what_is_no_number(text):
    assert read(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text):
    number = read(text)
    assert number is None or read(plain(number)) is not None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write a number first."),
        ("veel", "Write a number of at most %(digits)s digits."),
        ("2,5", "Write a whole number."),
        ("201", "Write a number from %(least)s to %(most)s."),
    ],
)
def test_a_number_that_cannot_be_taken_says_why(text, sentence):
    with pytest.raises(Bad) as bad:
        kinds()["number"].clean({"value": [text]}, QUESTIONS[0])
    assert bad.value.sentence.text == sentence


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"least": "2", "most": "2"}, "most"),
        ({"most": "9", "right": "10"}, "right"),
        ({"right": "1.125"}, "right"),
        ({"decimals": 1, "right": "1.25"}, "right"),
    ],
)
def test_settings_that_do_not_go_together(settings, field):
    with pytest.raises(Bad) as bad:
        kinds()["number"].check(Question(settings=settings))
    assert bad.value.field == field


def test_middle_quarters_and_range():
    found = result(["1", "2", "3", "4", "10"])
    assert (found.lowest, found.lower, found.median, found.upper, found.highest) == (1, 2, 3, 4, 10)
    assert result(["1", "2"]).median == Decimal("1.5")


def test_classes_are_round_and_cover_everything():
    found = result([str(n) for n in range(5, 105)], most="104")
    assert [row.text for row in found.rows] == ["0 to 19", "20 to 39", "40 to 59", "60 to 79", "80 to 99", "100 to 104"]
    assert sum(row.count for row in found.rows) == 100


def test_few_numbers_have_a_class_each_and_the_gaps_show():
    assert [(row.text, row.count) for row in result(["3", "3", "5"]).rows] == [("3", 2), ("4", 0), ("5", 1)]


def test_one_absurd_answer_does_not_press_the_others_together():
    found = result([str(n) for n in range(20, 40)] + ["999999999"])
    assert found.rows[-1].text.endswith("or more")
    assert found.rows[-1].count == 1
    assert max(row.count for row in found.rows) < 15


@given(st.lists(st.decimals(-(10**6), 10**12, places=1).map(plain), min_size=1, max_size=40))
def test_every_answer_lies_in_one_class(numbers):
    found = result(numbers, decimals=1)
    assert sum(row.count for row in found.rows) == len(numbers)
    assert len(found.rows) <= 12
