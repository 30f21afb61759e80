"""Of what people wrote: the cells that a host hides, and those that a host approved."""

from collections.abc import Collection

from .kind import Cells, Kind


def shown_of(kind: Kind, cells: Cells, hidden: Collection[str]) -> Cells:
    """The cells without those that a host hides."""
    return {name: number for name, number in cells.items() if kind.hidden_as(name) not in hidden} if hidden else cells


def approved_of(kind: Kind, cells: Cells, approved: Collection[str]) -> Cells:
    """The cells that a host approved."""
    return {name: number for name, number in cells.items() if kind.hidden_as(name) in approved}
