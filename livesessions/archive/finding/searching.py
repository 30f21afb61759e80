"""Finding things that were kept, over all programmes that somebody organises."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from livesessions.texts.stems import stem, words_of

from ..access import Account, programme_for, programmes_for, records_for, sessions_for, teams_for
from ..models import Record, Records
from ..reading import LONGEST_WORD, SHORTEST_PART, title_of, with_words
from ..register import Gist, Label, kinds_with_pages, named
from .tagging import known_tags, tags_of, with_tag

NEWEST, OLDEST, MOST_ANSWERS = "newest", "oldest", "answers"
ORDERS = ((NEWEST, _("Newest first")), (OLDEST, _("Oldest first")), (MOST_ANSWERS, _("Most answers first")))
_NEWEST = (F("ended_at").desc(nulls_last=True), "-pk")
_ORDERED: Mapping[str, Sequence[Any]] = {
    OLDEST: (F("ended_at").asc(nulls_first=True), "pk"),
    MOST_ANSWERS: (F("answered").desc(nulls_last=True), *_NEWEST),
}
SHOWN_TAGS = 12
"""So many of the tags that are given most can be chosen; every tag of a thing leads to the others that have it."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What somebody may choose as a sort of things: a kind, or one of its variants, and how many were found of it.

    `value` is what the form sends: the name of the kind, with that of the variant behind a dot.
    """

    value: str
    label: Label
    number: int = 0
    is_chosen: bool = False


def sorts() -> list[Sort]:
    """All of them, in the order of the pages."""
    return [
        Sort(f"{kind.name}.{variant}" if variant else kind.name, label)
        for kind, page in kinds_with_pages()
        for variant, label in (kind.variants() or {"": page.title}).items()
    ]


def _sort_values() -> list[str]:
    """What may be chosen: also a kind with all its variants."""
    return [*(kind.name for kind, _page in kinds_with_pages()), *(sort.value for sort in sorts())]


def _of_sort(value: str) -> Q:
    kind, dot, variant = value.partition(".")
    return Q(kind=kind, variant=variant) if dot else Q(kind=kind)


class FindingForm(forms.Form):
    """What an account looks for; an empty field does not choose. It knows no programme that it may not read."""

    def __init__(self, data: Mapping[str, Any], user: Account) -> None:
        super().__init__(data)
        self.user = user
        programmes = programmes_for(user)
        slug = str(data.get("programme", ""))[:50]
        chosen = programme_for(user, slug) if slug else None
        within = Q(programme=chosen) if chosen else Q(pk__in=[])
        self.sessions = sessions_for(user).filter(within).order_by("starts_at")
        self.teams = teams_for(user).filter(within).order_by("name")
        self.tags = known_tags(user)
        self.orders = ORDERS
        self.fields |= {
            "text": forms.CharField(required=False, max_length=LONGEST_WORD),
            "programme": forms.ModelChoiceField(programmes, required=False, to_field_name="slug"),
            "session": forms.ModelChoiceField(self.sessions, required=False),
            "team": forms.ModelChoiceField(self.teams, required=False),
            "kind": forms.MultipleChoiceField(required=False, choices=[(value, value) for value in _sort_values()]),
            "tag": forms.MultipleChoiceField(required=False, choices=[(tag, tag) for tag in self.tags]),
            "since": forms.DateField(required=False),
            "until": forms.DateField(required=False),
            "order": forms.ChoiceField(required=False, choices=ORDERS),
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A record in a list: what it is called, in pieces of which some were looked for, and what came of it."""

    record: Record
    title: Label
    pieces: list[tuple[str, bool]]
    gist: Gist | None = None
    tags: Sequence[str] = ()

    @property
    def called(self) -> str:
        """Its own words; of one whose words were purged, what it is."""
        return "".join(text for text, _is_meant in self.pieces) or str(self.title)


