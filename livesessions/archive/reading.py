"""Reading the archive: the records of a page or a download. The database chooses and counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django import forms
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.fields.json import KT

from livesessions.programme.models import Programme, Session
from livesessions.texts.stems import stems_of

from .access import Account, records_for
from .models import Record, Records
from .redaction import can_be_redacted
from .register import Choice, Item, Label, Page, RecordKind, Sheet, kinds_inside, kinds_with_others_inside, named

BY_SESSION = (F("session__starts_at").asc(nulls_first=True), "session")
"""The order of sessions; those that were removed come first."""
AT_ONCE = 200
"""Records whose inner records are read by one query."""
LONGEST_WORD = 100
SHORTEST_PART = 4
"""Letters of a stem that is also looked for within longer words."""


class ChoosingForm(forms.Form):
    """The records that somebody wants to see; an empty field does not choose."""

    session = forms.IntegerField(required=False, min_value=0, max_value=2**53)
    text = forms.CharField(required=False, max_length=LONGEST_WORD)

    def __init__(self, data: Mapping[str, str], choices: Sequence[Choice]) -> None:
        super().__init__(data)
        for choice in choices:
            self.fields[choice.name] = forms.CharField(required=False, max_length=LONGEST_WORD)


@dataclass(frozen=True, slots=True)
class Summary:
    """One session beside the others, with the figures of the page; `held` is when the last of its things ended."""

    session: Session | None
    held: datetime | None
    figures: Sequence[int]


def records_of(user: Account, programme: Programme, kind: RecordKind) -> Records:
    """The records of this kind that this account may read and that are shown by themselves, in their order."""
    found = records_for(user).filter(programme=programme, kind=kind.name, within="")
    return found.select_related("session", "programme").order_by(*kind.order)


def choose(records: Records, kind: RecordKind, choices: Sequence[Choice], wanted: Mapping[str, str]) -> Records:
    """Those that `wanted` names; none when it holds what no form of ours sends.

    Words are also found in what is shown with a record.
    """
    form = ChoosingForm(wanted, choices)
    if not form.is_valid():
        return records.none()
    given = form.cleaned_data
    if given["session"] is not None:
        records = records.filter(session=given["session"])
    for choice in choices:
        if given[choice.name]:
            records = records.filter(**{f"payload__{choice.name}": given[choice.name]})
    return with_words(records, given["text"])


def with_words(records: Records, text: str) -> Records:
    """The records that have all words of `text`, in any form: in themselves, or in what is shown with them.

    A word of Dutch often hides in a longer one: *veilig* also finds *veiligheid* and *kindveiligheid*. A short stem
    would be found everywhere, so it must be a word by itself.
    """
    wanted = dict.fromkeys(stems_of(text))
    if text.strip() and not wanted:
        return records.none()
    for stem in wanted:
        part = stem if len(stem) >= SHORTEST_PART else f" {stem} "
        same = {"programme": OuterRef("programme"), "within": OuterRef("key"), "stems__contains": part}
        has_it = Q(stems__contains=part)
        for outer, inner in kinds_with_others_inside().items():
            has_it |= Q(Exists(Record.objects.filter(kind__in=inner, **same).listed()), kind=outer)
        records = records.filter(has_it)
    return records


def values_of(records: Records, choice: Choice) -> list[tuple[str, Label]]:
    """What can be chosen: each value, and what it is called."""
    if choice.words:
        return list(choice.words.items())
    there = records.order_by().annotate(value=KT(f"payload__{choice.name}")).values_list("value", flat=True)
    return [(value, value) for value in sorted(there.distinct()) if value]


def side_by_side(records: Records, page: Page) -> list[Summary]:
    """The sessions that have records, with the figures of the page; two queries."""
    counted: dict[str, Any] = {f"figure_{i}": aggregate for i, (_label, aggregate) in enumerate(page.figures)}
    counted = {"held": Max("ended_at"), **counted}
    rows = (
        records.order_by(*BY_SESSION).values("session").annotate(**counted).values_list("session", *counted).distinct()
    )
    found = [(session, held, figures) for session, held, *figures in rows]
    sessions = Session.objects.in_bulk([session for session, _held, _figures in found if session])
    return [Summary(sessions.get(session), held, figures) for session, held, figures in found]


def items_of(kind: RecordKind, records: Sequence[Record]) -> list[Item]:
    """The records as organisers see them, with what is shown with each."""
    inside = shown_with(kind, records)
    return [_item(record, [_item(each) for each in inside.get(record.key, ())]) for record in records]


def rows_of(
    kind: RecordKind, sheet: Sheet, records: Records, read: Callable[[int], object] = lambda number: None
) -> Iterator[Any]:
    """The rows of a table to take along; so many records are in memory at once, and `read` is told how many."""
    found = records.iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        inside = shown_with(kind, some)
        for record in some:
            yield from sheet.rows(record, inside.get(record.key, ()))
        read(len(some))


def item_of(record: Record) -> Item:
    """One record as organisers see it, with what is shown with it."""
    return items_of(named(record.kind), [record])[0]


def _item(record: Record, within: Sequence[Item] = ()) -> Item:
    kind, id = named(record.kind), f"{record.kind}-{record.key}"
    taken_out = [at for at in (record.redacted_at, *(item.redacted_at for item in within)) if at is not None]
    return Item(
        id,
        kind.template,
        kind.shown(record, within),
        record.session,
        record.begun_at,
        record.ended_at,
        record.kind if can_be_redacted(record.kind) and record.purged_at is None else "",
        record.key,
        max(taken_out, default=None),
        record.purged_at,
    )


def shown_with(kind: RecordKind, records: Sequence[Record]) -> dict[str, list[Record]]:
    """The records that are shown with these of one kind, by key; at most one query, and those of its `look_up`."""
    kind.look_up(records)
    names = kinds_inside(kind.name)
    found: dict[str, list[Record]] = {}
    if names and records:
        keys = [record.key for record in records]
        programmes = {record.programme_id for record in records}
        inside = Record.objects.filter(programme__in=programmes, kind__in=names, within__in=keys).listed()
        for each in inside.select_related("session").order_by("begun_at", "pk"):
            found.setdefault(each.within, []).append(each)
    return found


def title_of(record: Record) -> str:
    """What a record is called: the first of its words; empty when they were purged."""
    return next((words for words in named(record.kind).words(record.payload) if words.strip()), "")
