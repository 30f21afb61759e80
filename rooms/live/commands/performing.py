"""`perform_all`, through which every command of a person goes.

Every command takes the same steps in the same order: find it, check the role in this room, clean the input, do it, step
the room's versions, commit, announce.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from livesessions.texts.sentences import sentences_of

from ..base.languages import in_language
from ..base.people import Actor, Role
from ..base.refusal import Refused, TryAgain
from ..changes.transaction import Changes
from ..hub.announcing import announce
from ..models import Room
from .register import Command, CommandRequest, Receipt, find, registered
from .rights import check_rights, note_refusal, participants_there

logger = logging.getLogger(__name__)


def perform(name: str, actor: Actor, data: Mapping[str, Any], language: str = settings.LANGUAGE_CODE) -> Receipt:
    """Carry out one command now, in a transaction of its own, and return its receipt."""
    return perform_all([CommandRequest(name, actor, data, language)])[0]


def perform_all(requests: Iterable[CommandRequest]) -> list[Receipt]:
    """Carry out many commands; the receipts are in the order of `requests`.

    Those of participants share one transaction, and each of a host has its own after it: several would lock a room,
    then the polls of another command, while everybody else locks polls before the room. A refused command does not
    affect the others. When a shared transaction fails as a whole, each command is tried on its own, so that a bad
    command cannot sink the others.
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
    together = [i for i in ready if requests[i].actor.role == Role.PARTICIPANT]
    for batch in [together, *([i] for i in ready if i not in together)]:
        answers = _answer([requests[i] for i in batch]) if batch else []
        for i, answer in zip(batch, answers, strict=True):
            receipts[i] = answer
    for request, receipt in zip(requests, receipts, strict=True):
        if receipt is not None and isinstance(request.name, str):
            note_refusal(request.name if request.name in registered() else "unknown", request.actor, receipt.code)
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
    found = find(request.name)
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
        where = next((name for name in form.errors if name in form.fields), "")
        raise Refused(" ".join(sentences_of(form)), 422, where)
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
            found = find(request.name)
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
        # Everybody takes locks in one order: polls and boards, then rooms by their ids. So crowd commands go first, and
        # of these the ones that share the room go last.
        for (room, name), crowd in sorted(crowds.items(), key=lambda each: find(each[0][1]).shares_room):
            for request, answer in zip(crowd, find(name).do(rooms[room], crowd, changes), strict=True):
                receipts[id(request)] = Receipt.of(answer) if isinstance(answer, Refused) else Receipt("ok", answer)
        for request in sorted(others, key=lambda request: request.actor.room):
            with in_language(request.language):
                try:
                    with transaction.atomic():
                        receipts[id(request)] = Receipt("ok", find(request.name).do(request.room, request, changes))
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
