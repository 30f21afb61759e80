"""The order of questions: most wanted first, and no team fills the top."""

from hypothesis import given
from hypothesis import strategies as st

from rooms.board.questions.ranking import Ranked, rank


def test_more_people_of_one_team_come_first():
    assert rank([Ranked("a", {1: 2}), Ranked("b", {1: 5}), Ranked("c")]) == ["b", "a", "c"]


def test_equal_questions_stand_as_they_were_asked():
    assert rank([Ranked("a"), Ranked("b"), Ranked("c", {1: 1}), Ranked("d", {2: 1})]) == ["c", "d", "a", "b"]


def test_pinned_questions_come_first():
    assert rank([Ranked("a", {1: 9}), Ranked("b", pinned=True), Ranked("c", pinned=True)]) == ["b", "c", "a"]


def test_a_large_team_does_not_fill_the_top_ten():
    large = [Ranked(f"large {i}", {1: 60}) for i in range(10)]
    others = [Ranked(f"other {i}", {2 + i: 2, 3 + i: 1, 4 + i: 1}) for i in range(12)]
    top = rank([*large, *others])[:10]
    assert 1 <= sum(id.startswith("large") for id in top) <= 3


def test_a_team_that_votes_alone_orders_as_it_likes():
    assert rank([Ranked(str(votes), {1: votes}) for votes in (3, 9, 1, 7)]) == ["9", "7", "3", "1"]


QUESTIONS = st.lists(st.dictionaries(st.integers(1, 5) | st.none(), st.integers(0, 80), max_size=5), max_size=30)


@given(QUESTIONS)
def test_everything_is_in_the_order_once(votes):
    questions = [Ranked(str(i), by_team) for i, by_team in enumerate(votes)]
    assert sorted(rank(questions)) == sorted(question.id for question in questions)


@given(QUESTIONS, st.integers(0, 29))
def test_one_more_vote_never_harms(votes, which):
    """In a room of one team: with several, what helps one question may lift another of theirs."""
    counts = [sum(by_team.values()) for by_team in votes]
    if which >= len(counts):
        return
    before = rank([Ranked(str(i), {1: count}) for i, count in enumerate(counts)])
    counts[which] += 1
    after = rank([Ranked(str(i), {1: count}) for i, count in enumerate(counts)])
    assert after.index(str(which)) <= before.index(str(which))
