"""Counting a single choice."""

from hypothesis import given
from hypothesis import strategies as st

from polls.kinds.single import count, whole_percents

numbers = st.lists(st.integers(0, 5000), min_size=1, max_size=10)


@given(numbers)
def test_percents_add_up_to_a_hundred(counts):
    assert sum(whole_percents(counts)) == (100 if sum(counts) else 0)


@given(numbers)
def test_more_votes_are_never_a_smaller_share(counts):
    shares = whole_percents(counts)
    for one, share in zip(counts, shares, strict=True):
        for other, other_share in zip(counts, shares, strict=True):
            assert one <= other or share >= other_share


@given(numbers)
def test_a_share_is_rounded_by_less_than_one_percent(counts):
    for number, share in zip(counts, whole_percents(counts), strict=True):
        assert not sum(counts) or abs(share - 100 * number / sum(counts)) < 1


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 99), max_size=6),
    st.dictionaries(st.text(max_size=3), st.text()),
)
def test_a_result_has_a_row_for_each_option_and_counts_nothing_else(counts, options):
    result = count(list(options.items()), counts)
    assert [(row.key, row.text) for row in result.rows] == list(options.items())
    assert result.total == sum(row.count for row in result.rows) == sum(counts.get(key, 0) for key in options)
