"""Tags: organisers give them to what was kept, and find it again by them. A record itself stays as it was."""

from collections.abc import Sequence

from django import forms
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Programme
from livesessions.texts.blank import is_blank
from livesessions.texts.cleaning import clean_text

from ..access import Account, programmes_for, records_for
from ..keeping import searchable
from ..models import Record, Records, Tag

LONGEST = 40
MOST = 20
"""Tags of one thing."""


class TagForm(forms.Form):
    """A tag to give or to take away; neither capitals nor spaces make another one of it."""

    name = forms.CharField(
        max_length=LONGEST, error_messages={"max_length": _("A tag has forty characters at most. Make it shorter.")}
    )

    def clean_name(self) -> str:
        """Raises `ValidationError` for a text without a visible sign."""
        name = searchable(clean_text(self.cleaned_data["name"]))[:LONGEST]
        if is_blank(name):
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name


def give(record: Record, name: str) -> bool:
    """Give a thing a tag, once; returns whether it has it now. It has `MOST` at most."""
    given = _of(record)
    if not given.filter(name=name).exists() and given.count() >= MOST:
        return False
    Tag.objects.get_or_create(programme_id=record.programme_id, kind=record.kind, key=record.key, name=name)
    return True


def take_away(record: Record, name: str) -> None:
    """Take a tag away from a thing, if it has it."""
    _of(record).filter(name=name).delete()


def tags_of(records: Sequence[Record]) -> dict[tuple[str, str], list[str]]:
    """The tags of these records by kind and key, in the order of the alphabet; one query."""
    found: dict[tuple[str, str], list[str]] = {}
    keys = [record.key for record in records]
    programmes = {record.programme_id for record in records}
    tags = Tag.objects.filter(programme__in=programmes, key__in=keys) if keys else Tag.objects.none()
    for kind, key, name in tags.values_list("kind", "key", "name"):
        found.setdefault((kind, key), []).append(name)
    return found


def with_tag(records: Records, name: str) -> Records:
    """Those that have the tag."""
    same = {"programme": OuterRef("programme"), "kind": OuterRef("kind"), "key": OuterRef("key")}
    return records.filter(Exists(Tag.objects.filter(name=name, **same)))


def known_tags(user: Account) -> list[str]:
    """The tags on what this account may read, those that are given most first."""
    return [name for name, _number in counted_tags(records_for(user), programmes_for(user))]


def counted_tags(records: Records, programmes: QuerySet[Programme]) -> list[tuple[str, int]]:
    """The tags on these records of these programmes, each with on how many, those on most first; one query."""
    theirs = records.filter(programme=OuterRef("programme"), kind=OuterRef("kind"), key=OuterRef("key"))
    given = Tag.objects.filter(Exists(theirs), programme__in=programmes)
    counted = given.order_by().values("name").annotate(number=Count("pk")).order_by("-number", "name")
    return list(counted.values_list("name", "number"))


def _of(record: Record) -> QuerySet[Tag]:
    return Tag.objects.filter(programme=record.programme_id, kind=record.kind, key=record.key)
