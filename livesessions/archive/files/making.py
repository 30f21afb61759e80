"""Making files in the background: one at a time for each serving process, in a process of its own.

A file may take a processor for minutes, and the room must not notice. Rows of the database are the queue, so nothing is
lost when a server stops: another process takes over what nobody has worked at for a while.
"""

import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone, translation

from livesessions.repeating import keep_doing

from ..models import Export, Making
from .exports import PART, place_of, sweep
from .selection import NothingChosen, select
from .writing import reads_of, write_file

EVERY = 2.0
"""Seconds between two looks of a serving process."""
SILENT = timedelta(seconds=60)
"""Whoever made a file and said nothing for so long is gone."""
LONGEST = 900.0
"""Seconds after which a file is given up."""
TRIES = 3
SAYS_EVERY = 0.5
"""Seconds between two updates of how far a file is."""


def keep_making(every: float = EVERY) -> threading.Event:
    """Make what waits again and again: see `keep_doing`."""
    return keep_doing("exports", make_waiting, every)


def make_waiting() -> None:
    """Make every file that waits, and forget those whose time is over."""
    sweep()
    while (export := _claimed()) is not None:
        _in_a_process(export.pk)


def make(key: UUID) -> None:
    """Make a file that was claimed, in this process; a file that was voided meanwhile is thrown away."""
    export = Export.objects.filter(pk=key, state=Making.MADE_NOW).first()
    if export is None:
        return
    place = place_of(key)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_name(f"{key}{PART}")
    try:
        with (
            translation.override(export.language),
            open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file,
        ):
            ending = _written(file, export)
    except NothingChosen:
        part.unlink()
        Export.objects.filter(pk=key).update(state=Making.FAILED)
        return
    try:
        part.replace(place)
    except FileNotFoundError:  # voided
        return
    if not Export.objects.filter(pk=key, state=Making.MADE_NOW).update(state=Making.READY, ending=ending):
        place.unlink(missing_ok=True)


def _written(file: IO[bytes], export: Export) -> str:
    records = select(export.by_id, export.wanted).records
    to_read = reads_of(records, export.form)
    Export.objects.filter(pk=export.pk).update(read=0, to_read=to_read)
    return write_file(file, export.form, records, _Progress(export.pk, to_read))


class _Progress:
    """Writes down how many records were read, now and then and when it is all of them."""

    def __init__(self, key: UUID, to_read: int) -> None:
        self.key, self.to_read = key, to_read
        self.read, self.said = 0, 0.0

    def __call__(self, number: int) -> None:
        self.read += number
        if self.read >= self.to_read or time.monotonic() - self.said > SAYS_EVERY:
            self.said = time.monotonic()
            Export.objects.filter(pk=self.key).update(read=self.read, seen_at=timezone.now())


def _claimed() -> Export | None:
    """The file that has waited longest, as ours: of several processes one gets it."""
    now = timezone.now()
    waits = Q(state=Making.WAITING) | Q(state=Making.MADE_NOW, seen_at__lt=now - SILENT)
    for export in Export.objects.filter(waits):
        if export.tries >= TRIES:
            Export.objects.filter(waits, pk=export.pk).update(state=Making.FAILED)
        elif Export.objects.filter(waits, pk=export.pk).update(
            state=Making.MADE_NOW, seen_at=now, tries=F("tries") + 1
        ):
            return export
    return None


def _in_a_process(key: UUID) -> None:
    """Have it made, and say every few seconds that somebody is at work; stop when it takes too long, or was voided."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "make_export", str(key)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    until = time.monotonic() + LONGEST
    try:
        while process.poll() is None:
            try:
                process.wait(SILENT.total_seconds() / 10)
            except subprocess.TimeoutExpired:
                is_wanted = Export.objects.filter(pk=key).update(seen_at=timezone.now())
                if not is_wanted or time.monotonic() > until:
                    break
    finally:
        process.kill()
        process.wait()
    waiting_again = Export.objects.filter(pk=key, state=Making.MADE_NOW)
    if process.returncode != 0:
        waiting_again.update(state=Making.WAITING)
