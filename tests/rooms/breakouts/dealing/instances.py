"""The instances that dealing is measured with, A to O: people, teams and roles by a seed (docs/dealing.md)."""

from random import Random

from rooms.breakouts.dealing import Instance, Person, Pin, even_sizes, hosted_visits

PRACTICE, POLICY, BOARD = "uitvoering", "beleid", "bestuur"
BOTH = (PRACTICE, POLICY)


def uneven(people, teams, seed=7):
    """Sizes of so many teams, from about half to one and a half of the average."""
    rng = Random(seed)
    weights = [rng.uniform(0.4, 1.6) for _ in range(teams)]
    sizes = [max(1, int(people * weight / sum(weights))) for weight in weights]
    while sum(sizes) != people:
        at = rng.randrange(teams)
        sizes[at] = max(1, sizes[at] + (1 if sum(sizes) < people else -1))
    return sizes


def party(team_sizes, rounds, *, size=None, groups=None, required=(), roles=None, weights=(5, 3, 2), seed=1, **rules):
    """People of these teams in a random order, with roles by weight."""
    rng = Random(seed)
    teams = [team for team, n in enumerate(team_sizes) for _ in range(n)]
    rng.shuffle(teams)
    names = roles or (PRACTICE, POLICY, BOARD)
    people = tuple(Person(i, team, rng.choices(names, weights)[0]) for i, team in enumerate(teams))
    return Instance(people, rounds, even_sizes(len(people), groups=groups, size=size), required, **rules)


def ruled():
    """J: 120 people with pins, pairs who stay together and pairs who are kept apart."""
    who = Random(5).sample(range(120), 120)
    return party(
        uneven(120, 15),
        4,
        size=5,
        required=(PRACTICE, POLICY, BOARD),
        weights=(5, 4, 1),
        together=tuple((who[2 * n], who[2 * n + 1]) for n in range(6)),
        apart=tuple((who[20 + 2 * n], who[21 + 2 * n]) for n in range(10)),
        pins=tuple(Pin(who[50 + g], r, g) for g in range(8) for r in range(4)),
    )


def visits(team_sizes, rounds, **how):
    """Hosted visits: teams that host."""
    return hosted_visits(party(team_sizes, rounds, size=5).people, rounds, **how)


INSTANCES = {
    "A": lambda: party([10] * 40, 3, size=5, required=BOTH),
    "B": lambda: party(uneven(400, 60), 4, size=6, required=BOTH),
    "C": lambda: party([1] * 32, 10, size=4),
    "D": lambda: party([1] * 15, 7, size=3),
    "E": lambda: party([3] * 10, 6, groups=5, required=(PRACTICE, POLICY, BOARD), weights=(1, 1, 1)),
    "F": lambda: party(uneven(5000, 300), 3, size=8, required=BOTH),
    "G": lambda: visits([10] * 40, 5, hosts_per_group=3, swap=False),
    "H": lambda: visits(uneven(300, 60), 4, hosts_per_group=1, swap=False),
    "I": lambda: party([90, *uneven(110, 14)], 3, size=6, required=BOTH),
    "J": ruled,
    "K": lambda: party([10] * 5, 6, size=4, required=BOTH),
    "L": lambda: party([8] * 8, 8, size=8),
    "M": lambda: party([6] * 6, 3, size=6),
    "N": lambda: party([6] * 15, 4, size=6, required=("a", "b"), roles=("a", "b", "c"), weights=(10, 1, 9)),
    "O": lambda: party([4] * 12, 6, groups=8),
}
