"""The register of commands, and `perform_all`, through which every command goes.

A feature registers a function with a name, the role that may ask for it, and the form that cleans the input. Every
command takes the same steps in the same order: find it, check the role in this room, clean the input, do it, step the
room's versions, commit, announce.
"""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from string import Formatter
from typing import Any
from uuid import UUID

from django import forms
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from ..base import metrics
from ..base.languages import in_language
from ..base.people import Actor, Role
from ..base.refusal import Refused, TryAgain
from ..changes.transaction import Changes
from ..hub.announcing import announce
from ..models import Room
from .rights import check_rights, note_refusal, participants_there

logger = logging.getLogger(__name__)


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


@dataclass(slots=True)
class CommandRequest:
    """One request for a command: its name, its actor and its data. `cleaned` and `room` are filled in on the way.

    `asked_at` is a time of the monotonic clock, in seconds.
    """

    name: Any
    """As it came from the browser; it may not even be a text."""
    actor: Actor
    data: Mapping[str, Any]
    language: str = "nl"
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
) -> Callable:
    """Register a function as the command `name`.

    An ordinary command is called as ``do(room, request, changes) -> sentence`` and raises `Refused`. A crowd command
    is called as ``do(room, requests, changes) -> list of sentences or Refused``, one for each request, and must not
    raise because of a single request. `when_closed`: also in a room that is not open (opening it, preparing it).
    `moderators`: also for moderators by a link, in an open room.

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
        _commands[name] = Command(name, by, form, do, crowd, when_closed, moderators, decides, lasts)
        metrics.know_command(name)
        return do

    return register


def registered() -> dict[str, Command]:
    """All commands by name: the tests of roles and the table in the documentation are checked against this."""
    return dict(_commands)


def perform(name: str, actor: Actor, data: Mapping[str, Any], language: str = "nl") -> Receipt:
    """Carry out one command now, in a transaction of its own, and return its receipt."""
    return perform_all([CommandRequest(name, actor, data, language)])[0]


def perform_all(requests: Iterable[CommandRequest]) -> list[Receipt]:
    """Carry out many commands in one transaction; the receipts are in the order of `requests`.

    A refused command does not affect the others. When the transaction as a whole fails, each command is tried on its
    own, so that a bad command cannot sink the others.
    """
    requests = list(requests)
    receipts: list[Receipt | None] = [None] * len(requests)
    ready: list[int] = []
    for i, request in enumerate(requests):
        with in_language(request.language):
            try:
                _admit(request)
                ready.append(i)
            except Refused as refused:
                receipts[i] = Receipt.of(refused)
            except Exception:  # a defect in one form must not end the thread that serves everybody
                logger.exception("the form of a command failed")
                receipts[i] = Receipt.of(_our_fault())
    if ready:
        answers = _answer([requests[i] for i in ready])
        for i, answer in zip(ready, answers, strict=True):
            receipts[i] = answer
    for request, receipt in zip(requests, receipts, strict=True):
        if receipt is not None and isinstance(request.name, str):
            note_refusal(request.name if request.name in _commands else "unknown", request.actor, receipt.code)
    return receipts  # type: ignore[return-value]  # every place is filled by now


def _answer(requests: list[CommandRequest]) -> list[Receipt]:
    """The receipts of admitted requests: carried out together if that works, otherwise one by one."""
    try:
        return _carry_out(requests)
    except Exception as error:  # whatever it is, it must not sink the neighbours
        logger.exception("a transaction of %d commands failed", len(requests))
        if len(requests) > 1:
            return [_answer([request])[0] for request in requests]
        with in_language(requests[0].language):
            if isinstance(error, DatabaseError):
                return [Receipt.of(TryAgain(_("Not saved yet. We keep trying, you need not do anything.")))]
            return [Receipt.of(_our_fault())]


def _our_fault() -> Refused:
    return Refused(_("Something is wrong on our side. Nothing was changed."), 500)


def _admit(request: CommandRequest) -> None:
    """Find the command, check the role and clean the input. Raises `Refused`."""
    found = _commands.get(request.name) if isinstance(request.name, str) else None
    if found is None:
        raise Refused(_("This page asks for something we do not know. Reload the page."), 404)
    if request.actor.role != found.by and not (found.moderators and request.actor.role == Role.MODERATOR):
        raise Refused(_("You cannot do this here."), 403)
    for name, field_ in found.form.base_fields.items():
        given = request.data.get(name)
        several = isinstance(given, list) and getattr(field_.widget, "allow_multiple_selected", False)
        if isinstance(given, (list, dict)) and not several:
            # A text field would accept Python's own notation of a list.
            sentence = field_.error_messages.get("invalid") or _("We could not read that. Nothing was changed.")
            raise Refused(str(sentence), 422)
    form = found.form(request.data)
    if not form.is_valid():
        sentences = dict.fromkeys(str(e) for errors in form.errors.values() for e in errors)
        raise Refused(" ".join(sentences), 422, next((name for name in form.errors if name in form.fields), ""))
    request.cleaned = form.cleaned_data


def _carry_out(requests: list[CommandRequest]) -> list[Receipt]:
    changes = Changes()
    receipts: dict[int, Receipt] = {}
    with transaction.atomic():
        rooms = Room.fetch_all({request.actor.room for request in requests})
        there = participants_there([request.actor for request in requests], rooms.values())
        crowds: dict[tuple[str, str], list[CommandRequest]] = {}
        others: list[CommandRequest] = []
        for request in requests:
            found = _commands[request.name]
            request.room = rooms.get(request.actor.room)
            with in_language(request.language):
                try:
                    _check_room(request.room, request.actor, found, there)
                except Refused as refused:
                    receipts[id(request)] = Receipt.of(refused)
                    continue
            if found.crowd:
                crowds.setdefault((request.actor.room, request.name), []).append(request)
            else:
                others.append(request)
        # Crowd commands go first: a vote that came together with the closing counts as earlier. And they take locks in
        # the order of all other commands: polls and boards, then rooms by their ids. Where several hosts' commands come
        # together, one can hold the room before the next locks a poll. Then the database may end one of two
        # transactions, and the commands in it are tried again.
        for (room, name), crowd in crowds.items():
            for request, answer in zip(crowd, _commands[name].do(rooms[room], crowd, changes), strict=True):
                receipts[id(request)] = Receipt.of(answer) if isinstance(answer, Refused) else Receipt("ok", answer)
        for request in sorted(others, key=lambda request: request.actor.room):
            with in_language(request.language):
                try:
                    with transaction.atomic():
                        receipts[id(request)] = Receipt(
                            "ok", _commands[request.name].do(request.room, request, changes)
                        )
                except Refused as refused:
                    receipts[id(request)] = Receipt.of(refused)
        changes.write()
        transaction.on_commit(partial(announce, changes))
    return [receipts[id(request)] for request in requests]


def _check_room(room: Room | None, actor: Actor, found: Command, there: Collection[tuple[str, UUID]]) -> None:
    if room is None:
        raise Refused(_("This room does not exist."), 404)
    check_rights(room, actor, found.by, there)
    if not room.is_open and (actor.role == Role.MODERATOR or not found.when_closed):
        raise Refused(_("This room is not open."), 409)
