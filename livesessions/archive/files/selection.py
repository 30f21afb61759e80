"""What somebody takes along: things that they ticked, or all that they look for; never more than they may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.datastructures import MultiValueDict

from ..access import Account, records_for
from ..finding.searching import FindingForm, find
from ..models import Record, Records
from ..reading import choose
from ..register import kinds_with_pages

MOST_ITEMS = 200
"""Things that can be ticked at once: their names have to fit into an address."""
IN_TIME = (F("session__starts_at").asc(nulls_first=True), "session", F("ended_at").asc(nulls_first=True), "pk")
"""The order of a report: session by session, as it went."""
Wanted = Mapping[str, Sequence[str]]
"""The fields of an address: `item` (`<kind>-<key>`, as often as wanted), or else those of `FindingForm`.

With one kind alone, also the fields of its page.
"""


class NothingChosen(LookupError):
    """There is nothing like that, or nothing that this account may read."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The records that somebody takes along, in the order of a report, and the keys of their programmes."""

    records: Records
    number: int
    programmes: Sequence[int]


def select(user: Account, wanted: Wanted) -> Selection:
    """What `wanted` names of what this account may read; three queries at most. Raises `NothingChosen`."""
    records = _ticked(user, wanted["item"]) if wanted.get("item") else _found(user, wanted)
    programmes = sorted(records.order_by().values_list("programme", flat=True).distinct())
    if not programmes:
        raise NothingChosen
    return Selection(records.select_related("session", "programme").order_by(*IN_TIME), records.count(), programmes)


def _ticked(user: Account, items: Sequence[str]) -> Records:
    named = Q(pk__in=[])
    names = {kind.name for kind, _page in kinds_with_pages()}
    keys: dict[str, list[str]] = {}
    for item in items[:MOST_ITEMS]:
        kind, _dash, key = item.partition("-")
        if kind in names:
            keys.setdefault(kind, []).append(key)
    for kind, some in keys.items():
        named |= Q(kind=kind, key__in=some)
    return records_for(user).filter(named, within="")


def _found(user: Account, wanted: Wanted) -> Records:
    form = FindingForm(MultiValueDict({name: list(values) for name, values in wanted.items()}), user)
    if not form.is_valid():
        return Record.objects.none()
    records = find(form)
    for kind, page in kinds_with_pages():
        if form.cleaned_data["kind"] == [kind.name]:
            given = {choice.name: wanted[choice.name][0] for choice in page.choices if wanted.get(choice.name)}
            records = choose(records, kind, page.choices, given)
    return records
