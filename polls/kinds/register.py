"""The kinds of questions, found by being there: every folder beside this file that has `rules.py`."""

import pkgutil
from functools import cache
from importlib import import_module

import polls.kinds

from .kind import Kind


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name, in the order of the picker."""
    found = []
    for module in pkgutil.iter_modules(polls.kinds.__path__):
        if module.ispkg:
            kind: Kind = import_module(f"polls.kinds.{module.name}.rules").KIND
            kind.name = module.name
            found.append(kind)
    return {kind.name: kind for kind in sorted(found, key=lambda kind: (kind.place, kind.name))}


def standard() -> str:
    """The kind of a question that names none: the first of the picker."""
    return next(iter(kinds()))
