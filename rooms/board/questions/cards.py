"""`board.card`: a participant answers a prompt with a card."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..forms import CardForm
from ..models import Question
from ..states import Kind, QuestionState
from .arriving import asks_too_much, new_question, touch_arrived
from .pseudonyms import author_key


@command("board.card", by=Role.PARTICIPANT, form=CardForm, lasts=True)
def put_up_card(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put a card under a prompt, or in the hosts' queue. A person can put up an equal text only once.

    A card has no name, and no code either: it is not answered.
    """
    board = room.boards.filter(kind=Kind.PROMPT, pk=request.cleaned["board"]).first()
    person, personal_secret = request.actor.participant, request.actor.personal_secret
    if board is None or not board.is_open or board.secret is None or person is None or personal_secret is None:
        raise Refused(_("This prompt was put away. Your card was not put up."))
    author = author_key(board.secret, personal_secret)
    same = board.questions.filter(author=author, text=request.cleaned["text"])
    if (card := same.first()) is not None:
        return _thanks(card)
    if asks_too_much(board, author):
        raise Refused(_("That is a lot of cards in a row. Wait a minute, then write the next one."), 429)
    card = new_question(room, board, author, request.cleaned["text"])
    try:
        with transaction.atomic():
            card.save(force_insert=True)
    except IntegrityError:  # the same form, through another process, a moment ago
        return _thanks(same.get())
    touch_arrived(room, card, changes)
    changes.touch_person(room, person, "own_cards")
    return _thanks(card)


def _thanks(card: Question) -> str:
    if card.state == QuestionState.PENDING:
        return _("Your card is with the host. Under “My cards” you see what becomes of it.")
    return _("Your card is up. Everybody sees it.")
