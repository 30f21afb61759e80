"""The register of commands. A feature registers a function with a name, a role and the form that cleans the input."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from ..base import metrics
from ..base.people import Actor, Role
from ..base.refusal import Refused, TryAgain
from ..models import Room


class Nothing(forms.Form):
    """The form of a command without input."""


@dataclass(frozen=True, slots=True)
class Command:
    """A registered command. A `crowd` function takes all requests of one room at once and answers each of them."""

    name: str
    by: Role
    form: type[forms.Form]
    do: Callable
    crowd: bool = False
    when_closed: bool = False
    moderators: bool = False
    decides: str = ""
    lasts: bool = False
    shares_room: bool = False


@dataclass(slots=True)
class CommandRequest:
    """One request for a command: its name, its actor and its data. `cleaned` and `room` are filled in on the way.

    `asked_at` is a time of the monotonic clock, in seconds.
    """

    name: Any
    """As it came from the browser; it may not even be a text."""
    actor: Actor
    data: Mapping[str, Any]
    language: str = settings.LANGUAGE_CODE
    cleaned: dict[str, Any] = field(default_factory=dict)
    room: Room | None = None
    asked_at: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The one answer to one command. `status` is ``ok``, ``refused`` or ``busy``; `code` is the HTTP status.

    `field` is the field of the command's form that a refusal is about.
    """

    status: str
    sentence: str
    code: int = 200
    field: str = ""

    @classmethod
    def of(cls, refused: Refused) -> "Receipt":
        """The receipt for a refusal: no, or not now."""
        return cls(
            "busy" if isinstance(refused, TryAgain) else "refused", refused.sentence, refused.status, refused.field
        )


_commands: dict[str, Command] = {}


def command(
    name: str,
    *,
    by: Role,
    form: type[forms.Form] = Nothing,
    crowd: bool = False,
    when_closed: bool = False,
    moderators: bool = False,
    decides: str = "",
    lasts: bool = False,
    shares_room: bool = False,
) -> Callable:
    """Register a function as the command `name`.

    An ordinary command is called as ``do(room, request, changes) -> sentence`` and raises `Refused`. A crowd command
    is called as ``do(room, requests, changes) -> list of sentences or Refused``, one for each request, and must not
    raise because of a single request. `when_closed`: also in a room that is not open (opening it, preparing it).
    `moderators`: also for moderators by a link, in an open room. `shares_room`: the crowd command locks the room's row
    before anything else.

    A browser sends a command again until it has the receipt. Two parameters tell it when to stop:

    * `decides` names what the command decides. ``board.freeze`` and its opposite ``board.thaw`` both decide
      ``"standstill"``; ``"pin of {question}"`` is decided for each value of that field. A newer command that
      decides the same takes the place of an older one without a receipt, whose late retry would undo it. A command
      needs no `decides` if its late retry does no harm: its form names the state or version that was seen, or it cannot
      be taken back.
    * `lasts`: the browser sends it for as long as it takes. Any other command is given up after a minute, because a
      command of half an hour ago must not be carried out when a laptop wakes.

    Raises `ValueError` when two commands have one name, or `decides` names no field of the form.
    """
    for _text, subject, _spec, _conversion in Formatter().parse(decides):
        if subject is not None and subject not in form.base_fields:
            raise ValueError(f"{name} decides {decides!r}, but its form has no field {subject!r}")

    def register(do: Callable) -> Callable:
        if name in _commands:
            raise ValueError(f"two commands are named {name}")
        _commands[name] = Command(name, by, form, do, crowd, when_closed, moderators, decides, lasts, shares_room)
        metrics.know_command(name)
        return do

    return register


def find(name: Any) -> Command:
    """The command of this name, which may be anything that a browser sent. Raises `Refused` if there is none."""
    found = _commands.get(name) if isinstance(name, str) else None
    if found is None:
        raise Refused(_("This page asks for something we do not know. Reload the page."), 404)
    return found


def registered() -> dict[str, Command]:
    """All commands by name: the tests of roles and the table in the documentation are checked against this."""
    return dict(_commands)
