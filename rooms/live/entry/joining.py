"""Joining: a code and a display name, without an account.

There is one form at ``/``. It asks for the code first, and shows its other fields once the code is right. Codes are
sent in the body of a request, because addresses end up in logs; a right one is kept in a signed cookie until its
browser is in.
"""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.limits.guessing import count_guess, guesses_too_much, is_guessed_at
from livesessions.limits.visitors import named
from livesessions.programme.models import Participant, ParticipantRole, Programme

from ..models import OutsiderState, Room
from ..rendering.holes import hole
from ..rendering.page_cache import FilledPage, drawn_page
from ..rows import models_of
from .budgets import makes_too_many
from .code_form import CodeForm, read_code, unknown_code
from .identity import recognised, state_outside, was_inside
from .introduction import EntryForm, alphabetically
from .join_codes import clean_code
from .newcomers import newcomers
from .outsiders import let_in, let_wait
from .remembering import Remembered, remember

logger = logging.getLogger(__name__)

DOOR_STAYS = 60
"""Seconds after which the houses on the front page are drawn again …"""
TEAMS_STAY = 10
"""… and the list of teams that is shown once the code is right."""
CODE_STAYS = 600
"""Seconds that a browser may take between the code and the rest of the form."""
SALT = "rooms.live.entry.joining.code"
SAME, OTHER = "same", "other"
"""Whether somebody is the one whom the browser remembers, as the field `as` says."""


def too_many() -> str:
    """The sentence for a browser, a room or a site that took in too many people at once."""
    return _("Too many people came in here just now. Wait ten minutes, or ask the host for help.")


