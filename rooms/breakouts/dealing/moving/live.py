"""People join and leave while groups talk. Nobody else is moved, and a repair moves as few people as possible.

`Seating` is the present seating. `join` and `leave` never move anybody else and take far less than a millisecond.
`repair` brings groups back into their band with the fewest moves possible (bound B5). The room decides when to repair.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rooms.breakouts.dealing.instance import Id, Instance, Person
from rooms.breakouts.dealing.moving.mending import fewest_moves

Seats = dict[int, int]  # group by round


@dataclass(frozen=True, slots=True)
class Move:
    """A seated person changes groups in one round."""

    person: Id
    round: int
    origin: int
    target: int


class Seating:
    """A plan under way: rounds before `running` are history, round `running` is in progress, later rounds are planned.

    `band` is the smallest and the largest size of a group; an empty group is closed. `schedule` holds None for people
    who are not there. Not thread-safe.
    """

    def __init__(
        self, instance: Instance, schedule: Sequence[Sequence[int | None]], running: int, band: tuple[int, int]
    ) -> None:
        self.people = list(instance.people)
        self.place = {person.id: i for i, person in enumerate(self.people)}
        self.instance, self.running, self.band = instance, running, band
        self.here = {i for i in range(len(self.people)) if any(row[i] is not None for row in schedule[running:])}
        self.rows: list[list[int | None]] = [list(row) for row in schedule]
        self.groups: list[list[set[int]]] = []
        self.mates: list[list[dict[object, int]]] = []
        self.held: list[list[dict[str, int]]] = []
        self.met: list[dict[int, int]] = [{} for _ in self.people]
        self._gone: dict[int, Seats] = {}
        for (i, j), times in instance.met.items():
            self.met[i][j] = self.met[j][i] = times
        for r, row in enumerate(schedule):
            self.groups.append([set() for _ in instance.sizes])
            self.mates.append([{} for _ in instance.sizes])
            self.held.append([{} for _ in instance.sizes])
            for i, g in enumerate(row):
                if g is not None:
                    self._sit(i, r, g)

    def join(self, person: Person) -> Seats:
        """Seat a person in the running and all planned rounds; one who was here before returns there if possible."""
        i = self.place.get(person.id)
        if i is None:
            i = self.place[person.id] = len(self.people)
            self.people.append(person)
            self.met.append({})
            for row in self.rows:
                row.append(None)
        if i not in self.here:
            self.here.add(i)
            old = self._gone.pop(i, {})
            for r in range(self.running, len(self.rows)):
                g = old.get(r)
                back = g is not None and 0 < len(self.groups[r][g]) < self.band[1]
                self._sit(i, r, g if back and g is not None else self._best_group(i, r))
        return self.seats(person.id)

    def leave(self, person: Id) -> None:
        """Take a person out of the running and all planned rounds. Does nothing if they are not here."""
        i = self.place.get(person)
        if i is None or i not in self.here:
            return
        self.here.discard(i)
        self._gone[i] = self.seats(person)
        for r in self._gone[i]:
            self._rise(i, r, forget=r > self.running)

    def seats(self, person: Id) -> Seats:
        """A person's groups in the running round and the planned ones."""
        i = self.place[person]
        return {r: g for r in range(self.running, len(self.rows)) if (g := self.rows[r][i]) is not None}

    def repair(self) -> list[Move]:
        """Bring every group of the running and the planned rounds into the band with the fewest moves.

        Small groups are closed or filled, large groups give people away. If the present groups cannot hold everybody,
        new groups are opened. If no number of groups can, the round is left as it is.
        """
        moves = []
        for r in range(self.running, len(self.rows)):
            moves += [Move(self.people[i].id, r, g, h) for i, g, h in self._mend(r)]
        return moves

    def present(self) -> Instance:
        """The task with everybody who ever came, for a recount."""
        return replace(self.instance, people=tuple(self.people))

    def _mend(self, r: int) -> list[tuple[int, int, int]]:
        low, high = self.band
        groups = self.groups[r]
        plan = fewest_moves([len(group) for group in groups], low, high)
        if plan is None:
            return []
        self._open(r, plan.opened)
        closed = set(sorted(range(len(groups)), key=lambda g: (len(groups[g]), g))[: plan.closed])
        opened = [g for g in range(len(groups)) if g not in closed]
        moves = []
        for g in sorted(closed):
            for i in sorted(groups[g]):
                short = [h for h in opened if len(groups[h]) < low]
                moves.append((i, g, self._move(i, r, g, short or [h for h in opened if len(groups[h]) < high])))
        for g in opened:
            while len(groups[g]) > high:
                short = [h for h in opened if len(groups[h]) < low] or [h for h in opened if len(groups[h]) < high]
                i = self._easiest(r, g, short)
                moves.append((i, g, self._move(i, r, g, short)))
        for h in opened:
            while len(groups[h]) < low:
                largest = max(len(groups[g]) for g in opened)
                donors = [g for g in opened if len(groups[g]) == largest]
                i, g = min(
                    ((self._easiest(r, g, [h]), g) for g in donors[:20]),
                    key=lambda pair: self._cost(pair[0], r, h) + self._loss(pair[0], r, pair[1]),
                )
                moves.append((i, g, self._move(i, r, g, [h])))
        return moves

    def _open(self, r: int, count: int) -> None:
        for _ in range(count):
            self.groups[r].append(set())
            self.mates[r].append({})
            self.held[r].append({})

    def _move(self, i: int, r: int, g: int, targets: list[int]) -> int:
        self._rise(i, r, forget=True)
        h = min(targets, key=lambda h: (self._cost(i, r, h), -self._fills(i, r, h), len(self.groups[r][h]), h))
        self._sit(i, r, h)
        return h

    def _easiest(self, r: int, g: int, targets: list[int]) -> int:
        """The member whose move from group g to one of `targets` costs least."""
        few = targets[:20]
        return min(sorted(self.groups[r][g]), key=lambda i: self._loss(i, r, g) + min(self._cost(i, r, h) for h in few))

    def _best_group(self, i: int, r: int) -> int:
        """The best group for a newcomer: within the band, no colleagues or acquaintances, their role missing there."""
        low, high = self.band
        best, best_key = 0, (9, 0, 0, 0, 0)
        team, simple = self._team(i), not self.met[i] and not self._bound(i)
        role, mates, held = self.people[i].role, self.mates[r], self.held[r]
        wanted = role in self.instance.required_roles
        for g, group in enumerate(self.groups[r]):
            size = len(group)
            full = 2 if not size else size >= high
            if full > best_key[0]:
                continue
            hurt = mates[g].get(team, 0) if simple else self._cost(i, r, g)
            if full == best_key[0] and hurt > best_key[1]:
                continue
            key = (full, hurt, size + 1 >= high > low, not (wanted and role not in held[g]), size)
            if key < best_key:
                best, best_key = g, key
        return best

    def _bound(self, i: int) -> bool:
        """Whether a rule concerns a person: then their cost needs the full count."""
        return bool(self.people[i].languages) or i in self.instance.conflicts or i in self.instance.unit_of

    def _cost(self, i: int, r: int, g: int) -> int:
        """The cost of putting a person into a group: colleagues, acquaintances, broken rules."""
        group, met = self.groups[r][g], self.met[i]
        cost = self.mates[r][g].get(self._team(i), 0)
        if met:
            cost += sum(met.get(j, 0) for j in group if j != i)
        if self._bound(i):
            enemies, mine = self.instance.conflicts.get(i, set()), self.people[i].languages
            for j in group:
                yours = self.people[j].languages
                cost += 100 * (j in enemies or bool(mine and yours and not mine & yours))
            unit = self.instance.unit_of.get(i)
            if unit is not None:
                cost -= 50 * sum(j in group for j in self.instance.units[unit] if j != i)
        return cost

    def _loss(self, i: int, r: int, g: int) -> int:
        """The loss when a person leaves a group: the last holder of a required role; a broken pin or unit."""
        role = self.people[i].role
        loss = int(role in self.instance.required_roles and self.held[r][g].get(role or "", 0) == 1)
        if r < len(self.instance.pinned) and i in self.instance.pinned[r]:
            loss += 1000
        return loss + 100 * (i in self.instance.unit_of)

    def _fills(self, i: int, r: int, g: int) -> bool:
        role = self.people[i].role
        return role in self.instance.required_roles and role not in self.held[r][g]

    def _team(self, i: int) -> object:
        return ("alone", i) if self.people[i].team is None else self.people[i].team

    def _sit(self, i: int, r: int, g: int) -> None:
        group, mine = self.groups[r][g], self.met[i]
        for j in group:
            mine[j] = self.met[j][i] = mine.get(j, 0) + 1
        group.add(i)
        self.rows[r][i] = g
        team, role, mates = self._team(i), self.people[i].role, self.mates[r][g]
        mates[team] = mates.get(team, 0) + 1
        if role is not None:
            self.held[r][g][role] = self.held[r][g].get(role, 0) + 1

    def _rise(self, i: int, r: int, *, forget: bool) -> None:
        """Take a person out of their group; `forget` the meetings, when they did not happen."""
        g = self.rows[r][i]
        if g is None:
            return
        group, mine = self.groups[r][g], self.met[i]
        group.discard(i)
        self.rows[r][i] = None
        for counts, key in ((self.mates[r][g], self._team(i)), (self.held[r][g], self.people[i].role)):
            if key in counts:
                counts[key] -= 1  # type: ignore[index]  # two kinds of key, each in its own dictionary
                if not counts[key]:  # type: ignore[index]  # the same
                    del counts[key]  # type: ignore[arg-type]  # the same
        if forget:
            for j in group:
                mine[j] = self.met[j][i] = mine[j] - 1
                if not mine[j]:
                    del mine[j], self.met[j][i]
