"""Copying what is prepared in a session into another one: features say for themselves what comes along.

Every model that hangs on a session, on a room, or on something that is copied is named here by its feature: as copied
(`@copies`) or as left behind (`not_copied`). A test asks about each.
"""

from collections.abc import Callable
from typing import Any

from .models import Session

Copies = Callable[[Session, Session], None]

_copies: list[Copies] = []
_copied: set[type[Any]] = set()
_left: set[type[Any]] = set()


def copies(*models: type[Any]) -> Callable[[Copies], Copies]:
    """Register a function, called as ``do(session, copy)``, which copies what is prepared of `models`.

    Both sessions have a room; that of `copy` is new. Answers, names, codes and people never come along.
    """

    def register(do: Copies) -> Copies:
        _copies.append(do)
        _copied.update(models)
        return do

    return register


def not_copied(*models: type[Any]) -> None:
    """Say that nothing of these comes along, nor of what hangs on them."""
    _left.update(models)


def copy_prepared(session: Session, copy: Session) -> None:
    """Copy everything that is prepared; call it in a transaction."""
    for do in _copies:
        do(session, copy)


def decisions() -> tuple[frozenset[type[Any]], frozenset[type[Any]]]:
    """The models that are copied, and those that are left behind."""
    return frozenset(_copied), frozenset(_left)
