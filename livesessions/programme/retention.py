"""What is kept for a term: months after the last day of a programme people are purged, then their words, then numbers.

Features register what they purge. Running it again changes nothing, so it runs every day: at the start of a serving
process and each day after that (`keep_purging`), and by `manage.py purge`.
"""

import calendar
import logging
import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from livesessions.accounts import security_log
from livesessions.repeating import keep_doing
from livesessions.write_ahead_log import empty_log_after_commit

from .models import Participant, Programme, Purge
from .removing import remove_participants

logger = logging.getLogger(__name__)

ERASED = "erased"
"""The "what" of people who were erased on request (erasing.py), which no term did."""
DAILY = 24 * 3600.0
"""Seconds between two looks of a serving process."""


class Term(StrEnum):
    """What is kept equally long. The value begins the name of the column of `Programme` that says how long.

    People are who took part; texts are their words; numbers are everything else that was kept.
    """

    PEOPLE = "people"
    TEXTS = "texts"
    NUMBERS = "numbers"


Purges = Callable[[Programme, datetime], dict[str, int]]

_activities: list[Callable[[Programme], date | None]] = []
_before: list[Callable[[Programme], None]] = []
_purges: list[tuple[Term, Purges]] = []
_besides: list[Callable[[date], dict[str, int]]] = []
_words: dict[str, Any] = {}


def last_active(do: Callable[[Programme], date | None]) -> Callable[[Programme], date | None]:
    """Register `do`, which answers on which day somebody was last at work in a programme, `None` when nobody was.

    A session may be held again long after the planned day: the term is counted from then.
    """
    _activities.append(do)
    return do


def before_purging(do: Callable[[Programme], None]) -> Callable[[Programme], None]:
    """Register `do`, called as ``do(programme)`` before the transaction that purges: it ends what still goes on."""
    _before.append(do)
    return do


def purges(term: Term, words: Mapping[str, Any]) -> Callable[[Purges], Purges]:
    """Register a function, called as ``do(programme, now)`` in one transaction for each programme whose `term` is over.

    It takes out what is kept for that term. It returns how many of what it changed; a second call finds nothing to
    change. `words` has for each "what" how pages say it, with a `number`.
    """

    def register(do: Purges) -> Purges:
        _purges.append((term, do))
        tells(words)
        return do

    return register


def tells(words: Mapping[str, Any]) -> None:
    """Say how pages tell of each "what" among `words`, as `purges` does, where it goes otherwise than by a term."""
    _words.update(words)


def purges_besides(do: Callable[[date], dict[str, int]]) -> Callable[[date], dict[str, int]]:
    """Register `do`, called as ``do(today)`` in a transaction, which purges what is of no single programme.

    It returns how many of what it removed.
    """
    _besides.append(do)
    return do


def shortest(term: Term) -> int:
    """The months of the shortest such term of all programmes; of none, what a new programme would have."""
    column = f"{term}_kept_months"
    least = Programme.objects.aggregate(least=Min(column))["least"]
    return least if least is not None else getattr(Programme(), column)


def terms_of(programme: Programme) -> dict[Term, date]:
    """Of each term the first day on which nothing is kept for it: months after the last day, planned or used."""
    used = [day for do in _activities if (day := do(programme)) is not None]
    last = max([programme.ends_on, *used])
    return {term: months_after(last, getattr(programme, f"{term}_kept_months")) for term in Term}


def is_over(programme: Programme, term: Term) -> bool:
    """Whether what is kept for this term is purged by now, or on the next day: nothing new can be kept for it."""
    return terms_of(programme)[term] <= timezone.localdate()


def due(today: date) -> dict[Programme, set[Term]]:
    """The programmes of which a term is over, with the terms that are."""
    found = {}
    for programme in Programme.objects.filter(ends_on__lt=today):
        if over := {term for term, day in terms_of(programme).items() if day <= today}:
            found[programme] = over
    return found


def purge(today: date | None = None) -> Counter[str]:
    """Purge that of which the term is over on this day; returns how many of what were changed, all together."""
    total = purge_besides(today)
    for went in purge_each(today).values():
        total.update(went)
    if total:
        logger.info("purged: %s", ", ".join(f"{number} {what}" for what, number in sorted(total.items())))
    return total


def purge_besides(today: date | None = None, *, dry_run: bool = False) -> Counter[str]:
    """Purge what is of no single programme and due on this day; returns how many of what went, or would go.

    What fails is logged, as in `purge_each`.
    """
    total: Counter[str] = Counter()
    for do in _besides:
        try:
            with transaction.atomic():
                changed = do(today or timezone.localdate())
                if dry_run:
                    transaction.set_rollback(True)
        except Exception:  # the next look tries again
            logger.exception("what is of no programme could not be purged")
            continue
        total.update({what: number for what, number in changed.items() if number})
    return total


def purge_each(today: date | None = None, *, dry_run: bool = False) -> dict[Programme, Counter[str]]:
    """Purge as `purge` does, each programme in a transaction of its own; returns how many of what went of each.

    A programme that fails is logged, and the others do not wait for it. A dry run does the same work and rolls it back,
    so it tells what would go and leaves everything as it was.
    """
    now = timezone.now()
    went = {}
    for programme, over in due(today or timezone.localdate(now)).items():
        try:
            if dry_run:
                with transaction.atomic():
                    changed = _purge(programme, over, now)
                    transaction.set_rollback(True)
            else:
                changed = _purge(programme, over, now)
        except Exception:  # the next look tries again
            logger.exception("a programme could not be purged")
            continue
        if changed:
            went[programme] = changed
    return went


def _purge(programme: Programme, over: Collection[Term], now: datetime) -> Counter[str]:
    for end in _before:
        end(programme)
    with transaction.atomic():
        total: Counter[str] = Counter()
        for term, do in _purges:
            if term in over:
                total.update({what: number for what, number in do(programme, now).items() if number})
        if total:
            Purge.objects.bulk_create(
                Purge(programme=programme, slug=programme.slug, at=now, what=what, number=number)
                for what, number in total.items()
            )
            transaction.on_commit(partial(security_log.write, "programme.purged", programme=programme.pk))
            empty_log_after_commit()
        return total


def purged_of(programme: Programme) -> list[tuple[datetime, list[str]]]:
    """When something was purged of a programme, the newest first, with how many of what: "12 participants"."""
    by_moment = groupby(programme.purges.exclude(what=ERASED), key=lambda purge: purge.at)
    return [(at, [in_words(purge) for purge in purges]) for at, purges in by_moment]


def erased_of(programme: Programme) -> list[datetime]:
    """When somebody was erased on request, the newest first."""
    return list(programme.purges.filter(what=ERASED).values_list("at", flat=True))


def in_words(purge: Purge) -> str:
    """How many of what went, in the language of the page."""
    said = _words.get(purge.what, f"%(number)d {purge.what}")
    return str(said % {"number": purge.number})


@purges(Term.PEOPLE, {"participants": ngettext_lazy("%(number)d participant", "%(number)d participants", "number")})
def purge_participants(programme: Programme, now: datetime) -> dict[str, int]:
    """Remove everybody who took part, with their seats in groups, and what the administration's log calls them."""
    people = list(Participant.objects.filter(programme=programme).values_list("pk", flat=True))
    return {"participants": remove_participants(people)}


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier for a negative number; the last of a shorter month."""
    past = day.month - 1 + months
    year, month = day.year + past // 12, past % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def keep_purging(every: float = DAILY) -> threading.Event:
    """Purge again and again: see `keep_doing`."""
    return keep_doing("purge", purge, every)
