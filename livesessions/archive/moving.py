"""What was kept of a single meeting moves with it into another programme, with tags, notes and barometers."""

from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from livesessions.programme.models import Programme
from livesessions.programme.moving import moves

from .checksums import checksum_of, is_intact
from .files.exports import forget
from .models import Export, Record, Tag
from .notes.models import Note
from .trends.models import BarometerGiven


@moves
def move_records(source: Programme, target: Programme) -> None:
    """Every version is of the other programme from now on. A checksum that was wrong stays wrong.

    Files that wait to be fetched are forgotten: they say of which programme everything was.
    """
    for record in Record.objects.filter(programme=source):
        was_intact = is_intact(record)
        record.programme_id = target.pk
        checksum = checksum_of(record) if was_intact else record.checksum
        QuerySet(Record).filter(pk=record.pk).update(programme=target, checksum=checksum)
    for beside in (Tag, Note, BarometerGiven):
        beside.objects.filter(programme=source).update(programme=target)
    files = Export.objects.filter(programmes__in=[source, target]).distinct()
    transaction.on_commit(partial(forget, list(files.values_list("pk", flat=True))))
