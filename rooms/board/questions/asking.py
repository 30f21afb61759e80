"""`board.ask`: a participant asks a question."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livesessions.followup import receipts
from livesessions.programme.models import Participant
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..forms import AskForm
from ..models import Board, Mute, Question
from ..records import QUESTION
from ..states import Kind, Moderation, Names, QuestionState
from .ordering import put_in_order
from .pseudonyms import author_key, receipt_code
from .word_lists import marks_of

MOST_A_MINUTE = 4


@command("board.ask", by=Role.PARTICIPANT, form=AskForm, lasts=True)
def ask_question(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put a question on the board, or in the hosts' queue. A person can ask an equal text only once.

    So a form that is sent twice asks once, without an id made by the browser.
    """
    board = _board(room, request.cleaned["board"])
    person = request.actor.participant
    if board is None or not board.is_open or board.secret is None or person is None:
        raise Refused(_("Questions are closed at the moment."))
    author = author_key(board.secret, person, named=not board.is_anonymous)
    if board.questions.filter(author=author, text=request.cleaned["text"]).exists():
        return _thanks(board)
    if request.cleaned["names"] != board.names:
        raise Refused(_("The host changed whether names are shown. Look at the form again, and then send it."))
    if request.cleaned["category"] and request.cleaned["category"] not in board.categories:
        raise Refused(_("This category is not there any more. Choose another one."), 422)
    a_minute_ago = timezone.now() - timedelta(minutes=1)
    if board.questions.filter(author=author, asked_at__gt=a_minute_ago).count() >= MOST_A_MINUTE:
        raise Refused(_("That is a lot of questions in a row. Wait a minute, then ask the next one."), 429)
    question = _new(room, board, author, person, request)
    try:
        with transaction.atomic():
            question.save(force_insert=True)
            receipts.give(room.session_id, QUESTION, question.pk, receipt_code(board.secret, question.pk))
    except IntegrityError:  # the same form, through another process, a moment ago
        return _thanks(board)
    if question.state == QuestionState.VISIBLE:
        put_in_order(room, board, changes)
    if question.muted_at is not None:
        changes.touch(room, "rejected", Audience.HOSTS)
    else:  # also when everybody sees the question at once: a waiting question may ask the same
        changes.touch(room, "queue", Audience.HOSTS)
    changes.touch_person(room, person, "asked")
    return _thanks(board)


def _board(room: Room, named: int | None) -> Board | None:
    """The board that the form names, or the board of questions."""
    return room.boards.filter(**({"pk": named} if named else {"kind": Kind.QUESTIONS})).first()


def _new(room: Room, board: Board, author: str, person: UUID, request: CommandRequest) -> Question:
    now = timezone.now()
    question = Question(
        board=board,
        text=request.cleaned["text"],
        category=request.cleaned["category"],
        author=author,
        asked_at=now,
        state_at=now,
        state=QuestionState.PENDING if board.moderation == Moderation.FIRST else QuestionState.VISIBLE,
    )
    if board.names == Names.NAMED:
        asker = Participant.objects.only("name", "team").get(pk=person)
        question.name, question.team_id = asker.name, asker.team_id
    if Mute.objects.filter(room=room, author=author).exists():
        question.state, question.muted_at = QuestionState.PENDING, now
    elif question.state == QuestionState.VISIBLE and marks_of(room, [question]).get(question.pk):
        question.state = QuestionState.PENDING
    return question


def _thanks(board: Board) -> str:
    if board.moderation == Moderation.FIRST:
        return _("Your question is with the host. Below you see what becomes of it.")
    return _("Your question has been asked. Below you see what becomes of it.")
