"""The objectives of a schedule, counted from the instance and the schedule alone.

On purpose it shares no code with the search and its counters: the proof sheet shows these numbers.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from itertools import combinations

from rooms.breakouts.dealing.instance import Instance, Schedule


@dataclass(frozen=True, slots=True)
class Metrics:
    """The objectives, the most important first. All but `met_teams` are better when smaller."""

    hard: int  # broken rules: sizes, pins, keep together, keep apart
    same_team: int  # pairs of colleagues in one group, over all rounds
    repeats: int  # meetings of people who had met before
    coincidences: int  # sum over pairs of C(times met, 2), without what earlier sessions already cost
    missing_roles: int  # required roles that a group lacks, over all groups and rounds
    met_teams: int  # sum over people of distinct other teams met

    def as_dict(self) -> dict[str, int]:
        """The objectives under the short names of the file format."""
        return {SHORT[name]: value for name, value in asdict(self).items()}


SHORT = {
    "hard": "hard",
    "same_team": "S",
    "repeats": "Rep",
    "coincidences": "Conv",
    "missing_roles": "D",
    "met_teams": "M",
}


def recount(instance: Instance, schedule: Schedule) -> Metrics:
    """Count every objective. People who are kept together count neither as colleagues nor as repeats."""
    rounds = []
    hard = 0
    for number, row in enumerate(schedule):
        groups: list[list[int]] = [[] for _ in instance.sizes]
        for i in range(len(instance.people)):
            groups[row[i]].append(i)
        rounds.append(groups)
        hard += (Counter(map(len, groups)) - Counter(instance.sizes)).total()
        hard += sum(row[pin.person] != pin.group for pin in instance.pins if pin.round == number)
        hard += sum(row[i] != row[j] for unit in instance.units for i, j in combinations(unit, 2))
        hard += sum(row[i] == row[j] for i, others in instance.conflicts.items() for j in others if i < j)
    return Metrics(hard, *tally(instance, rounds))


def recount_visits(instance: Instance, schedule: Schedule) -> tuple[int, int, int]:
    """Visits to the groups of own teams and to groups seen before; the sum over teams of distinct groups seen."""
    own = again = 0
    by_team: dict[int, set[int]] = {}
    for i, person in enumerate(instance.people):
        visited = [row[i] for number, row in enumerate(schedule) if i not in instance.hosts(number, row[i])]
        own += sum(instance.host_teams[g] == person.team for g in visited)
        again += len(visited) - len(set(visited))
        by_team.setdefault(instance.teams[i], set()).update(g for g in visited if instance.host_teams[g] != person.team)
    return own, again, sum(map(len, by_team.values()))


def tally(instance: Instance, rounds: list[list[list[int]]]) -> tuple[int, int, int, int, int]:
    """Colleagues, repeats, coincidences, missing roles and teams met of these groups; not everybody need have a seat.

    Hosts of one group count among themselves like people who are kept together.
    """
    teams, required = instance.teams, set(instance.required_roles)
    kept = {pair for unit in instance.units for pair in combinations(unit, 2)}
    same_team = missing = 0
    met: Counter[tuple[int, int]] = Counter()
    teams_met: list[set[int]] = [set() for _ in instance.people]
    for number, groups in enumerate(rounds):
        for g, group in enumerate(groups):
            hosts = instance.hosts(number, g)
            if group:
                missing += len(required - {instance.people[i].role for i in group})
            for i, j in combinations(sorted(group), 2):
                if teams[i] != teams[j]:
                    teams_met[i].add(teams[j])
                    teams_met[j].add(teams[i])
                if (i, j) in kept or (i in hosts and j in hosts):
                    continue
                same_team += teams[i] == teams[j]
                met[i, j] += 1
    repeats = coincidences = 0
    for pair, times in met.items():
        before = instance.met.get(pair, 0)
        repeats += times - (before == 0)
        coincidences += times * (times - 1) // 2 + times * before
    return same_team, repeats, coincidences, missing, sum(map(len, teams_met))
