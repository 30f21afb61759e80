"""SQLite's write-ahead log: what was deleted, or taken out of a text, must not stay readable in it.

`secure_delete` overwrites a deleted row, but in a new page of the log; the older pages stay in the log and the file
until a checkpoint. PostgreSQL has a log of its own, which is not ours to empty.
"""

import threading

from django.db import connection, transaction

from livesessions.repeating import keep_doing

EVERY = 15.0
"""Seconds between two looks at the log."""
PATIENCE = 50
"""Milliseconds for which writers wait at most until whoever still reads is ready."""


def empty_log() -> bool:
    """Copy what is in the log to the database file and cut the log off; returns whether there is nothing left in it.

    It waits for nobody longer than `PATIENCE`. Raises `django.db.OperationalError` inside a transaction.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            return cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


def empty_log_after_commit() -> None:
    """Do that as soon as this transaction, which destroys something, is committed; who still reads delays it a bit."""
    transaction.on_commit(empty_log, robust=True)


def keep_emptying_log(every: float = EVERY) -> threading.Event:
    """Do that again and again, for what was delayed and for all that people delete by themselves: see `keep_doing`."""
    return keep_doing("log", empty_log, every)
