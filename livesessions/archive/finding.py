"""Finding things that were kept, over all programmes that somebody organises."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from livesessions.texts.stems import stem, words_of

from .access import Account, programme_for, programmes_for, records_for, sessions_for
from .models import Record, Records
from .reading import LONGEST_WORD, SHORTEST_PART, title_of, with_words
from .register import Label, kinds_with_pages, named

NEWEST, OLDEST = "newest", "oldest"
ORDERS = ((NEWEST, _("Newest first")), (OLDEST, _("Oldest first")))


class FindingForm(forms.Form):
    """What an account looks for; an empty field does not choose. It knows no programme that it may not read."""

    def __init__(self, data: Mapping[str, Any], user: Account) -> None:
        super().__init__(data)
        self.user = user
        programmes = programmes_for(user)
        slug = str(data.get("programme", ""))[:50]
        chosen = programme_for(user, slug) if slug else None
        self.sessions = sessions_for(user).filter(programme=chosen).order_by("starts_at")
        self.kinds: list[tuple[str, Label]] = [(kind.name, page.title) for kind, page in kinds_with_pages()]
        self.orders = ORDERS
        self.fields |= {
            "text": forms.CharField(required=False, max_length=LONGEST_WORD),
            "programme": forms.ModelChoiceField(programmes, required=False, to_field_name="slug"),
            "session": forms.ModelChoiceField(self.sessions, required=False),
            "kind": forms.ChoiceField(required=False, choices=self.kinds),
            "since": forms.DateField(required=False),
            "until": forms.DateField(required=False),
            "order": forms.ChoiceField(required=False, choices=ORDERS),
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A record in a list: what it is called, in pieces of which some were looked for."""

    record: Record
    title: Label
    pieces: list[tuple[str, bool]]


def find(form: FindingForm) -> Records:
    """The records that a valid form chooses, without those that are shown with others."""
    wanted = form.cleaned_data
    records = records_for(form.user).filter(kind__in=[name for name, _title in form.kinds], within="")
    for field in ("programme", "session", "kind"):
        if wanted[field]:
            records = records.filter(**{field: wanted[field]})
    if wanted["since"]:
        records = records.filter(ended_at__date__gte=wanted["since"])
    if wanted["until"]:
        records = records.filter(ended_at__date__lte=wanted["until"])
    latest = F("ended_at").asc(nulls_first=True) if wanted["order"] == OLDEST else F("ended_at").desc(nulls_last=True)
    last = "pk" if wanted["order"] == OLDEST else "-pk"
    return with_words(records, wanted["text"]).select_related("session", "programme").order_by(latest, last)


def as_found(record: Record, text: str) -> Found:
    """A record as a list shows it, to somebody who looked for `text`."""
    kind = named(record.kind)
    return Found(record, kind.page.title if kind.page else "", list(_pieces(title_of(record), text)))


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
