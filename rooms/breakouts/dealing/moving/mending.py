"""The fewest moves that bring groups back into their band: bound B5, and how to reach it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mending:
    """Open `opened` groups, then close the `closed` smallest (empty groups included): that takes `moves` moves."""

    moves: int
    closed: int
    opened: int


def fewest_moves(sizes: list[int], low: int, high: int) -> Mending | None:
    """B5: the fewest people who must change groups until every group is empty or has between low and high people.

    New groups are opened only when the present groups cannot hold everybody. Of two equal solutions the one that closes
    more groups is chosen: then people who were left alone move, and nobody has to leave a healthy group. None when
    there is no solution.
    """
    people = sum(sizes)
    opened = max(0, -(-people // max(1, high)) - len(sizes))
    ordered = sorted([*sizes, *([0] * opened)])
    best = None
    for closed in range(len(ordered) + 1):
        rest = ordered[closed:]
        if not low * len(rest) <= people <= high * len(rest):
            continue
        freed = sum(ordered[:closed])
        over = sum(max(0, size - high) for size in rest)
        lacking = sum(max(0, low - size) for size in rest)
        moves = freed + max(over, lacking - freed)
        if best is None or moves <= best.moves:
            best = Mending(moves, closed, opened)
    return best
