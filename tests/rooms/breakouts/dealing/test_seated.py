"""People as they sit, in rounds of different sizes: counted truly, and no bound claims what a recount contradicts."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.breakouts.dealing import Instance, Person, even_sizes, prove, solve
from rooms.breakouts.dealing.proof.seated import prove_as_seated

ROLES = ("uitvoering", "beleid", None)


def circle(people=16, rounds=3, size=4):
    """Teams of four, dealt without a repeat."""
    everybody = tuple(Person(f"p{i}", i // 4, ROLES[i % 3]) for i in range(people))
    instance = Instance(everybody, rounds, even_sizes(people, size=size), ("uitvoering", "beleid"))
    return instance, solve(instance, seconds=0.05, deadline=60).schedule


def lines_of(sheet):
    return {line.name: line for line in sheet.lines}


def test_rounds_as_they_were_dealt_have_the_sheet_of_the_deal():
    instance, schedule = circle()
    dealt, seated = prove(instance, schedule), prove_as_seated(instance, [dict(enumerate(row)) for row in schedule])
    assert seated.counted == dealt.counted
    assert lines_of(seated)["same_team"].proven and lines_of(seated)["repeats"].proven


def test_who_is_put_elsewhere_in_one_of_three_rounds_breaks_no_rule():
    instance, schedule = circle()
    rounds = [dict(enumerate(row)) for row in schedule]
    colleague = 1
    rounds[1][0] = rounds[1][colleague]
    sheet = prove_as_seated(instance, rounds)
    found = lines_of(sheet)
    assert sheet.counted.hard == 0
    assert (found["same_team"].value, found["same_team"].bound, found["same_team"].proven) == (1, 0, False)
    assert lines_of(prove(instance, [[row[i] for i in range(16)] for row in rounds]))["hard"].value > 0


def test_not_everybody_need_sit_in_every_round():
    instance, schedule = circle()
    rounds = [dict(enumerate(row)) for row in schedule]
    for who in (0, 5, 6):
        del rounds[2][who]
    sheet = prove_as_seated(instance, rounds)
    found = lines_of(sheet)
    assert sheet.counted.hard == found["same_team"].value == found["repeats"].value == 0
    assert found["met_teams"].value <= found["met_teams"].bound
    assert set(prove_as_seated(instance, [{}, {}]).counted.as_dict().values()) == {0}


def test_who_sits_with_colleagues_only_could_meet_more_teams():
    people = tuple(Person(i, i // 2) for i in range(4))
    met_teams = lines_of(prove_as_seated(Instance(people, 1, (2, 2)), [{0: 0, 1: 0, 2: 1, 3: 1}]))["met_teams"]
    assert (met_teams.value, met_teams.bound, met_teams.proven) == (0, 4, False)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whoever_sits_wherever_no_bound_is_beaten(data):
    """`Contradiction` is raised if one is. Values are what looking at every pair gives."""
    count = data.draw(st.integers(1, 12))
    people = tuple(
        Person(i, data.draw(st.one_of(st.none(), st.integers(0, 3))), data.draw(st.sampled_from(ROLES)))
        for i in range(count)
    )
    met = {pair: 1 for pair in combinations(range(count), 2) if data.draw(st.integers(0, 4)) == 0}
    instance = Instance(people, 1, (count,), data.draw(st.sampled_from([(), ("uitvoering", "beleid")])), met=met)
    seats = st.dictionaries(st.integers(0, count - 1), st.integers(0, 4))
    rounds = data.draw(st.lists(seats, min_size=1, max_size=4))
    instance = replace(instance, rounds=len(rounds))
    found = prove_as_seated(instance, rounds).counted
    together = [pair for row in rounds for pair in combinations(sorted(row), 2) if row[pair[0]] == row[pair[1]]]
    teams = [("alone", i) if person.team is None else person.team for i, person in enumerate(people)]
    assert found.same_team == sum(teams[i] == teams[j] for i, j in together)
    assert found.repeats == len(together) - len(set(together) - met.keys())
