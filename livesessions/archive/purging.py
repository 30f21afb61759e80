"""What goes of records with the terms of their programme: first names and people's words, then the figures too."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils.translation import ngettext_lazy

from livesessions.programme.erasing import erases
from livesessions.programme.models import Participant, Programme, Session
from livesessions.programme.retention import Term, purges

from .files.exports import void
from .models import Record, Tag
from .notes.models import Note
from .redaction import forget_in_administration, rewrite
from .register import purgers
from .trends.models import BarometerGiven


@purges(
    Term.TEXTS,
    {
        "words of records": ngettext_lazy("words of %(number)d record", "words of %(number)d records", "number"),
        "tags": ngettext_lazy("%(number)d tag", "%(number)d tags", "number"),
        "notes": ngettext_lazy("%(number)d note", "%(number)d notes", "number"),
    },
)
def purge_records(programme: Programme, now: datetime) -> dict[str, int]:
    """Take people's words and names out of every version of every record that has any, and tags and notes away."""
    kinds = purgers()
    waiting = Record.objects.filter(programme=programme, kind__in=kinds, purged_at=None)
    found = [(each.kind, each.key) for each in waiting.iterator() if kinds[each.kind](each.payload) != each.payload]
    for kind, key in dict.fromkeys(found):
        rewrite(kind, key, kinds[kind], purged_at=now)
    void([programme.pk])
    tags, _by_model = Tag.objects.filter(programme=programme).delete()
    notes, _by_model = Note.objects.filter(programme=programme).delete()
    return {"words of records": len(found), "tags": tags, "notes": notes}


@purges(Term.NUMBERS, {"records": ngettext_lazy("%(number)d record", "%(number)d records", "number")})
def purge_figures(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete every version of every record, and to which barometers they were given."""
    records, _by_model = Record.objects.filter(programme=programme).delete()
    BarometerGiven.objects.filter(programme=programme).delete()
    void([programme.pk])
    return {"records": records}


@erases
def forget_files_with_the_name(person: Participant) -> None:
    """Of whoever is erased no file that waits to be fetched may hold the name."""
    void([person.programme_id])


@receiver(pre_delete, sender=User)
def forget_who_wrote_notes(sender: type[User], instance: User, **kwargs: Any) -> None:
    """With an account its name goes from the notes beside what was kept, and from the administration's log."""
    Note.objects.filter(by=instance).update(by_name="")
    forget_in_administration([instance])


@receiver(post_delete, sender=Participant)
def forget_files_with_names(sender: type[Participant], instance: Participant, **kwargs: Any) -> None:
    """The same of whoever is removed."""
    void([instance.programme_id])


def throw_away(session: Session) -> None:
    """Delete what was kept of a rehearsal, which no list ever showed."""
    Record.objects.filter(session=session).delete()
