"""How few moves bring groups back into their band: bound B5, and how it is reached."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mending:
    """Close the smallest `closed` groups (empty ones among them), after opening so many: that takes `moves`."""

    moves: int
    closed: int
    opened: int


def fewest_moves(sizes: list[int], low: int, high: int) -> Mending | None:
    """B5: the fewest people who must change groups until every group has between low and high people or none.

    New groups are opened only when those there are cannot hold everybody. Of two ways with as few moves the one that
    closes more groups: then who was left alone moves, and nobody out of a group that is well. None when it cannot be
    done at all.
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
