"""`board.upvote`, a crowd command: "I want to know this too", or of a card "I agree"; or no longer. The writer takes
many together.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.db import connection
from django.utils.translation import gettext as _

from rooms.live.base.fields import SequenceField
from rooms.live.base.languages import in_language
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.newest import Newest
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room
from rooms.live.rows import models_of

from ..forms import QuestionForm
from ..models import Board, Upvote
from ..states import PUBLIC, Kind, QuestionState
from .listing import FIRST, ON_SCREEN
from .pseudonyms import voter_key
from .teams import note_team


class UpvoteForm(QuestionForm):
    """An upvote, or its withdrawal (`on`). `sequence` counts a person's choices, so that a late retry loses."""

    on = forms.ChoiceField(choices=[("1", "1"), ("0", "0")], required=False)
    sequence = SequenceField()


@dataclass(frozen=True, slots=True)
class Subject:
    """A question to upvote. Its votes count for `counted`; `live`: whether that one is being discussed now."""

    pk: str
    board: int
    state: str
    muted: bool
    counted: str
    live: bool


@command("board.upvote", by=Role.PARTICIPANT, form=UpvoteForm, crowd=True, lasts=True)
def upvote(room: Room, requests: list[CommandRequest], changes: Changes) -> list[str | Refused]:
    """Give or take back upvotes; the newest sequence of each person and question counts."""
    boards = _lock(room)
    subjects = _subjects(boards, {request.cleaned["question"] for request in requests})
    teams = _teams({request.actor.participant for request in requests if request.actor.participant})
    answers: list[str | Refused] = []
    upvotes = Newest(Upvote, says="on")
    for request in requests:
        subject = subjects.get(request.cleaned["question"])
        wants = request.cleaned["on"] != "0"
        secret = boards[subject.board].secret if subject else None
        with in_language(request.language):
            refused = _why_not(subject, secret, request.actor.participant)
            answers.append(refused or _thanks(wants, boards[subject.board] if subject else None))
        person, personal_secret = request.actor.participant, request.actor.personal_secret
        if refused or subject is None or secret is None or person is None or personal_secret is None:
            continue
        voter = voter_key(secret, personal_secret)
        note_team(room.pk, voter, teams.get(person))
        given = Upvote(key=subject.pk + voter, question_id=subject.pk, voter=voter, on=wants)
        upvotes.take(len(answers) - 1, given, request.cleaned["sequence"])
        changes.touch_person(room, person, "upvoted")
    written = upvotes.write(requests, answers)
    _take_back_from_duplicates([given for given in written if not given.on])
    for subject in {subjects[given.question_id] for given in written}:
        touch_votes(room, boards[subject.board], subject.counted, subject.live, changes)
    return answers


def _thanks(wants: bool, board: Board | None) -> str:
    if not wants:
        return _("Taken back.")
    if board is not None and board.is_frozen:
        return _("Counted. The number shows it when the board moves again.")
    if board is not None and board.kind == Kind.PROMPT:
        return _("Counted. You agree with this card.")
    return _("Counted. You want to know this too.")


def touch_votes(room: Room, board: Board, question: str, live: bool, changes: Changes) -> None:
    """Touch the votes of this question, for audiences that have it on the page; on a frozen board for hosts only."""
    part = f"votes-{question}"
    changes.touch(room, part, Audience.HOSTS)
    if board.is_frozen and question in board.frozen_votes:
        return
    if live or question in board.order[:FIRST]:
        changes.touch(room, part, Audience.PARTICIPANTS)
    if live or question in board.order[: ON_SCREEN if board.kind == Kind.QUESTIONS else FIRST]:
        changes.touch(room, part, Audience.SCREEN)


# The functions below use SQL, like `Room.fetch`, because they are on the path of every upvote.


def _lock(room: Room) -> dict[int, Board]:
    """The boards of the room by key, locked so that their votes stay open until the transaction ends.

    On PostgreSQL this is a share lock: votes do not wait for one another, and the end of the room waits for them. On
    SQLite the transaction itself is the only writer.
    """
    share = "FOR SHARE" if connection.vendor == "postgresql" else ""
    sql = f"SELECT * FROM board_board WHERE room_id = %s ORDER BY id {share}"  # noqa: S608  (words of our own)
    return {board.pk: board for board in models_of(Board, sql, [room.pk])}


def _subjects(boards: Collection[int], ids: Collection[str]) -> dict[str, Subject]:
    """The questions with these ids that are on one of `boards`, by id."""
    if not boards:
        return {}
    places, whose = (", ".join(["%s"] * len(values)) for values in (ids, boards))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked.id, asked.board_id, asked.state, asked.muted_at IS NOT NULL, "  # noqa: S608  (placeholders)
            "COALESCE(stays.id, asked.id), COALESCE(stays.state, asked.state) "
            "FROM board_question asked LEFT JOIN board_question stays ON stays.id = asked.merged_into_id "
            f"WHERE asked.id IN ({places}) AND asked.board_id IN ({whose})",
            [*ids, *boards],
        )
        rows = cursor.fetchall()
    return {
        pk: Subject(pk, board, state, bool(muted), counted, counted_state == QuestionState.LIVE)
        for pk, board, state, muted, counted, counted_state in rows
    }


def _teams(people: Collection[UUID]) -> dict[UUID, int | None]:
    """The team of each of these participants."""
    places = ", ".join(["%s"] * len(people))
    if not people:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, team_id FROM programme_participant WHERE id IN ({places})",  # noqa: S608  (placeholders)
            [person.hex for person in people],
        )
        return {UUID(str(person)): team for person, team in cursor.fetchall()}


def _why_not(subject: Subject | None, secret: bytes | memoryview | None, person: UUID | None) -> Refused | None:
    if subject is None or person is None or subject.state not in PUBLIC or subject.muted:
        # A missing and a hidden question get the same answer, so that it does not tell that a question is there.
        return Refused(_("This is not on the page any more."), 404)
    if subject.state == QuestionState.ANSWERED or secret is None:
        return Refused(_("This question has been answered already."))
    return None


def _take_back_from_duplicates(taken_back: Collection[Upvote]) -> None:
    """Take back upvotes of duplicates too, when their voters took back the upvote of the question that stays."""
    by_question: dict[str, list[str]] = {}
    for each in taken_back:
        by_question.setdefault(each.question_id, []).append(each.voter)
    for question, voters in by_question.items():
        Upvote.objects.filter(question__merged_into=question, voter__in=voters, on=True).update(on=False)
