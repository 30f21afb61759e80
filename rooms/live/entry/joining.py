"""Joining: a code and a display name, without an account.

There is one form at ``/``. It asks for the code first, and shows its other fields once the code is right. Codes are
sent in the body of a request only, because addresses end up in logs.
"""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.guessing import count_guess, guesses_too_much
from livesessions.programme.models import Participant, ParticipantRole, Programme, Team

from ..models import Room
from ..rendering.holes import hole
from ..rendering.page_cache import filled
from .display_names import BadName, clean_name
from .identity import participant_in, remember, was_inside
from .join_codes import LENGTH, clean_code, is_code

logger = logging.getLogger(__name__)

DOOR_STAYS = 60
"""Seconds after which the houses on the front page are drawn again …"""
TEAMS_STAY = 10
"""… and the list of teams that is shown once the code is right."""


class CodeForm(forms.Form):
    """The code alone."""

    code = forms.CharField(
        max_length=60, error_messages={"required": gettext_lazy("Type the code that you see on the screen.")}
    )

    def clean_code(self) -> str:
        """The eight characters of the code, however they were typed; raises `ValidationError` with what is wrong."""
        code = clean_code(self.cleaned_data["code"])
        missing = LENGTH - len(code)
        if missing > 0:
            raise forms.ValidationError(_("The code is too short. It has eight characters."), "short")
        if not is_code(code):
            raise forms.ValidationError(unknown_code(), "unknown")
        return code


class EntryForm(forms.Form):
    """A participant's name, team and role."""

    name = forms.CharField(max_length=1000, required=False)
    anonymous = forms.BooleanField(required=False)
    team = forms.IntegerField(required=False, error_messages={"invalid": gettext_lazy("Choose a team from the list.")})
    role = forms.ChoiceField(
        choices=ParticipantRole,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the roles.")},
    )

    def __init__(self, *args: Any, programme: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_team(self) -> int | None:
        """The key of a team of this programme, or none."""
        team = self.cleaned_data["team"]
        if team is not None and not Team.objects.filter(pk=team, programme=self.programme).exists():
            raise forms.ValidationError(_("Choose a team from the list."))
        return team

    def clean_name(self) -> str:
        """A name that is fit to show, or empty; raises `ValidationError` with what is wrong."""
        if self.data.get("anonymous"):
            return ""
        try:
            return clean_name(self.cleaned_data["name"])
        except BadName as bad:
            raise forms.ValidationError(NAME_ERRORS[bad.reason]) from None


NAME_ERRORS = {
    "too_long": gettext_lazy("A name has at most 40 characters."),
    "unreadable": gettext_lazy("We cannot show this name. Use letters, please."),
    "reserved": gettext_lazy("This name looks like that of a host. Choose another one, please."),
}


def unknown_code() -> str:
    """The sentence for a code that fits no open room: the same for a wrong code and a closed room."""
    return _("We do not know this code. Look at the screen once more: the code has eight characters.")


@never_cache
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponseBase:
    """The front door: a code, then a name, a team and a role."""
    if request.method == "GET":
        return HttpResponse(_closed_door(request))
    form = CodeForm(request.POST)
    if guesses_too_much(request, "code"):
        form.is_valid()
        form.add_error("code", _("Too many wrong codes. Wait ten minutes, or ask the host for help."))
        return _door(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        if form.has_error("code", "unknown"):
            count_guess(request, "code")
        return _door(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    room = Room.fetch_by_code(form.cleaned_data["code"])
    if room is None or not room.is_open:
        count_guess(request, "code")
        form.add_error("code", unknown_code())
        return _door(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    known = participant_in(room.programme_id, request.COOKIES)
    if room.locked_at is not None and not was_inside(room, request.COOKIES):
        form.add_error("code", _("The door of this room is locked. Ask the host to open it."))
        return _door(request, form, status=HTTPStatus.CONFLICT)
    if known is not None and "role" not in request.POST:
        response = redirect("room", room.pk)
        remember(response, request, known, room)
        return response
    if not {"role", "name", "anonymous", "team"} & request.POST.keys():
        return HttpResponse(_open_door(request, room))
    entry = EntryForm(request.POST, programme=room.programme_id)
    if not entry.is_valid():
        return _door(request, form, room=room, entry=entry, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    participant = known or Participant(programme_id=room.programme_id)
    participant.name = entry.cleaned_data["name"]
    participant.team_id = entry.cleaned_data["team"]
    participant.role = entry.cleaned_data["role"] or ParticipantRole.OTHER
    participant.save()
    response = redirect("room", room.pk)
    remember(response, request, participant, room)
    return response


def _closed_door(request: HttpRequest) -> str:
    """The first page, with the code alone."""
    # As SQL: see `Room.fetch`.
    programmes = list(
        Programme.objects.raw(
            "SELECT * FROM programme_programme WHERE published ORDER BY starts_on DESC, title LIMIT 6"
        )
    )
    state = [time.time() // DOOR_STAYS, *((p.title, p.slug, p.starts_on) for p in programmes)]
    context = {"form": CodeForm(), "programmes": programmes, "roles": [], "teams": []}
    return _drawn_once(request, "door", state, lambda: context)


def _open_door(request: HttpRequest, room: Room) -> str:
    """The second page, after a right code: it asks for name, team and role."""
    state = [time.time() // TEAMS_STAY, room.code]
    form = CodeForm({"code": room.code})
    return _drawn_once(
        request,
        room.pk,
        state,
        lambda: _context(form, room, EntryForm(programme=room.programme_id)),
    )


def _drawn_once(request: HttpRequest, name: str, state: object, context: Callable[[], dict[str, Any]]) -> str:
    """A page from the page cache: the same for everybody except a token, and without a request's own address."""

    def draw() -> str:
        # Without the request: the first visitor's account or messages must not be shown to everybody.
        return render_to_string("home.html", context() | {"csrf_token": hole("csrf"), "here": reverse("home")})

    return filled(("door", name, get_language()), state, draw, {"csrf": get_token(request)})


def _door(
    request: HttpRequest,
    form: CodeForm,
    room: Room | None = None,
    entry: EntryForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    return render(request, "home.html", _context(form, room, entry), status=status)


def _context(form: CodeForm, room: Room | None, entry: EntryForm | None) -> dict[str, Any]:
    return {
        "form": form,
        "entry": entry,
        "room": room,
        "session": room.session if room else None,
        "teams": list(room.session.programme.teams.all()) if room else [],
        "roles": ParticipantRole.choices,
        "programmes": list(Programme.objects.filter(published=True)[:6]),
    }
