"""Pages on which organisers take words out of what was kept: find a word, and then text by text."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from livesessions.programme.models import Programme
from livesessions.texts.cleaning import clean_text
from livesessions.texts.redacting import NotTakenOut
from livesessions.unfinished import still_to_come

from .access import organised_by
from .keeping import searchable
from .models import Record
from .notes.noting import notes_of
from .notes.redacting import found_beside
from .reading import LONGEST_WORD
from .redaction import Changed, Gone, Text, redact, redactable_kinds, session_of, texts_of

LONGEST = 10_000
MOST = 50
"""What is found at once; a rarer word finds the rest."""


class RedactForm(forms.Form):
    """A text of a thing as it was seen, and what of it may stay; nothing: the whole text goes."""

    kind = forms.CharField(max_length=20)
    key = forms.CharField(max_length=40)
    place = forms.CharField(max_length=40)
    seen = forms.CharField(max_length=16)
    text = forms.CharField(max_length=LONGEST, required=False)


@never_cache
@login_required
@require_GET
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was kept and repeats a word, also what stands in no list: what hosts did not show.

    Notes and tags that repeat it are listed by themselves, with links to where somebody removes them.
    """
    programme = _programme(request, slug)
    still_to_come(programme.sessions.all())  # finishes what is due
    word = searchable(clean_text(request.GET.get("text", "")))[:LONGEST_WORD]
    records = Record.objects.filter(programme=programme, kind__in=redactable_kinds(), text__contains=word).newest()
    found = records.select_related("session").order_by("kind", "pk")[: MOST + 1] if word else []
    listed = [{"record": each, "words": _with(word, texts_of(each.kind, each.key))} for each in found]
    beside = list(islice(found_beside(programme, word), MOST + 1)) if word else []
    context = {"programme": programme, "word": word, "found": listed[:MOST], "beside": beside[:MOST]}
    context["is_more"] = max(len(listed), len(beside)) > MOST
    return render(request, "archive/find_words.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponseBase:
    """The texts of one thing that was kept, and of what is shown with it, each with the form to take words out."""
    programme = _programme(request, slug)
    _session(programme, kind, key)
    record = Record.objects.filter(programme=programme, kind=kind, key=key).newest().first()
    given: Mapping[str, Any] = {}
    status = HTTPStatus.OK
    if request.method == "POST":
        form = RedactForm({name: clean_text(str(value)) for name, value in request.POST.items()})
        refused = _redact(request, programme, form)
        if not refused:
            messages.success(request, _("The words are gone everywhere."))
            return redirect("archive-words", slug, kind, key)
        messages.error(request, refused)
        given, status = form.data, HTTPStatus.UNPROCESSABLE_ENTITY
    within = Record.objects.filter(programme=programme, within=key).newest().order_by("begun_at", "pk")
    things = [(kind, key, record.redacted_at if record else None)]
    things += [(each.kind, each.key, each.redacted_at) for each in within]
    session = record.session if record else None
    context = {
        "programme": programme,
        "session": session,
        "texts": _texts(things, given),
        "record": record,
        "has_notes": record is not None and bool(notes_of([record])),
    }
    return render(request, "archive/words.html", context, status=status)


def _with(word: str, texts: Mapping[str, Text]) -> str:
    """Of these texts the first that has the word."""
    found = [text.words for text in texts.values()]
    return next((words for words in found if word in searchable(words)), found[0] if found else "")


def _texts(things: list[tuple[str, str, datetime | None]], given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each text of these kinds and keys, with what somebody left of it in a form that was refused."""
    found = []
    for kind, key, redacted_at in things:
        for place, text in texts_of(kind, key).items():
            at = {"kind": kind, "key": key, "place": place}
            is_given = all(given.get(name) == value for name, value in at.items())
            left = given.get("text", "") if given and is_given else text.words
            found.append(at | {"label": text.label, "words": text.words, "left": left, "at": redacted_at})
    return found


def _redact(request: HttpRequest, programme: Programme, form: RedactForm) -> str:
    """Take the words out; answers nothing when they are gone, else why not."""
    if not form.is_valid():
        return _("We could not read that. Nothing was changed.")
    asked = form.cleaned_data
    try:
        if not programme.sessions.filter(pk=session_of(asked["kind"], asked["key"])).exists():
            raise Gone
        by = request.user.pk
        if redact(asked["kind"], asked["key"], asked["place"], asked["seen"], asked["text"], by):
            return ""
    except Gone:
        return _("This text is not there any more.")
    except Changed:
        return _("Somebody changed this text meanwhile. Look at it again.")
    except NotTakenOut:
        return _("Here you can only take words out. Leave the others in their order.")
    return _("No words were taken out.")


def _session(programme: Programme, kind: str, key: str) -> None:
    """Raises `Http404` for a thing that is not of this programme, existing or not."""
    try:
        session = session_of(kind, key)
    except Gone:
        session = None
    if session is None or not programme.sessions.filter(pk=session).exists():
        raise Http404(_("There is no archive here that you may see."))


def _programme(request: HttpRequest, slug: str) -> Programme:
    """A programme that this user organises or administers; raises `Http404` for every other, existing or not."""
    found = organised_by(request.user.pk, slug)
    if found is None and request.user.is_superuser:
        found = Programme.objects.filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no archive here that you may see."))
    return found
