"""Files that nobody but the site's own user may read."""

import os
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600


def keep_private(database: Path) -> None:
    """Make a database file of SQLite private, and create it so: the files beside it get its mode from SQLite.

    Does nothing where that is not allowed, for example when another user made the file.
    """
    with suppress(OSError):
        os.close(os.open(database, os.O_CREAT | os.O_RDONLY, PRIVATE))
    for ending in ("", "-wal", "-shm"):
        file = database.with_name(database.name + ending)
        with suppress(OSError):
            if file.stat().st_mode & 0o077:
                file.chmod(PRIVATE)
