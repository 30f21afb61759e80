"""How a poll will look, before anybody sees it: drawn from the editor's form as it stands, and never saved.

The phone and the projector are documents of their own with the stylesheets of those pages, so a preview has the real
ballot in its real size. Nothing in them can be pressed.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from livesessions.error_pages import error_page, forged
from livesessions.limits.counting import over_limit
from livesessions.texts.sentences import sentences_of
from rooms.live.base.form_token import is_forged
from rooms.live.base.input_validation import BadFrame, clean_fields
from rooms.live.base.people import Actor, Audience
from rooms.live.models import Room
from rooms.live.web.for_hosts import for_hosts

from ..models import Option, Poll, PollState
from ..parts import as_shown
from ..pictures.holding import addresses
from .forms import DraftForm, PollForm
from .preparing import WANTED

MOST_PREVIEWS = (60, 20)
"""Previews of one host, in so many seconds."""
SURFACES = {"phone": Audience.PARTICIPANTS, "wall": Audience.SCREEN}


@csrf_exempt  # the forms of shared parts carry the room's own token: see form_token.py
@never_cache
@require_POST
@for_hosts
def preview(request: HttpRequest, room: Room, actor: Actor) -> HttpResponseBase:
    """The poll in the posted form on a phone and on the projector, and what the form still needs."""
    if is_forged(request, room.pk):
        return forged(request)
    scripted = bool(request.htmx)  # type: ignore[attr-defined]  # HtmxMiddleware adds it
    if over_limit(f"preview:{actor.user}", *MOST_PREVIEWS):
        sentence = _("That is going very fast. Try again in a moment.")
        return HttpResponse(status=204) if scripted else error_page(request, HTTPStatus.TOO_MANY_REQUESTS, sentence)
    try:
        given = clean_fields({name: values[-1] for name, values in request.POST.lists()})
    except BadFrame:
        return error_page(request, HTTPStatus.BAD_REQUEST, _("We could not read that. Nothing was changed."))
    form = DraftForm(given)
    sentences = sentences_of(form)
    pictures = pictures_beside(room, given)
    poll = poll_in(form if form.is_valid() else DraftForm(made_up(form, given)), pictures)
    context: dict[str, Any] = {"room": room, "session": room.session, "sentences": sentences, "surfaces": []}
    if poll is not None:
        for name, audience in SURFACES.items():
            about = {"room": room, "poll": poll, "audience": audience.value}
            context["surfaces"].append(
                {"name": name, "document": render_to_string(f"polls/preview/{name}.html", about)}
            )
    return render(request, "polls/preview/both.html" if scripted else "polls/preview/page.html", context)


def made_up(form: DraftForm, given: Mapping[str, Any]) -> dict[str, Any]:
    """A form that is not good yet, with something in the place of what is missing or wrong."""
    kept = {name: value for name, value in given.items() if name not in form.errors}
    kept.setdefault("text", _("Here comes your question"))
    if "options" in form.errors:
        lines = [line for line in str(given.get("options", "")).splitlines() if line.strip()]
        made = [_("An answer"), _("Another answer")]
        kept["options"] = "\n".join([*lines, *made[len(lines) :]])
    return kept


def pictures_beside(room: Room, given: Mapping[str, Any]) -> dict[str, str]:
    """Where the pictures of a draft that is edited are found, by the text beside which they stand."""
    form = PollForm(given)
    draft = room.polls.filter(pk=form.cleaned_data["poll"]).first() if form.is_valid() else None
    if draft is None:
        return {}
    where = addresses(draft)
    return {option.text: where.get(str(option.pk), "") for option in draft.options.all()}


def poll_in(form: DraftForm, pictures: Mapping[str, str]) -> dict[str, Any] | None:
    """The poll of a form as templates show it, as if it were open; `None` when that cannot be drawn.

    Settings that do not go together yet are no reason: a quiz question whose right answer is still to be marked.
    """
    form.full_clean()
    if not {*WANTED, "options"} <= form.cleaned_data.keys():
        return None
    poll = Poll(state=PollState.OPEN, **{name: form.cleaned_data[name] for name in WANTED})
    options = [Option(pk=number, text=text) for number, text in enumerate(form.cleaned_data["options"], 1)]
    return as_shown(poll, options, {str(option.pk): pictures.get(option.text, "") for option in options})
