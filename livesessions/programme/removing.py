"""Removing participants, and what the administration's own log says of them."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from .models import Participant

AT_ONCE = 200
"""Participants in one query: old builds of SQLite take at most 999 parameters."""


def remove_participants(people: Sequence[UUID]) -> int:
    """Remove these participants, and what the administration's log calls them; returns how many."""
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        forget_in_administration(some)
        Participant.objects.filter(pk__in=some).delete()
    return len(people)


def forget_in_administration(people: Sequence[UUID]) -> None:
    """Empty what the administration's log says of at most `AT_ONCE` participants, and which they were."""
    kind = ContentType.objects.get_for_model(Participant)
    said = LogEntry.objects.filter(content_type=kind, object_id__in=[str(each) for each in people])
    said.update(object_repr=kind.model, object_id=None)
