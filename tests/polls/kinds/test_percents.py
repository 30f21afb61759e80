"""Percents, and results as bars."""

from hypothesis import given
from hypothesis import strategies as st

from polls.kinds.bars import bars
from polls.kinds.kind import Option
from polls.kinds.percents import percent, whole_percents

numbers = st.lists(st.integers(0, 5000), min_size=1, max_size=10)


@given(numbers)
def test_equal_counts_have_equal_percents(counts):
    shares = dict(zip(counts, whole_percents(counts), strict=True))
    assert [shares[number] for number in counts] == whole_percents(counts)


@given(numbers)
def test_a_result_says_when_its_percents_are_rounded_to_another_sum(counts):
    result = bars([Option(str(i), "") for i in range(len(counts))], {str(i): n for i, n in enumerate(counts)})
    assert result.is_rounded == (sum(row.share for row in result.rows) not in (0, 100))
    assert [row.width for row in result.rows] == [percent(n, sum(counts)) for n in counts]


def test_three_ways_to_round():
    assert whole_percents([4, 4, 6]) == [29, 29, 43]
    assert whole_percents([1, 1, 1]) == [33, 33, 33]
    assert whole_percents([1, 7]) == [13, 88]
    assert whole_percents([0, 0]) == [0, 0]


@given(numbers)
def test_more_votes_are_never_a_smaller_share(counts):
    shares = whole_percents(counts)
    for one, share in zip(counts, shares, strict=True):
        for other, other_share in zip(counts, shares, strict=True):
            assert one <= other or share >= other_share


@given(numbers)
def test_a_share_is_rounded_by_less_than_one_percent(counts):
    for number, share in zip(counts, whole_percents(counts), strict=True):
        assert not sum(counts) or abs(share - 100 * number / sum(counts)) <= 0.5


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 99), max_size=6),
    st.dictionaries(st.text(max_size=3), st.text()),
)
def test_a_result_has_a_row_for_each_option_and_counts_nothing_else(counts, options):
    result = bars([Option(*each) for each in options.items()], counts)
    assert [(row.key, row.text) for row in result.rows] == list(options.items())
    assert result.total == sum(row.count for row in result.rows) == sum(counts.get(key, 0) for key in options)
