"""Pages of a room beside its console, for its hosts alone. Such a page carries out its own forms, and stays in view."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from livesessions.error_pages import error_page

from ..base.people import Actor, Audience, Role
from ..commands.performing import perform
from ..entry.identity import actor_for
from .views import find_room

View = Callable[..., HttpResponseBase]
"""It gets the request, the room, the host, and what else the address names."""


def for_hosts(view: View) -> Callable[..., HttpResponseBase]:
    """Hosts of this room see the page; who is not logged in comes to the login page, and others read why not."""

    @wraps(view)
    def guarded(request: HttpRequest, room: str, **named: Any) -> HttpResponseBase:
        found = find_room(room)
        actor, _team = actor_for(found, Audience.HOSTS, request.COOKIES, request.user)
        if actor.role != Role.STRANGER:
            return view(request, found, actor, **named)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        sentence = _("This account does not host this session, or no longer. Ask an administrator.")
        return error_page(request, HTTPStatus.FORBIDDEN, sentence)

    return guarded


def carry_out(request: HttpRequest, actor: Actor, name: str) -> None:
    """Carry out the command `name` with what was posted; the next page says what came of it."""
    receipt = perform(name, actor, request.POST.dict(), request.LANGUAGE_CODE)
    messages.add_message(request, messages.SUCCESS if receipt.status == "ok" else messages.ERROR, receipt.sentence)