def find(form: FindingForm) -> Records:
    """The records that a valid form chooses, without those that are shown with others."""
    wanted = form.cleaned_data
    records = _of_any_sort(form)
    if wanted["kind"]:
        records = records.filter(reduce(or_, map(_of_sort, wanted["kind"])))
    ordered = records.order_by(*_ORDERED.get(wanted["order"], _NEWEST))
    return ordered.select_related("session", "programme")


def sorts_found(form: FindingForm) -> list[Sort]:
    """The sorts of what a valid form would find if it chose none, those of which there is most first; one query."""
    numbers = _of_any_sort(form).order_by().values_list("kind", "variant").annotate(number=Count("pk"))
    counted = {f"{kind}.{variant}" if variant else kind: number for kind, variant, number in numbers}
    chosen = form.cleaned_data["kind"]
    there = [
        replace(sort, number=counted.get(sort.value, 0), is_chosen=sort.value in chosen)
        for sort in sorts()
        if sort.value in counted or sort.value in chosen
    ]
    return sorted(there, key=lambda sort: -sort.number)


def number_found(there: Sequence[Sort]) -> int:
    """How many records are of the chosen ones of these sorts; with none chosen, of all."""
    chosen = [sort.number for sort in there if sort.is_chosen]
    return sum(chosen or [sort.number for sort in there])


def _of_any_sort(form: FindingForm) -> Records:
    wanted = form.cleaned_data
    names = [kind.name for kind, _page in kinds_with_pages()]
    records = records_for(form.user).filter(kind__in=names, within="")
    for field in ("programme", "session"):
        if wanted[field]:
            records = records.filter(**{field: wanted[field]})
    if wanted["team"]:
        records = records.filter(teams__contains=f" {wanted['team'].pk} ")
    if wanted["since"]:
        records = records.filter(ended_at__date__gte=wanted["since"])
    if wanted["until"]:
        records = records.filter(ended_at__date__lte=wanted["until"])
    for tag in wanted["tag"]:
        records = with_tag(records, tag)
    return with_words(records, wanted["text"])


def as_found(record: Record, text: str = "") -> Found:
    """A record as a list names it, to somebody who looked for `text`."""
    kind = named(record.kind)
    title = kind.variants().get(record.variant) or (kind.page.title if kind.page else "")
    return Found(record, title, list(_pieces(title_of(record), text)))


def all_found(records: Sequence[Record], text: str) -> list[Found]:
    """The same of a list, with what came of each and its tags; one query, and those of the gists."""
    tags = tags_of(records)
    return [
        replace(
            as_found(record, text),
            gist=named(record.kind).gist(record),
            tags=tags.get((record.kind, record.key), ()),
        )
        for record in records
    ]


def _pieces(called: str, text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that was looked for, as `with_words` finds it."""
    wanted = {stem(word) for word in words_of(text)}
    plain = ""
    for word in called.split(" "):
        if any(_is_meant(each, wanted) for each in words_of(word)):
            yield plain, False
            yield word, True
            plain = " "
        else:
            plain += f"{word} "
    yield plain.rstrip(" "), False


def _is_meant(word: str, wanted: set[str]) -> bool:
    found = stem(word)
    return any(each == found or (len(each) >= SHORTEST_PART and each in found) for each in wanted)


def beside(record: Record, user: Account) -> tuple[Record | None, Record | None]:
    """What was kept just before and just after a record in its session, of everything that has a page."""
    if record.ended_at is None:
        return None, None
    names = [kind.name for kind, _page in kinds_with_pages()]
    same = records_for(user).filter(programme=record.programme_id, session=record.session_id)
    others = same.filter(kind__in=names, within="").exclude(pk=record.pk)
    before = others.filter(ended_at__lte=record.ended_at).exclude(ended_at=record.ended_at, pk__gt=record.pk)
    after = others.filter(ended_at__gte=record.ended_at).exclude(ended_at=record.ended_at, pk__lt=record.pk)
    return before.order_by("-ended_at", "-pk").first(), after.order_by("ended_at", "pk").first()
