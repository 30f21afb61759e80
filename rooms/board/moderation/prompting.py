"""Prompts: participants answer with cards, and hosts cluster the cards."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.stage import leave_stage, put_on_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .. import acts
from ..forms import ClusterForm, PromptForm, PutAwayForm
from ..models import Board, Question
from ..states import Kind, Moderation, QuestionState
from .board_settings import secret_of
from .moderating import Action, carry_out
from .transitions import log


@command("board.prompt", by=Role.HOST, form=PromptForm, decides="prompt")
def open_prompt(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Open a prompt; only one is open at a time, and an equal one is not opened again."""
    title = " ".join(request.cleaned["title"].split())
    # Boards of a room share a secret: a second host waits here until the first board is written.
    Room.objects.select_for_update().only("pk").get(pk=room.pk)
    if room.boards.filter(kind=Kind.PROMPT, title=title, closed_at=None).exists():
        return _("Everybody sees the prompt.")
    try:
        with transaction.atomic():
            board = Board.objects.create(
                room=room,
                kind=Kind.PROMPT,
                title=title,
                moderation=request.cleaned["moderation"] or Moderation.FIRST,
                secret=secret_of(room),
                opened_at=timezone.now(),
                opened_by_id=request.actor.user,
            )
    except IntegrityError:
        raise Refused(_("Another prompt is open. Put that one away first.")) from None
    log(board, "prompt", request.actor)
    _touch(room, changes)
    put_on_stage(room, acts.PROMPT, changes)
    return _("Everybody sees the prompt.")


@command("board.finish", by=Role.HOST, form=PutAwayForm, decides="prompt")
def finish_prompt(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put a prompt away with its cards; they stay for the archive."""
    board = room.boards.filter(kind=Kind.PROMPT, pk=request.cleaned["board"]).first()
    if board is None:
        raise Refused(_("This prompt is not there any more."), 404)
    if Board.objects.filter(pk=board.pk, closed_at=None).update(closed_at=timezone.now(), closed_by=request.actor.user):
        log(board, "finish", request.actor)
        _touch(room, changes)
        leave_stage(room, acts.PROMPT, changes)
        if board.secret is not None:
            changes.touch_everybody(room, "own_cards")
    return _("The prompt and its cards are kept, and off the page.")


@command("board.cluster", by=Role.HOST, form=ClusterForm, when_closed=True, decides="cluster of {question}")
def cluster(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put cards into the cluster with this name; an empty name takes them out."""
    name = " ".join(request.cleaned["cluster"].split())

    def clustered(card: Question) -> dict[str, Any] | None:
        in_state = card.state in (QuestionState.VISIBLE, QuestionState.ARCHIVED)
        return {"cluster": name} if card.is_card and in_state else None

    _moved, others = carry_out(room, request, changes, Action("cluster", clustered))
    return others or (_("Clustered.") if name else _("Taken out of the cluster."))


def _touch(room: Room, changes: Changes) -> None:
    for part in ("prompt", "cards"):
        changes.touch(room, part)
    for part in ("desk", "queue", "moderation"):
        changes.touch(room, part, Audience.HOSTS)
