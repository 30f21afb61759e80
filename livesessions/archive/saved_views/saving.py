"""Saving a search: what of an address is a search, and which of them somebody saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from livesessions.programme.retention import Term, is_over

from ..finding.searching import FindingForm
from .models import LONGEST_SEARCH, SavedView

MOST = 30
"""Saved views of one person."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of the archive shows of saved views: each with whether it is the present search."""

    views: list[tuple[SavedView, bool]]
    search: str
    can_be_saved: bool


def search_in(asked: QueryDict, fields: Iterable[str]) -> str:
    """The search of an address: its known fields that are filled in, always in the same order."""
    return urlencode([(name, each) for name in sorted(fields) for each in asked.getlist(name) if each])


def shown_to(owner: int | None, asked: QueryDict, form: FindingForm) -> Shown:
    """The saved views of an account beside its present search. One query."""
    search = search_in(asked, form.fields) if form.is_valid() else ""
    views = [(view, view.search == search) for view in SavedView.objects.filter(owner=owner)]
    is_new = not any(is_current for _view, is_current in views)
    return Shown(views, search, bool(search) and is_new and len(views) < MOST)


def save(owner: int, name: str, search: str) -> str:
    """Save a search under a name, in place of what had that name; answers why it was not saved, or nothing."""
    asked = QueryDict(search[:LONGEST_SEARCH])
    form = FindingForm(asked, owner)
    plain = search_in(asked, form.fields)
    views = SavedView.objects.filter(owner=owner)
    if not name or not plain or not form.is_valid() or views.exclude(name=name).count() >= MOST:
        return _("This view was not saved. Give it a name, or remove another view first.")
    programme = form.cleaned_data["programme"]
    if programme and is_over(programme, Term.TEXTS):
        return _("This view was not saved: the term for texts of this programme is over, and saved views go with it.")
    values = {"search": plain, "programme": programme, "saved_on": timezone.localdate()}
    SavedView.objects.update_or_create(owner_id=owner, name=name, defaults=values)
    return ""
