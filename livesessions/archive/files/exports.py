"""Files that are made in the background: where they lie, for how long, and when they no longer count.

A file is on the disk of the server for some hours, readable by the server alone. It goes earlier when words are taken
out of anything of its programmes: it may hold them.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from stat import S_ISREG
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..models import Export

LASTS = timedelta(hours=4)
"""How long a file can be fetched after it was asked for."""
MOST_OF_ONE = 10
"""Files of one account that are there at once."""
PART = ".part"
"""How the name of a file ends that is not whole."""


def place_of(key: UUID) -> Path:
    """Where the file lies when it is ready."""
    return Path(settings.EXPORTS_DIR) / str(key)


def void(programmes: Iterable[int]) -> None:
    """Forget every file with anything of these programmes, as soon as the present transaction is through.

    What is made at this moment finds no row to become ready, and is thrown away.
    """
    transaction.on_commit(partial(_void, list(programmes)))


def sweep() -> None:
    """Forget the files whose time is over, also those of another site in the same folder: of these only the age counts.

    What has not the name of such a file stays, and so does what is no file.
    """
    too_old = timezone.now() - LASTS
    forget(Export.objects.filter(asked_at__lt=too_old).values_list("pk", flat=True))
    folder = Path(settings.EXPORTS_DIR)
    for file in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another process was first
            found = file.lstat()
            if _is_ours(file.name) and S_ISREG(found.st_mode) and found.st_mtime < too_old.timestamp():
                file.unlink()


def _is_ours(name: str) -> bool:
    """Whether this is the name of a file that was made, whole or not."""
    key = name.removesuffix(PART)
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False


def forget(keys: Iterable[UUID]) -> None:
    """Remove these files, whole or not, after their rows: without a row nobody finishes one."""
    keys = list(keys)
    if not keys:
        return
    Export.objects.filter(pk__in=keys).delete()
    for key in keys:
        for end in ("", PART):
            place_of(key).with_name(f"{key}{end}").unlink(missing_ok=True)


def _void(programmes: Collection[int]) -> None:
    forget(Export.objects.filter(programmes__in=programmes).distinct().values_list("pk", flat=True))
