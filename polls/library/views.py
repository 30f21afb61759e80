"""The library: a page of the room for its hosts, on which each press makes a draft."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from livesessions.error_pages import forged
from livesessions.texts.cleaning import clean_text
from polls.asking.models import Poll, PollState
from polls.asking.questions import translated
from polls.kinds.register import kinds
from rooms.live.base.form_token import is_forged
from rooms.live.base.people import Actor
from rooms.live.models import Room
from rooms.live.web.for_hosts import carry_out, for_hosts

from .built_in import MOMENTS
from .commands import polls_of_host, templates_of
from .models import Template
from .redacting import texts_of

COMMANDS = {"template.use", "template.remove", "poll.keep", "poll.take"}
"""What the forms of the page ask for."""
LONGEST_SEARCH = 100
MOST_POLLS = 100
"""Polls of other sessions on one page; a word finds the rest."""


@csrf_exempt  # forms of commands carry the room's own token: see form_token.py
@never_cache
@require_http_methods(["GET", "POST"])
@for_hosts
def library(request: HttpRequest, room: Room, actor: Actor) -> HttpResponseBase:
    """Templates that are built in, those of the programme, and polls of sessions that this host hosts."""
    word = clean_text(request.GET.get("text", "")).strip()[:LONGEST_SEARCH]
    address = reverse("room-library", args=[room.pk]) + (f"?{urlencode({'text': word})}" if word else "")
    if request.method == "POST":
        if is_forged(request, room.pk):
            return forged(request)
        named = request.POST.get("command", "")
        carry_out(request, actor, named if named in COMMANDS else "")
        return redirect(address)
    earlier, is_more = _earlier(room, actor, word)
    own = room.polls.exclude(state=PollState.REMOVED)
    context = {
        "room": room,
        "session": room.session,
        "programme": room.session.programme,
        "word": word,
        "address": address,
        "moments": _built_in(word),
        "own": [_of_programme(each) for each in templates_of(room) if _says(word, each.text, each.options)],
        "earlier": earlier,
        "is_more": is_more,
        "ready": own.filter(state=PollState.DRAFT).count(),
        "here": [] if word else [_row(poll.pk, poll.kind, poll.text, _options(poll)) for poll in _with_options(own)],
    }
    return render(request, "polls/library.html", context)


def _row(key: object, kind: str, text: str, options: Sequence[str]) -> dict[str, Any]:
    return {"key": key, "pk": key, "title": translated(kinds()[kind].title), "text": text, "options": options}


def _options(poll: Poll) -> list[str]:
    return [option.text for option in poll.options.all()]


def _with_options(polls: Any) -> Any:
    return polls.prefetch_related("options")


def _says(word: str, text: str, options: Iterable[str]) -> bool:
    return not word or any(word.casefold() in each.casefold() for each in (text, *options))


def _built_in(word: str) -> list[dict[str, Any]]:
    moments = []
    for title, templates in MOMENTS.items():
        rows = [
            _row(each.name, each.kind, translated(each.text), [translated(option) for option in each.options])
            for each in templates
        ]
        moments.append(
            {"title": translated(title), "rows": [row for row in rows if _says(word, row["text"], row["options"])]}
        )
    return [moment for moment in moments if moment["rows"]]


def _of_programme(template: Template) -> dict[str, Any]:
    row = _row(template.pk, template.decided["kind"], template.text, template.options)
    texts = [{"place": place, "label": text.label, "text": text.words} for place, text in texts_of(template).items()]
    return row | {"texts": texts, "session": template.session_id, "redacted_at": template.redacted_at}


def _earlier(room: Room, actor: Actor, word: str) -> tuple[list[dict[str, Any]], bool]:
    """Sessions with their polls, the newest session first; and whether there are more polls than are shown."""
    polls = polls_of_host(actor.user).exclude(room=room).select_related("room__session__programme")
    if word:
        polls = polls.filter(Q(text__icontains=word) | Q(options__text__icontains=word)).distinct()
    polls = polls.order_by("-room__session__starts_at", "room__session", "opened_at", "position", "pk")
    found = list(_with_options(polls)[: MOST_POLLS + 1])
    sessions = [
        {"session": session, "rows": [_row(poll.pk, poll.kind, poll.text, _options(poll)) for poll in together]}
        for session, together in groupby(found[:MOST_POLLS], key=lambda poll: poll.room.session)
    ]
    return sessions, len(found) > MOST_POLLS
