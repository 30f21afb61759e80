"""A schedule with counters: swapping two people of one round takes only a few look-ups."""

from rooms.breakouts.dealing.instance import Instance, Schedule

Key = tuple[int, int, int, int, int]


class SearchState:
    """A schedule that swaps change, its score, and the swaps since the best schedule so far.

    `members[r][g]` lists a group. `met[i][j]` counts meetings (earlier sessions included, people who are kept together
    left out). `mates[r][g][t]` and `holders[r][g][role]` count a group's teams and roles. `seen[i][t]` counts how often
    i met team t. `score` is [broken rules, colleagues, coincidences, missing roles, minus teams met].
    """

    def __init__(self, instance: Instance, schedule: Schedule) -> None:
        people, k = len(instance.people), len(instance.sizes)
        self.rows = [row[:] for row in schedule]
        self.teams, self.roles, self.unit_of = instance.teams, instance.roles, instance.unit_of
        self.conflicts = instance.conflicts
        teams, roles = len(instance.team_sizes), len(instance.required_roles)
        small = instance.rounds * max(instance.sizes) < 255 and max(instance.met.values(), default=0) < 128
        self.met: list[bytearray] | list[list[int]]
        self.seen: list[bytearray] | list[list[int]]
        self.met = [bytearray(people) for _ in range(people)] if small else [[0] * people for _ in range(people)]
        self.seen = [bytearray(teams) for _ in range(people)] if small else [[0] * teams for _ in range(people)]
        self.members: list[list[list[int]]] = []
        self.mates = [[[0] * teams for _ in range(k)] for _ in schedule]
        self.holders = [[[0] * (roles + 1) for _ in range(k)] for _ in schedule]
        for (i, j), times in instance.met.items():
            self.met[i][j] = self.met[j][i] = times
        self.score = [0, 0, 0, 0, 0]
        for row, mates, holders in zip(self.rows, self.mates, self.holders, strict=True):
            self.members.append([[] for _ in range(k)])
            for i, g in enumerate(row):
                self.members[-1][g].append(i)
                mates[g][self.teams[i]] += 1
                holders[g][self.roles[i]] += 1  # -1, of no required role, is the last
            for g, group in enumerate(self.members[-1]):
                self._count(group)
                self.score[3] += sum(n == 0 for n in holders[g][:roles])
        self.score[4] = -sum(sum(n > 0 for n in row) for row in self.seen)
        self.swaps: list[tuple[int, int, int]] = []  # since the best
        self.best: Key = self.key

    def _count(self, group: list[int]) -> None:
        """Count the pairs of one group, at the start."""
        teams, met, seen, unit_of, score = self.teams, self.met, self.seen, self.unit_of, self.score
        for at, i in enumerate(group):
            mine, row, team, unit = met[i], seen[i], teams[i], unit_of.get(i, -1)
            enemies = self.conflicts.get(i, ())
            for j in group[:at]:
                other = teams[j]
                score[0] += j in enemies
                if other != team:
                    row[other] += 1
                    seen[j][team] += 1
                if unit < 0 or unit_of.get(j) != unit:
                    score[1] += other == team
                    score[2] += mine[j]
                    mine[j] += 1
                    met[j][i] += 1

    @property
    def key(self) -> Key:
        """The score as a tuple, for comparing."""
        a, b, c, d, e = self.score
        return (a, b, c, d, e)

    def swap(self, r: int, a: int, b: int) -> None:
        """Swap the seats of a and b, who sit in different groups of round r."""
        row, teams = self.rows[r], self.teams
        g, h = row[a], row[b]
        here, there = self.members[r][g], self.members[r][h]
        here.remove(a)
        there.remove(b)
        self._part(a, here)
        self._part(b, there)
        self._join(a, there)
        self._join(b, here)
        here.append(b)
        there.append(a)
        row[a], row[b] = h, g
        mates, holders = self.mates[r], self.holders[r]
        mates[g][teams[a]] -= 1
        mates[g][teams[b]] += 1
        mates[h][teams[b]] -= 1
        mates[h][teams[a]] += 1
        one, other = self.roles[a], self.roles[b]
        if one != other:
            mine, yours = holders[g], holders[h]
            for change, roles, role in ((-1, mine, one), (1, mine, other), (-1, yours, other), (1, yours, one)):
                if role >= 0:
                    self.score[3] += (roles[role] + change == 0) - (roles[role] == 0)
                roles[role] += change
        self.swaps.append((r, a, b))

    def _part(self, a: int, group: list[int]) -> None:
        """Count that a leaves these people."""
        teams, met, seen, score, unit_of = self.teams, self.met, self.seen, self.score, self.unit_of
        mine, row, team, unit = met[a], seen[a], teams[a], unit_of.get(a, -1)
        enemies = self.conflicts.get(a)
        for x in group:
            other = teams[x]
            if other != team:
                row[other] -= 1
                seen[x][team] -= 1
                score[4] += (not row[other]) + (not seen[x][team])
            if unit < 0 or unit_of.get(x) != unit:
                score[1] -= other == team
                n = mine[x] - 1
                mine[x] = met[x][a] = n
                score[2] -= n
            if enemies:
                score[0] -= x in enemies

    def _join(self, a: int, group: list[int]) -> None:
        """Count that a joins these people."""
        teams, met, seen, score, unit_of = self.teams, self.met, self.seen, self.score, self.unit_of
        mine, row, team, unit = met[a], seen[a], teams[a], unit_of.get(a, -1)
        enemies = self.conflicts.get(a)
        for x in group:
            other = teams[x]
            if other != team:
                score[4] -= (not row[other]) + (not seen[x][team])
                row[other] += 1
                seen[x][team] += 1
            if unit < 0 or unit_of.get(x) != unit:
                score[1] += other == team
                n = mine[x]
                score[2] += n
                mine[x] = met[x][a] = n + 1
            if enemies:
                score[0] += x in enemies

    def keep(self) -> bool:
        """Remember the present schedule if it is the best so far; returns whether it is."""
        key = self.key
        if key < self.best:
            self.best = key
            self.swaps.clear()
            return True
        return False

    def undo(self, count: int) -> None:
        """Undo the last `count` swaps."""
        for _ in range(count):
            self.swap(*self.swaps.pop())
            self.swaps.pop()

    def restore(self) -> Schedule:
        """Go back to the best schedule, and return a copy."""
        self.undo(len(self.swaps))
        return [row[:] for row in self.rows]
