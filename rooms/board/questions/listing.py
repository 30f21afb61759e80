"""The lists of a board: questions by state, and the number of people who want to know them.

Lists are remembered until they change, and votes are counted once a refresh (rendering/renderer.py). So all parts and
audiences of one refresh agree.
"""

from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import QuerySet

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.renderer import once_per_refresh, while_unchanged

from ..models import Board, Question
from ..states import LISTED, LISTED_WHILE_FROZEN, Kind, QuestionState

FIRST = 50
"""Questions of a list on the page of a room; the board's own page has all of them."""
FOR_HOSTS = 20
"""Questions of a list for hosts, who have many buttons for each."""
ON_SCREEN = 5
AT_ONCE = 200
"""Questions in one query: old builds of SQLite take at most 999 parameters."""
LISTS = ("board", "order", "cards", "desk", "answering", "answered", "rejected")
"""The hosts' parts of which at least one changes whenever a question comes, goes or looks different."""


@while_unchanged("board", "order", "cards", "desk")
def boards_of(room: Room) -> list[Board]:
    """The boards of a room; one query."""
    return list(room.boards.all())


def board_of(room: Room) -> Board | None:
    """The board of participants' questions; `None` when it was never opened."""
    board = prepared_board_of(room)
    return board if board is not None and board.opened_at is not None else None


def prepared_board_of(room: Room) -> Board | None:
    """The same for hosts, who may have set it before anybody sees it."""
    return next((board for board in boards_of(room) if board.kind == Kind.QUESTIONS), None)


def prompt_of(room: Room) -> Board | None:
    """The prompt that is open now, or `None`."""
    return next((board for board in boards_of(room) if board.kind == Kind.PROMPT and board.is_open), None)


def secret_of(room: Room) -> bytes | None:
    """The secret that the boards of a room share, also once they are closed; `None` without boards, and afterwards."""
    found = (board.secret for board in boards_of(room) if board.secret is not None)
    return next((bytes(secret) for secret in found), None)


@while_unchanged(*LISTS)
def listed(room: Room, board: Board | None) -> list[Question]:
    """The questions of a board on participants' pages, at most `FIRST`, in their order."""
    if board is None or not board.order:
        return []
    first = board.order[:FIRST]
    found = _listable(board).in_bulk(first)
    return [found[id] for id in first if id in found]


def in_order(board: Board) -> list[str]:
    """The ids of all questions that participants see, in their order, without those removed a moment ago."""
    there = set(_listable(board).values_list("pk", flat=True))
    return [id for id in board.order if id in there]


def _listable(board: Board) -> QuerySet[Question]:
    return shown(board).filter(state__in=LISTED_WHILE_FROZEN if board.is_frozen else LISTED)


@once_per_refresh
def listed_for_hosts(room: Room, board: Board | None) -> list[Question]:
    """The questions on hosts' pages, at most `FOR_HOSTS`; on a frozen board without answered and with newer ones."""
    if board is None or not board.is_frozen:
        return listed(room, board)[:FOR_HOSTS]
    later = shown(board).filter(state=QuestionState.VISIBLE).exclude(pk__in=board.order)
    return [*(question for question in listed(room, board) if question.state == QuestionState.VISIBLE), *later][
        :FOR_HOSTS
    ]


def listed_for(room: Room, board: Board | None, audience: Audience) -> list[Question]:
    """The questions of a board on the page of `audience`."""
    if audience == Audience.HOSTS:
        return listed_for_hosts(room, board)
    questions = listed(room, board)
    is_short = audience == Audience.SCREEN and board is not None and board.kind == Kind.QUESTIONS
    return questions[:ON_SCREEN] if is_short else questions


@while_unchanged(*LISTS)
def live_question(room: Room) -> Question | None:
    """The question being discussed now, or `None`."""
    board = board_of(room)
    return shown(board).filter(state=QuestionState.LIVE).first() if board else None


def shown(board: Board) -> QuerySet[Question]:
    """The questions that may be shown if their state permits: not muted, not merged into another."""
    return board.questions.filter(muted_at=None, merged_into=None).select_related("team")


def on_page(room: Room, audience: Audience) -> dict[str, Question]:
    """The questions whose votes `audience` sees on the page of the room, by id."""
    boards = [board for board in (board_of(room), prompt_of(room)) if board is not None]
    questions = {question.pk: question for board in boards for question in listed_for(room, board, audience)}
    live = live_question(room)
    return questions | ({live.pk: live} if live else {})


def count_votes(questions: Iterable[Question]) -> dict[str, int]:
    """The number of people who want to know each of these questions, by key, counted now; one query.

    A voter for a question and for a duplicate merged into it counts once.
    """
    kept = {question.pk: question.votes for question in questions}
    counts = {id: votes or 0 for id, votes in kept.items()}
    return counts | people_for([id for id, votes in kept.items() if votes is None])


def people_for(ids: Collection[str]) -> dict[str, int]:
    """The same for ids of questions with open votes; those without votes are absent. A query for every `AT_ONCE`."""
    found: dict[str, int] = {}
    given = list(ids)
    for start in range(0, len(given), AT_ONCE):
        some = given[start : start + AT_ONCE]
        places = ", ".join(["%s"] * len(some))
        with connection.cursor() as cursor:  # as SQL, like `Room.fetch`: every refresh needs it while people upvote
            cursor.execute(
                "SELECT question, COUNT(DISTINCT voter) FROM ("  # noqa: S608  (placeholders)
                'SELECT question_id AS question, voter FROM board_upvote WHERE "on" '
                f"AND question_id IN ({places}) UNION ALL "
                "SELECT merged.merged_into_id, voter FROM board_upvote "
                "JOIN board_question merged ON merged.id = board_upvote.question_id "
                f'WHERE "on" AND merged.merged_into_id IN ({places})) wanted GROUP BY question',
                [*some, *some],
            )
            found |= dict(cursor.fetchall())
    return found


def votes_on_page(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, int]:
    """The number of people who want to know each question on the page, or each of `keys` that is on it.

    Votes are counted once a refresh for all audiences, because they see the same questions.
    """
    questions = {id: each for id, each in on_page(room, audience).items() if keys is None or id in keys}
    still = {} if audience == Audience.HOSTS else votes_that_stand_still(board_of(room))
    counted = _counted(room)
    counted.update(count_votes(each for id, each in questions.items() if id not in counted and id not in still))
    return {id: still[id] if id in still else counted[id] for id in questions}


def votes_that_stand_still(board: Board | None) -> dict[str, int]:
    """The numbers that participants and projector see while the board is frozen, by question; otherwise empty.

    A question that is shown later, because a host has it answered, is not among them.
    """
    return board.frozen_votes if board is not None and board.is_frozen else {}


@once_per_refresh
def _counted(room: Room) -> dict[str, int]:
    """The votes counted in this refresh so far, by question."""
    return {}


@once_per_refresh
def answered(room: Room) -> list[Question]:
    """The questions that were answered last."""
    board = board_of(room)
    if board is None:
        return []
    found = shown(board).filter(state=QuestionState.ANSWERED)
    return list(found.order_by("-state_at")[:FIRST])
