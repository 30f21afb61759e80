"""Dealing people over groups, with a proof. Standard library only, no Django; docs/dealing.md explains it.

The room uses `Instance` (or `instance_from`), `worker.solve_apart`, `Solution`, `ProofSheet`, and `live.Seating`.
"""

from rooms.breakouts.dealing.instance import Instance, Person, Pin, Schedule, even_sizes, pairs_met, sizes_with_room
from rooms.breakouts.dealing.proof.reasons import Infeasible, Reason
from rooms.breakouts.dealing.proof.sheet import Line, ProofSheet, prove
from rooms.breakouts.dealing.reading import Unreadable, instance_as_dict, instance_from
from rooms.breakouts.dealing.solving import Solution, solve
from rooms.breakouts.dealing.visits import hosted_visits

__all__ = [
    "Infeasible", "Instance", "Line", "Person", "Pin", "ProofSheet", "Reason", "Schedule", "Solution", "Unreadable",
    "even_sizes", "hosted_visits", "instance_as_dict", "instance_from", "pairs_met", "prove", "sizes_with_room",
    "solve",
]  # fmt: skip
