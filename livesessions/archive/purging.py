"""What stays of records after the term of their programme: figures, without names and without people's words."""

from datetime import datetime
from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Participant, Programme
from livesessions.programme.retention import purges

from .files.exports import void
from .models import Record, Tag
from .notes.models import Note
from .redaction import rewrite
from .register import purgers


@purges(
    {
        "records": ngettext_lazy("%(number)d record", "%(number)d records", "number"),
        "tags": ngettext_lazy("%(number)d tag", "%(number)d tags", "number"),
    }
)
def purge_records(programme: Programme, now: datetime) -> dict[str, int]:
    """Take people's words and names out of every version of every record, and tags and notes away."""
    kinds = purgers()
    waiting = Record.objects.filter(programme=programme, kind__in=kinds, purged_at=None)
    found = list(waiting.values_list("kind", "key"))
    for kind, key in dict.fromkeys(found):
        rewrite(kind, key, kinds[kind], purged_at=now)
    void([programme.pk])
    tags, _by_model = Tag.objects.filter(programme=programme).delete()
    notes, _by_model = Note.objects.filter(programme=programme).delete()
    return {"records": len(found), "tags": tags, "notes": notes}


@receiver(post_delete, sender=Participant)
def forget_files_with_names(sender: type[Participant], instance: Participant, **kwargs: Any) -> None:
    """Of whoever is removed no file that waits to be fetched may hold the name."""
    void([instance.programme_id])
