"""Hosted visits with equal teams: one small table gives the groups of every team's visitors.

The j-th visitor of team t is in group `t + step[j][r]` in round r. Every group gets the same number of visitors. When
the steps of one visitor differ, nobody sees a group twice. When the steps of one round differ, colleagues fan out. When
the differences of two visitors' steps differ, nobody meets twice. Different steps are different groups for the team.
"""

from random import Random

Steps = list[list[int]]
TRIES = 4000


def rotations(groups: int, visitors: list[list[int]], rng: Random) -> Steps | None:
    """Steps for the visitors of one team; `visitors[j]` lists the rounds in which the j-th visitor travels.

    None when a team has too few other groups, or when the search finds no steps without a repeat.
    """
    places = [(j, r) for j, rounds in enumerate(visitors) for r in range(len(rounds))]
    if not places or groups < 3:
        return None
    values = [1 + n % (groups - 1) for n in range(len(places))]
    spare = [*range(len(places) + 1, groups)]
    rng.shuffle(values)
    steps: Steps = [[0] * len(rounds) for rounds in visitors]
    for (j, r), value in zip(places, values, strict=True):
        steps[j][r] = value
    rows = [{number: r for r, number in enumerate(rounds)} for rounds in visitors]
    cost = _cost(steps, rows, groups)
    for _ in range(TRIES):
        if not cost:
            return steps
        j, r = rng.choice(places)
        pick = rng.randrange(len(places) + len(spare))
        q, s = places[pick] if pick < len(places) else (j, r)
        old, other = steps[j][r], steps[q][s]
        if pick < len(places):
            steps[j][r], steps[q][s] = other, old
        else:
            steps[j][r] = spare[pick - len(places)]
        new = _cost(steps, rows, groups)
        if new <= cost:
            cost = new
            if pick >= len(places):
                spare[pick - len(places)] = old
        else:
            steps[j][r], steps[q][s] = (old, other)
    return None


def _cost(steps: Steps, rows: list[dict[int, int]], groups: int) -> int:
    """The number of repeats of any kind; zero is the goal."""
    cost = 0
    for j, mine in enumerate(steps):
        cost += len(mine) - len(set(mine))
        for q in range(j):
            both = rows[j].keys() & rows[q].keys()
            if both:
                apart = {(mine[rows[j][n]] - steps[q][rows[q][n]]) % groups for n in both}
                cost += len(both) - len(apart) + (0 in apart)
            if len(both) < len(rows[j]):  # one is at home while the other travels: they must not meet in both groups
                cost += len({-step % groups for step in mine} & set(steps[q]))
    return cost
