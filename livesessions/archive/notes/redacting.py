"""Words that are taken out of a thing go from the notes beside it too, and the tags that repeat them go."""

from collections.abc import Iterator
from datetime import datetime

from livesessions.programme.models import Programme
from livesessions.texts.redacting import Taken

from ..keeping import searchable
from ..models import Record, Tag
from ..register import named
from .models import Note


def take_out_beside(session: int, at: datetime, taken: Taken) -> None:
    """Take words out of what stands beside every record of this session out of which they were taken `at` that time.

    Of a record that is shown within another, what stands beside that one.
    """
    redacted = Record.objects.filter(session=session, redacted_at=at)
    for programme, kind, key, within in set(redacted.values_list("programme", "kind", "key", "within")):
        for name, thing in {(kind, key), (named(kind).inside or kind, within or key)}:
            beside = {"programme": programme, "kind": name, "key": thing}
            for note in Note.objects.filter(**beside):
                Note.objects.filter(pk=note.pk).update(text=taken.within(note.text))
            for tag in Tag.objects.filter(**beside):
                if taken.within(tag.name) != tag.name:
                    tag.delete()


def found_beside(programme: Programme, word: str) -> Iterator[tuple[str, str, str, str]]:
    """Notes and tags of a programme that repeat a searchable word: kind and key of the thing, anchor, and text."""
    notes = Note.objects.filter(programme=programme).values_list("kind", "key", "text")
    tags = Tag.objects.filter(programme=programme).values_list("kind", "key", "name")
    for anchor, texts in (("notes", notes), ("tags", tags)):
        # Not by the database: SQLite compares only the letters of English whatever their capitals.
        yield from ((kind, key, anchor, text) for kind, key, text in texts if word in searchable(text))
