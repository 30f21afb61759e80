"""Changing a room outside a command, from a clock or a thread, with the same version steps and announcement."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction

from ..changes.transaction import Changes
from ..hub.announcing import announce


@contextmanager
def changing() -> Iterator[Changes]:
    """A transaction: its `Changes` step the rooms' versions at the end, and are announced after the commit."""
    changes = Changes()
    with transaction.atomic():
        yield changes
        changes.write()
        transaction.on_commit(partial(announce, changes))
