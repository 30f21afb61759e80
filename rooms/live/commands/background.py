"""Changing a room outside a command: what a clock or a thread finishes, with the same steps after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction

from ..changes.transaction import Changes
from ..hub.announcing import announce


@contextmanager
def changing() -> Iterator[Changes]:
    """A transaction whose `Changes` step the rooms' versions at its end, and are announced after its commit."""
    changes = Changes()
    with transaction.atomic():
        yield changes
        changes.write()
        transaction.on_commit(partial(announce, changes))
