"""The formula that deals large sessions: everybody on a grid of rows and columns, each column shifted in each round.

People stand sorted by team in columns of k rows; k is the number of groups. In round r, the person in row x of column c
sits in group `(x + shift[r][c]) mod k`. Groups are even by construction. People of one column never meet. People of two
columns meet twice only if the shifts of these columns differ equally in two rounds. So no pair ever meets twice when,
for every two columns, the differences of their shifts are all distinct. The cost for colleagues and teams can be read
from the table alone: a few thousand look-ups instead of a search among people.
"""

from collections.abc import Sequence
from random import Random

Table = list[list[int]]
REPEAT, COLLEAGUE = 1_000_000, 1_000
RESTARTS = 4


def shift_table(teams: Sequence[int], k: int, rounds: int, rng: Random, tries: int) -> tuple[Table, bool]:
    """`shift[r][c]` for people in this order, and whether no pair meets twice.

    `teams` is the team of each place, column by column. The same seed and number of tries give the same table.
    """
    columns = [list(teams[start : start + k]) for start in range(0, len(teams), k)]
    twice = _cost_of_meeting_a_team_twice(columns, k)
    mates = _colleagues(columns, k)
    width = len(columns)

    def cost_of(table: Table) -> int:
        return sum(_column(table, c, r, table[r][c], twice, mates, k) for r in range(rounds) for c in range(width))

    multipliers = [1, *(rng.randrange(1, k) for _ in range(23 if len(teams) < 1000 else 5))] if k > 1 else [0]
    tables = [[[r * mu * c % k for c in range(width)] for r in range(rounds)] for mu in multipliers]
    tables.sort(key=cost_of)
    best, cheapest = tables[0], cost_of(tables[0])
    for table in tables[:RESTARTS] if width > 1 and rounds > 1 and k > 1 else []:
        for _ in range(tries):
            r, c, shift = rng.randrange(rounds), rng.randrange(width), rng.randrange(k)
            old = _column(table, c, r, table[r][c], twice, mates, k)
            if old and _column(table, c, r, shift, twice, mates, k) <= old:
                table[r][c] = shift
        cost = cost_of(table)
        if cost < cheapest:
            best, cheapest = table, cost
        if not cheapest or cheapest >= REPEAT:  # as good as can be; or too dense for any table
            break
    return best, cheapest < REPEAT


def seat(table: Table, people: int, k: int) -> list[list[int]]:
    """The schedule of the places in a table."""
    return [[(i % k + row[i // k]) % k for i in range(people)] for row in table]


def _column(
    table: Table, c: int, r: int, shift: int, twice: list[list[list[int]]], mates: list[list[list[int]]], k: int
) -> int:
    """The cost of column c with this shift in round r."""
    cost = 0
    here = table[r]
    for d in range(len(here)):
        if d == c:
            continue
        apart = shift - here[d]
        together = mates[c][d]
        if together:
            cost += together[apart % k]
        losses = twice[c][d]
        for number, row in enumerate(table):
            if number != r:
                cost += losses[(apart - row[c] + row[d]) % k]
    return cost


def _cost_of_meeting_a_team_twice(columns: list[list[int]], k: int) -> list[list[list[int]]]:
    """For columns c, d and a distance m: the number of people who would meet one team of the other column twice."""
    losses = []
    for column in columns:
        loss, start = [0] * k, 0
        for end in range(1, len(column) + 1):
            if end == len(column) or column[end] != column[start]:
                n = end - start
                for m in range(1, n):
                    loss[m] += n - m
                    loss[k - m] += n - m
                start = end
        loss[0] = REPEAT
        losses.append(loss)
    return [[[a + b for a, b in zip(one, other, strict=True)] for other in losses] for one in losses]


def _colleagues(columns: list[list[int]], k: int) -> list[list[list[int]]]:
    """For columns c, d and a distance m: the cost of colleagues who sit together; empty without colleagues."""
    mates: list[list[list[int]]] = [[[] for _ in columns] for _ in columns]
    rows: list[dict[int, list[int]]] = []
    for column in columns:
        rows.append({})
        for x, team in enumerate(column):
            rows[-1].setdefault(team, []).append(x)
    for c, mine in enumerate(rows):
        for d, yours in enumerate(rows):
            if c != d and (shared := mine.keys() & yours.keys()):
                costs = [0] * k
                for team in shared:
                    for x in mine[team]:
                        for y in yours[team]:
                            costs[(y - x) % k] += COLLEAGUE
                mates[c][d] = costs
    return mates
