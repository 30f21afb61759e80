"""`board.ask`: a participant asks a question."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from livesessions.followup import receipts
from livesessions.programme.models import Participant
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..forms import AskForm
from ..models import Board
from ..records import QUESTION
from ..states import Kind, Moderation, Names
from .arriving import asks_too_much, new_question, touch_arrived
from .pseudonyms import author_key, receipt_code


@command("board.ask", by=Role.PARTICIPANT, form=AskForm, lasts=True)
def ask_question(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put a question on the board, or in the hosts' queue. A person can ask an equal text only once.

    So a form that is sent twice asks once, without an id made by the browser.
    """
    board = room.boards.filter(kind=Kind.QUESTIONS).first()
    person, personal_secret = request.actor.participant, request.actor.personal_secret
    if board is None or not board.is_open or board.secret is None or person is None or personal_secret is None:
        raise Refused(_("Questions are closed at the moment."))
    author = author_key(board.secret, personal_secret, named=not board.is_anonymous)
    if board.questions.filter(author=author, text=request.cleaned["text"]).exists():
        return _thanks(board)
    if request.cleaned["names"] != board.names:
        raise Refused(_("The host changed whether names are shown. Look at the form again, and then send it."))
    if request.cleaned["category"] and request.cleaned["category"] not in board.categories:
        raise Refused(_("This category is not there any more. Choose another one."), 422)
    if asks_too_much(board, author):
        raise Refused(_("That is a lot of questions in a row. Wait a minute, then ask the next one."), 429)
    question = new_question(room, board, author, request.cleaned["text"])
    question.category = request.cleaned["category"]
    if board.names == Names.NAMED:
        # Locked: who is erased at this moment has no name here, or this question loses it.
        asker = Participant.objects.select_for_update().only("name", "team").get(pk=person)
        question.name, question.team_id = asker.name, asker.team_id
        question.asker_id = person if asker.name else None
    try:
        with transaction.atomic():
            question.save(force_insert=True)
            code = receipt_code(board.secret, personal_secret, question.pk)
            receipts.give(room.session_id, QUESTION, question.pk, code)
    except IntegrityError:  # the same form, through another process, a moment ago
        return _thanks(board)
    touch_arrived(room, question, changes)
    changes.touch_person(room, person, "asked")
    return _thanks(board)


def _thanks(board: Board) -> str:
    if board.moderation == Moderation.FIRST:
        return _("Your question is with the host. Below you see what becomes of it.")
    return _("Your question has been asked. Below you see what becomes of it.")
