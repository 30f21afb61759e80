"""Erasing one person on request: nothing is left that says who they are, and no count changes.

What somebody said without a name stays, because nobody can tell whose it is. Features register what else they hold
(`erases`). While something goes on that counts people by their rows (`counts_rows`), the row of the person stays
without a name and nobody is recognised by it any more; after that it is removed as well (`sweep`).
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from livesessions.accounts import security_log
from livesessions.write_ahead_log import empty_log_after_commit

from .models import Participant, Programme, Purge
from .removing import forget_in_administration, remove_participants
from .retention import ERASED, purges_besides, tells

Erases = Callable[[Participant], None]
CountsRows = Callable[[int], bool]

_erasers: list[Erases] = []
_counting: list[CountsRows] = []

tells({ERASED: ngettext_lazy("%(number)d person, on request", "%(number)d people, on request", "number")})


def erases(do: Erases) -> Erases:
    """Register `do`, called as ``do(participant)`` in the transaction that erases: it takes this person out.

    The name still stands in the row.
    """
    _erasers.append(do)
    return do


def counts_rows(do: CountsRows) -> CountsRows:
    """Register `do`, which answers whether rows of participants count somewhere in the programme with this key."""
    _counting.append(do)
    return do


def erase(participant: UUID, by: int | None = None) -> bool:
    """Take a participant out of everything; returns whether they were there.

    `by`: the account that did it for them, `None` when they did it themselves. That it happened is recorded, and not
    whom it was about.
    """
    with transaction.atomic():
        person = Participant.objects.select_for_update().filter(pk=participant, erased=False).first()
        if person is None:
            return False
        for do in _erasers:
            do(person)
        Participant.objects.filter(pk=person.pk).update(name="", erased=True)
        forget_in_administration([person.pk])
        programme = Programme.objects.get(pk=person.programme_id)
        sweep(programme.pk)
        Purge.objects.create(programme=programme, slug=programme.slug, at=timezone.now(), what=ERASED, number=1)
        empty_log_after_commit()
        transaction.on_commit(partial(security_log.write, "participant.erased", by=by, programme=programme.pk))
    return True


def sweep(programme: int) -> int:
    """Remove the rows of people who were erased, once they count nowhere any more; returns how many.

    Call it in a transaction.
    """
    rows = list(Participant.objects.filter(programme=programme, erased=True).values_list("pk", flat=True))
    if not rows or any(do(programme) for do in _counting):
        return 0
    return remove_participants(rows)


@purges_besides
def sweep_all(today: date) -> dict[str, int]:
    """Do the same in every programme, for what nobody did when the last session was finished."""
    found = Participant.objects.filter(erased=True).values_list("programme", flat=True).distinct()
    return {"rows of erased people": sum(sweep(programme) for programme in list(found))}
