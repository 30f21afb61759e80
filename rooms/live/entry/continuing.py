"""Going on in another browser as the same participant, so that nobody counts twice.

The browser that is inside shows a link and its QR code. The link holds the participant's key and their personal secret,
sealed, behind the # of an address, which is never sent to a server by itself. It works for five minutes, and once.
Nothing is stored of it but a digest, for as long as it would work; so nobody can see later that a participant used two
browsers.

The other browser reads first as whom it would go on, and whom it would be no more. Somebody who was sent another's link
thus does not become that person unawares.
"""

import hashlib
from http import HTTPStatus
from uuid import UUID

import segno
from django import forms
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from livesessions.limits.counting import STORE
from livesessions.programme.models import Participant
from livesessions.sealing import seal, unseal

from ..base.people import PersonalSecret
from ..models import OutsiderState, Room
from .identity import participant_in, recognised, state_outside, was_inside
from .outsiders import why_outside
from .remembering import Remembered, remember

PURPOSE = "rooms.live.entry.continuing"
WORKS_FOR = 300
"""Seconds between showing the link and using it."""


class LinkForm(forms.Form):
    """A whole link, or only the text behind its #; `sure`: they read as whom they go on."""

    link = forms.CharField(max_length=400)
    sure = forms.BooleanField(required=False)
    remember = forms.BooleanField(required=False)

    def clean_link(self) -> str:
        """The text behind the #."""
        return str(self.cleaned_data["link"]).rpartition("#")[2].strip()


@never_cache
@require_GET
def elsewhere(request: HttpRequest, room: str) -> HttpResponseBase:
    """The link with which the participant of this browser goes on in another one."""
    found = Room.fetch(room)
    if found is None:
        raise Http404(_("This room does not exist. Check the address, or ask the host."))
    person = participant_in(found.programme_id, request.COOKIES) if was_inside(found, request.COOKIES) else None
    personal_secret = Remembered.of(request.COOKIES).personal_secret(found.programme_id)
    if person is None or personal_secret is None or not found.is_open:
        return redirect("home")
    if why_outside(found, person.pk) is not None:
        return redirect("room", found.pk)
    key = seal(PURPOSE, f"{found.pk} {person.pk.hex} {personal_secret.written()}".encode())
    link = f"{request.build_absolute_uri(reverse('continue'))}#{key}"
    drawn = segno.make(link, error="l").svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, light="#fff")
    context = {
        "room": found,
        "session": found.session,
        "link": link,
        "qr": mark_safe(drawn),  # noqa: S308  (made from our own text, not from a person's)
        "minutes": WORKS_FOR // 60,
        "here": reverse("room-elsewhere", args=[found.pk]),
    }
    return render(request, "rooms/elsewhere.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest) -> HttpResponseBase:
    """Say as whom a link lets somebody go on; when they are sure, exchange it for the cookie of its participant."""
    if request.method == "GET":
        return render(request, "rooms/continue.html")
    form = LinkForm(request.POST)
    found = _opened_by(form.cleaned_data["link"]) if form.is_valid() else None
    if found is not None and state_outside(found[0], request.COOKIES) == OutsiderState.REMOVED:
        found = None  # a friend's link is no way back in either
    is_sure = found is not None and form.cleaned_data["sure"]
    if found is None or (is_sure and not _use(form.cleaned_data["link"])):
        wrong = {
            "wrong": _("This link does not work, or no longer. Make a new one in the browser where you are inside.")
        }
        return render(request, "rooms/continue.html", wrong, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    room, person, personal_secret = found
    if not is_sure:
        now = recognised(room.programme_id, request.COOKIES)
        before = now if now is not None and now.pk != person.pk else None
        going = {"link": form.cleaned_data["link"], "person": person, "before": before, "session": room.session}
        return render(request, "rooms/continue.html", going)
    response: HttpResponse = redirect("room", room.pk)
    now_here = Remembered.of(request.COOKIES).participant(room.programme_id)
    is_other = now_here not in ("", person.pk.hex)
    remember(response, request, person, room, personal_secret, stays=form.cleaned_data["remember"], anew=is_other)
    return response


def _opened_by(key: str) -> tuple[Room, Participant, PersonalSecret] | None:
    """The room, the participant and their personal secret, of a key that is fresh and was not used before."""
    found = unseal(PURPOSE, key, max_age=WORKS_FOR)
    if found is None:
        return None
    room_id, person_id, personal_secret = found.decode().split()
    room = Room.fetch(room_id)
    if room is None or not room.is_open:
        return None
    person = Participant.objects.filter(pk=UUID(person_id), programme=room.programme_id, erased=False).first()
    if person is None or why_outside(room, person.pk) is not None or caches[STORE].get(_note_of(key)):
        return None
    return room, person, PersonalSecret.read(personal_secret)


def _use(key: str) -> bool:
    """Note that a key is used, and say whether this was the first time."""
    return caches[STORE].add(_note_of(key), 1, timeout=WORKS_FOR)


def _note_of(key: str) -> str:
    return f"continued:{hashlib.sha256(key.encode()).hexdigest()}"
