"""The host's commands for the whole board: open it, set it, stop the asking, freeze it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.base.people import Audience, Role
from rooms.live.base.pseudonyms import new_secret
from rooms.live.base.refusal import Refused
from rooms.live.changes.stage import put_on_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .. import acts
from ..forms import BoardForm, WordsForm
from ..models import Board, Question
from ..questions.listing import people_for
from ..questions.ordering import put_in_order
from ..states import PUBLIC, Kind, Moderation, Names
from ..word_list import WordList
from .transitions import log


def board_for(room: Room) -> Board:
    """The board of questions. Raises `Refused` when it was never opened."""
    board = room.boards.filter(kind=Kind.QUESTIONS, opened_at__isnull=False).first()
    if board is None:
        raise Refused(_("There is no question board yet. Open it first."))
    return board


def secret_of(room: Room) -> bytes:
    """The secret that the boards of a room share, or a new one."""
    found = room.boards.filter(secret__isnull=False).values_list("secret", flat=True).first()
    return bytes(found) if found is not None else new_secret()


def _lock(room: Room) -> None:
    """The same request may come through two processes at once: the second waits here until the first is written.

    Boards are locked before the room, in the same order as by upvotes.
    """
    list(room.boards.select_for_update().order_by("pk").values_list("pk"))
    Room.objects.select_for_update().only("pk").get(pk=room.pk)


@command("board.open", by=Role.HOST, form=BoardForm, decides="asking")
def open_board(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Let people ask; the first time this makes the board, unless it was set before."""
    _lock(room)
    board, _created = Board.objects.get_or_create(room=room, kind=Kind.QUESTIONS, defaults={"secret": secret_of(room)})
    if _set(board, request, room) and board.is_open:
        _touch_all(room, changes)
    if not board.is_open:
        Board.objects.filter(pk=board.pk).update(
            opened_at=timezone.now(),
            opened_by=request.actor.user,
            closed_at=None,
            closed_by=None,
            secret=bytes(board.secret) if board.secret is not None else secret_of(room),
        )
        log(board, "open", request.actor)
        _touch_all(room, changes)
        put_on_stage(room, acts.BOARD, changes)
    return _("People can ask questions.")


@command("board.close", by=Role.HOST, decides="asking")
def close_board(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Accept no new questions; existing questions stay, and can be upvoted."""
    board = board_for(room)
    if Board.objects.filter(pk=board.pk, closed_at=None).update(closed_at=timezone.now(), closed_by=request.actor.user):
        log(board, "close", request.actor)
        _touch_all(room, changes)
    return _("Nobody can ask new questions. What is there stays.")


@command("board.set", by=Role.HOST, form=BoardForm, when_closed=True, decides="settings of the board")
def set_board(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Change moderation, names and categories. Questions that were asked before keep what the board promised.

    Before it was ever opened this prepares a board: it has no secret, and nobody but hosts sees it.
    """
    _lock(room)
    board, made = Board.objects.get_or_create(room=room, kind=Kind.QUESTIONS, defaults={"secret": None})
    if _set(board, request, room) or made:
        if board.opened_at is None:
            changes.touch(room, "desk", Audience.HOSTS)
        else:
            _touch_all(room, changes)
    return _("The board is set.")


def _set(board: Board, request: CommandRequest, room: Room) -> bool:
    """Whether anything changed. The log has what is done while people are there."""
    wanted: dict[str, Any] = {}
    if request.cleaned["names"]:
        wanted["names"] = Names(request.cleaned["names"]).value
    if request.cleaned["moderation"]:
        wanted["moderation"] = Moderation(request.cleaned["moderation"]).value
    if request.cleaned["categories"] is not None:
        wanted["categories"] = request.cleaned["categories"]
    changed = {name: value for name, value in wanted.items() if getattr(board, name) != value}
    if changed:
        before = {name: getattr(board, name) for name in changed}
        Board.objects.filter(pk=board.pk).update(**changed)
        if room.is_open:
            log(board, "set", request.actor, before=before, after=changed)
    return bool(changed)


@command("board.words", by=Role.HOST, form=WordsForm, when_closed=True, decides="words")
def set_words(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Change the word list by which waiting questions are marked, in all sessions of the programme."""
    programme, words = room.session.programme_id, request.cleaned["words"]
    before = WordList.objects.filter(programme=programme).values_list("words", flat=True).first()
    if words != (before or ""):
        WordList.objects.update_or_create(programme_id=programme, defaults={"words": words})
        for part in ("desk", "queue"):
            changes.touch(room, part, Audience.HOSTS)
    return _("The word list is kept. Questions with one of these words get a mark.")


@command("board.freeze", by=Role.HOST, decides="standstill")
def freeze(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Keep the list as participants and projector see it, while somebody reads aloud."""
    board = board_for(room)
    if Board.objects.filter(pk=board.pk, frozen_at=None).update(frozen_at=timezone.now(), frozen_by=request.actor.user):
        # After the update, which waits for upvotes in flight, so that the kept numbers include them.
        seen = Question.objects.filter(board=board, state__in=PUBLIC).values_list("pk", flat=True)
        votes = dict.fromkeys(seen, 0)
        Board.objects.filter(pk=board.pk).update(frozen_votes=votes | people_for(list(votes)))
        log(board, "freeze", request.actor)
        changes.touch(room, "desk", Audience.HOSTS)
        changes.touch(room, "moderation", Audience.HOSTS)
    return _("The board stands still. New questions still come in, with you.")


@command("board.thaw", by=Role.HOST, decides="standstill")
def thaw(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Show everybody the questions approved meanwhile, in the newest order."""
    board = board_for(room)
    frozen = Board.objects.filter(pk=board.pk, frozen_at__isnull=False)
    if frozen.update(frozen_at=None, frozen_by=None, frozen_votes={}):
        log(board, "thaw", request.actor)
        board.frozen_at = None
        put_in_order(room, board, changes)
        changes.touch(room, "votes", Audience.PARTICIPANTS, Audience.SCREEN)
        changes.touch(room, "desk", Audience.HOSTS)
        changes.touch(room, "moderation", Audience.HOSTS)
        changes.touch(room, "board")
    return _("The board moves again.")


def _touch_all(room: Room, changes: Changes) -> None:
    changes.touch(room, "ask", Audience.PARTICIPANTS)
    changes.touch(room, "board")
    for part in ("desk", "queue", "moderation"):
        changes.touch(room, part, Audience.HOSTS)
