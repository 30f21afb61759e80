"""Writing notes beside what was kept, and removing them."""

from collections.abc import Iterable

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from livesessions.texts.blank import is_blank
from livesessions.texts.cleaning import clean_text

from ..finding.history import name_of
from ..models import Record
from .models import LONGEST_NOTE, About, Note

MOST = 50
"""Notes beside one thing."""


class NoteForm(forms.Form):
    """A note to write."""

    about = forms.ChoiceField(choices=About)
    text = forms.CharField(
        max_length=LONGEST_NOTE,
        strip=False,
        error_messages={"max_length": _("A note has %(limit_value)s characters at most, and this has %(show_value)s.")},
    )

    def clean_text(self) -> str:
        """Raises `ValidationError` for a text without a visible sign."""
        text = clean_text(self.cleaned_data["text"]).strip()
        if is_blank(text):
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text


def notes_of(records: Iterable[Record]) -> dict[tuple[str, str], list[Note]]:
    """The notes beside these records by kind and key, the oldest first; one query."""
    some = list(records)
    found: dict[tuple[str, str], list[Note]] = {}
    programmes = {record.programme_id for record in some}
    for note in Note.objects.filter(programme__in=programmes, key__in=[record.key for record in some]):
        found.setdefault((note.kind, note.key), []).append(note)
    return found


def write(record: Record, about: str, text: str, by: User) -> bool:
    """Write a note beside a thing; whether there is room for it."""
    if _of(record).count() >= MOST:
        return False
    thing = {"programme_id": record.programme_id, "kind": record.kind, "key": record.key}
    Note.objects.create(**thing, about=about, text=text, by=by, by_name=name_of(by))
    return True


def remove(record: Record, note: int, by: User, organises: bool) -> None:
    """Remove a note: who wrote it may, and organisers. Of somebody else it stays."""
    theirs = _of(record) if organises else _of(record).filter(by=by)
    theirs.filter(pk=note).delete()


def _of(record: Record) -> QuerySet[Note]:
    return Note.objects.filter(programme=record.programme_id, kind=record.kind, key=record.key)
