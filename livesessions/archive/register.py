"""What features keep. They register a kind of record here, as they register parts with the machinery."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Aggregate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Session

from .models import Record

ENDED = "ended"
"""The reason of a version that every kind has: the server kept the thing once more at the end of its session."""
Label = str | Promise
"""A text for people; translated when it is shown."""
Column = tuple[Label, Callable[[Any], object]]
"""The label of a column, and the function that gives its cell for a row."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record as organisers see it: `template` draws it with `shown`. It holds nothing that they may not see."""

    id: str
    template: str
    shown: Mapping[str, Any]
    session: Session | None
    begun_at: datetime | None
    ended_at: datetime | None
    kind: str = ""
    key: str = ""
    redacted_at: datetime | None = None
    """When words were last taken out of it, or of what is shown with it."""
    purged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A field by which records are chosen: those whose payload has the wanted value under `name`.

    `words` says what each value is called, in the order of the choices. Empty: the values that occur, as they are.
    """

    name: str
    label: Label
    words: Mapping[str, Label] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a programme's archive that lists the records of one kind.

    `place` orders the pages. `empty` says that nothing is kept yet. `figures` are columns of the table in which
    sessions stand beside one another: a label, and what is counted over the records of a session.
    """

    name: str
    title: Label
    empty: Label
    place: int
    choices: Sequence[Choice] = ()
    figures: Sequence[tuple[Label, Aggregate]] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to take along: ``rows(record, within)`` answers the rows of a record and of those shown with it.

    Header and cells both come from `columns`. Its button stands on the page named `page`. What is `apart` is in no
    workbook: somebody has to ask for it by itself. On paper the columns `about` stand once above the table if
    they say the same in every row of a record. There is a table for each value of the columns `split` together, and
    `share` is a column of percents that are also drawn. All by the names that documents have (files/documents.py).
    """

    name: str
    title: Label
    page: str
    columns: Sequence[Column]
    rows: Callable[[Record, Sequence[Record]], Iterable[Any]]
    apart: bool = False
    about: Sequence[str] = ()
    split: Sequence[str] = ()
    share: str = ""


@dataclass(frozen=True, slots=True)
class Gist:
    """What came of a record, in one line of a list: words, with a share of a hundred if that says more.

    `is_withheld`: too few people took part, and the words say that.
    """

    words: str
    percent: int | None = None
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class RecordKind:
    """Something that a feature keeps.

    `schema` is the TypedDict of its payload, and ``words(payload)`` answers what is searched; the first of them
    says what it is. ``shown(record, within)`` answers what the template of one item is given; `within` are the
    items that are shown with it. A kind that is shown `inside` another has no page of its own. ``purged(payload)``
    answers what stays of it after the programme's term: nothing that people wrote, and no name; without it all of
    it stays. `order` is that of pages and sheets.

    A kind with variants tells with ``variant(payload)`` which one a record is, and with ``variants()`` what each is
    called. `reasons` says of each reason for another version what it is called; `of_nobody` are those that no account
    gives. ``gist(record)`` answers its line in a list; without it the list shows none. ``teams(payload)`` answers the
    keys of the teams that organisers may see apart. ``look_up(records)`` reads at once what showing these records needs
    besides them, into the `beside` of each.
    """

    name: str
    schema: type
    words: Callable[[Mapping[str, Any]], Iterable[str]]
    template: str = ""
    shown: Callable[[Record, Sequence[Item]], Mapping[str, Any]] = lambda record, within: {}
    inside: str = ""
    order: Sequence[Any] = ("begun_at", "pk")
    page: Page | None = None
    purged: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    sheets: Sequence[Sheet] = ()
    variant: Callable[[Mapping[str, Any]], str] = lambda payload: ""
    variants: Callable[[], Mapping[str, Label]] = dict
    reasons: Mapping[str, Label] = field(default_factory=dict)
    of_nobody: Collection[str] = ()
    gist: Callable[[Record], Gist | None] = lambda record: None
    teams: Callable[[Mapping[str, Any]], Iterable[str]] = lambda payload: ()
    look_up: Callable[[Sequence[Record]], None] = lambda records: None


_kinds: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> RecordKind:
    """Let records of this kind be kept, shown and downloaded."""
    if kind.name in _kinds:
        raise ValueError(f"two kinds of record are named {kind.name}")
    _kinds[kind.name] = kind
    return kind


def named(name: str) -> RecordKind:
    """The kind `name`; raises `KeyError` for an unknown one."""
    return _kinds[name]


def reasons_of(kind: RecordKind) -> Mapping[str, Label]:
    """What each reason for another version of this kind is called."""
    return {ENDED: _("The session ended"), **kind.reasons}


def purgers() -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
    """What stays of the kinds that hold names or people's words, by the name of the kind."""
    return {kind.name: kind.purged for kind in _kinds.values() if kind.purged is not None}


def kinds_inside(name: str) -> list[str]:
    """The names of the kinds that are shown with records of the kind `name`."""
    return [kind.name for kind in _kinds.values() if kind.inside == name]


def kinds_with_others_inside() -> dict[str, list[str]]:
    """The kinds that have others inside them, each with the names of these."""
    outer = dict.fromkeys(kind.inside for kind in _kinds.values() if kind.inside)
    return {name: kinds_inside(name) for name in outer}


def kinds_with_pages() -> list[tuple[RecordKind, Page]]:
    """The kinds that have a page, with it, in the order of the pages."""
    found = [(kind, kind.page) for kind in _kinds.values() if kind.page is not None]
    return sorted(found, key=lambda pair: pair[1].place)


def kinds_with_sheets() -> list[tuple[RecordKind, Sheet]]:
    """Every download, with the kind whose records it holds."""
    return [(kind, sheet) for kind in _kinds.values() for sheet in kind.sheets]
