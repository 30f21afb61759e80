"""The one function that says whether a result leaves the server."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livesessions.archive.disclosure import Viewer, disclose
from polls.kinds.bars import bars
from polls.kinds.kind import Option

H, P, S, ORG = Viewer.HOSTS, Viewer.PARTICIPANTS, Viewer.SCREEN, Viewer.ORGANISER


def result(total):
    return bars([Option("a", "Ja"), Option("b", "Nee")], {"a": total})


@pytest.mark.parametrize(
    ("viewers", "revealed", "closed", "reason"),
    [
        ([H], False, False, ""),
        ([H], False, True, ""),
        ([H], True, False, ""),
        ([P, S], False, False, "not_revealed"),
        ([P, S], False, True, "not_revealed"),
        ([P, S], True, False, ""),
        ([P, S], True, True, ""),
        ([ORG], False, False, "not_revealed"),
        ([ORG], True, False, "not_revealed"),
        ([ORG], False, True, ""),
        ([ORG], True, True, ""),
    ],
)
def test_who_sees_a_result_when(viewers, revealed, closed, reason):
    for viewer in viewers:
        found = disclose(result(7), viewer, revealed=revealed, closed=closed, minimum=1)
        assert (found.reason, found.result is None) == (reason, bool(reason))


@given(st.integers(0, 12), st.integers(1, 12))
def test_below_the_minimum_nobody_sees_it(total, minimum):
    for viewer, revealed, closed in itertools.product(Viewer, [False, True], [False, True]):
        found = disclose(result(total), viewer, revealed=revealed, closed=closed, minimum=minimum)
        if total < minimum and minimum > 1:
            assert found.result is None and found.reason
        assert (found.result is None) == bool(found.reason)