@never_cache
@require_http_methods(["GET", "POST"])
@named
def home(request: HttpRequest) -> HttpResponseBase:
    """The front door: a code, then a name, a team and a role."""
    if request.method == "GET":
        return _open_door(request) or _closed_door(request)
    code, is_proved = read_code(request.POST.get("code", ""))
    form = CodeForm({"code": code})
    came_in = bool(Remembered.of(request.COOKIES).rooms)
    is_no_guess = is_proved or clean_code(code) == (code_shown(request) or (None, None))[1]
    if not is_no_guess and (wait := _too_many_guesses(request, came_in=came_in)):
        form.is_valid()
        form.add_error("code", wait)
        return _door(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        if form.has_error("code", "unknown"):
            count_guess(request, "code", came_in=came_in)
        return _door(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    room = Room.fetch_by_code(form.cleaned_data["code"])
    if room is None or not room.takes_code:
        count_guess(request, "code", came_in=came_in)
        form.add_error("code", unknown_code())
        return _door(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    known = recognised(room.programme_id, request.COOKIES)
    state = state_outside(room, request.COOKIES)
    if state == OutsiderState.REMOVED:
        form.add_error("code", _("A host put you out of this session. Ask the host to let you in again."))
        return _door(request, form, status=HTTPStatus.FORBIDDEN)
    is_other = request.POST.get("as") == OTHER
    # Whoever was removed since, or went away from the door, comes in as a newcomer does.
    is_back = not is_other and known is not None and state != OutsiderState.LEFT and was_inside(room, request.COOKIES)
    if room.locked_at is not None and not is_back:
        form.add_error("code", _("The door of this room is locked. Ask the host to open it."))
        return _door(request, form, status=HTTPStatus.CONFLICT)
    if not {"role", "name", "anonymous", "team"} & request.POST.keys():
        return _with_the_right_code(request, room, known, is_back=is_back)
    if is_other:
        known = None
    entry = EntryForm(request.POST, programme=room.programme_id)
    if not entry.is_valid():
        return _door(request, form, room=room, entry=entry, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if known is None and makes_too_many(request, room.pk):
        form.add_error("code", too_many())
        return _door(request, form, room=room, entry=entry, status=HTTPStatus.TOO_MANY_REQUESTS)
    participant = known or Participant(programme_id=room.programme_id)
    participant.name = entry.cleaned_data["name"]
    participant.team_id = entry.cleaned_data["team"]
    participant.role = entry.cleaned_data["role"]
    if known:
        participant.save()
    else:
        newcomers.save(participant)
    return _go_in(request, room, participant, is_back=is_back, stays=entry.cleaned_data["remember"], anew=is_other)


def _too_many_guesses(request: HttpRequest, *, came_in: bool) -> str:
    """Why no code is looked at now; empty when one is."""
    if guesses_too_much(request, "code"):
        return _("Too many wrong codes. Wait ten minutes, or ask the host for help.")
    if is_guessed_at(request, "code", came_in=came_in):
        return _("Somebody is trying out many codes just now. Wait ten seconds, and send your code again.")
    return ""


def _with_the_right_code(request: HttpRequest, room: Room, known: Participant | None, *, is_back: bool) -> HttpResponse:
    """Ask on a page of its own who they are: whoever this browser remembers, or somebody else.

    A redirect, because a browser that goes back to the answer to a form shows an error in its place.
    """
    if known is not None and request.POST.get("as") == SAME:
        return _go_in(request, room, known, is_back=is_back)
    is_other = request.POST.get("as") == OTHER
    response = HttpResponseRedirect(reverse("home"), status=HTTPStatus.SEE_OTHER)
    response.set_cookie(
        settings.CODE_COOKIE_NAME,
        signing.dumps([room.pk, room.code, is_other], salt=SALT),
        max_age=CODE_STAYS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def _go_in(
    request: HttpRequest,
    room: Room,
    participant: Participant,
    *,
    is_back: bool,
    stays: bool = False,
    anew: bool = False,
) -> HttpResponse:
    """`is_back`: they were let in before, or wait already."""
    waits = room.waiting_at is not None and not is_back and let_wait(room, participant.pk)  # their page then says so
    if not (waits or is_back or anew) and room.outsiders_version:
        let_in(room, participant.pk)  # they went away from the door, which is open now
    response = redirect("room", room.pk)
    remember(response, request, participant, room, stays=stays, anew=anew)
    if anew:
        response["Clear-Site-Data"] = '"storage"'
    if settings.CODE_COOKIE_NAME in request.COOKIES:
        response.delete_cookie(settings.CODE_COOKIE_NAME, samesite="Lax")
    return response


def code_shown(request: HttpRequest) -> tuple[str, str, bool] | None:
    """The id of the room and the code that this browser gave a moment ago, if the code was right then.

    And whether somebody said that they are not the one whom the browser remembers.
    """
    try:
        room, code, other = signing.loads(
            request.COOKIES.get(settings.CODE_COOKIE_NAME, ""), salt=SALT, max_age=CODE_STAYS
        )
    except (signing.BadSignature, ValueError):
        return None
    return room, code, other


def _closed_door(request: HttpRequest) -> HttpResponse:
    """The first page, with the code alone."""
    # As SQL: see `Room.fetch`.
    sql = "SELECT * FROM programme_programme WHERE published ORDER BY starts_on DESC, title LIMIT 6"
    programmes = models_of(Programme, sql, [])
    state = [time.time() // DOOR_STAYS, *((p.title, p.slug, p.starts_on) for p in programmes)]
    context = {"form": CodeForm(), "programmes": programmes, "roles": [], "teams": []}
    return _drawn_once(request, "door", state, lambda: context)


def _open_door(request: HttpRequest) -> HttpResponse | None:
    """The second page, after a right code: it asks for name, team and role. `None` when the code does not fit now.

    As a rule no query: the code was checked a moment ago, and is checked once more with the form.
    """
    shown = code_shown(request)
    if shown is None:
        return None
    pk, code, is_other = shown
    if not is_other and Remembered.of(request.COOKIES).participants:
        room = Room.fetch_by_code(code)
        known = recognised(room.programme_id, request.COOKIES) if room is not None and room.takes_code else None
        if room is not None and known is not None:
            context_of_known = _context(CodeForm({"code": room.code}), room, None) | {"known": known}
            return render(request, "home.html", context_of_known)

    def context() -> dict[str, Any]:
        room = Room.fetch_by_code(code)
        if room is None or not room.takes_code:
            raise Room.DoesNotExist
        return _context(CodeForm({"code": room.code}), room, EntryForm()) | {"is_other": is_other}

    try:
        return _drawn_once(request, f"{pk}:{is_other}", [time.time() // TEAMS_STAY, code], context)
    except Room.DoesNotExist:
        return None


def _drawn_once(request: HttpRequest, name: str, state: object, context: Callable[[], dict[str, Any]]) -> HttpResponse:
    """A page from the page cache: the same for everybody except a token, and without a request's own address."""

    def draw() -> str:
        # Without the request: the first visitor's account or messages must not be shown to everybody.
        return render_to_string("home.html", context() | {"csrf_token": hole("csrf"), "here": reverse("home")})

    return FilledPage(drawn_page(("door", name, get_language()), state, draw), {"csrf": get_token(request)})


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
        "teams": alphabetically(list(room.session.programme.teams.all())) if room else [],
        "roles": ParticipantRole.choices,
        "is_other": bool(entry and entry.data.get("as") == OTHER),
        "programmes": list(Programme.objects.filter(published=True)[:6]),
    }
