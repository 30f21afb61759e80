"""`board.upvote`: the command of a crowd, taken together by the writer. "I want to know this too", or no longer."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.db import connection
from django.utils.translation import gettext as _

from livesessions.programme.models import Participant
from rooms.live.changes import Changes
from rooms.live.commands import Ask, command
from rooms.live.models import Room
from rooms.live.people import Audience, Role
from rooms.live.refusal import Refused
from rooms.live.speaking import speaking

from .forms import QuestionForm
from .listing import FIRST, ON_SCREEN
from .models import Question, Upvote
from .sealing import voter_key
from .states import PUBLIC, Kind, State

MOST_TURNS = 1_000_000
"""More than anybody changes their mind; and one more than this still fits the database."""
MOST_ROWS = 150
"""Upvotes of one statement: SQLite takes at most 999 parameters in old builds."""


class UpvoteForm(QuestionForm):
    """One question; `on` says whether to want it. `turn` counts a person's choices, so that a late retry loses."""

    on = forms.ChoiceField(choices=[("1", "1"), ("0", "0")], required=False)
    turn = forms.IntegerField(required=False, min_value=1, max_value=MOST_TURNS)


@command("board.upvote", by=Role.PARTICIPANT, form=UpvoteForm, crowd=True)
def upvote(room: Room, asks: list[Ask], changes: Changes) -> list[str | Refused]:
    """Give or take back upvotes; the newest turn of each person and question counts."""
    questions = _lock_open(room, {ask.cleaned["question"] for ask in asks})
    people = {ask.actor.participant for ask in asks if ask.actor.participant}
    teams = dict(Participant.objects.filter(pk__in=people).values_list("pk", "team"))
    answers: list[str | Refused] = []
    accepted: dict[str, Upvote] = {}
    given_as: dict[int, Upvote] = {}
    without_turn: set[str] = set()
    for ask in asks:
        question = questions.get(ask.cleaned["question"])
        wants = ask.cleaned["on"] != "0"
        with speaking(ask.language):
            refused = _why_not(question, ask.actor.participant)
            answers.append(refused or (_("Counted. You want to know this too.") if wants else _("Taken back.")))
        if refused or question is None or question.board.secret is None or ask.actor.participant is None:
            continue
        voter = voter_key(question.board.secret, ask.actor.participant)
        key, turn = question.pk + voter, ask.cleaned["turn"] or 0
        before = accepted.get(key)
        if not turn:
            # A form without our script: it is sent once, so the order in which it arrives is right.
            turn = before.turn + 1 if before else 0
            if before is None:
                without_turn.add(key)
        team = teams.get(ask.actor.participant)
        given = Upvote(key=key, question=question, voter=voter, team=team, on=wants, turn=turn)
        given_as[len(answers) - 1] = given
        if before is None or given.turn > before.turn:
            accepted[key] = given
        changes.touch_person(room, ask.actor.participant, "upvoted")
    _number(accepted, without_turn)
    written = _write(list(accepted.values()))
    _take_back_from_duplicates([accepted[key] for key in written if not accepted[key].on])
    late = [key for key in accepted if key not in written]
    older = Upvote.objects.in_bulk(late) if late else {}
    for i, given in given_as.items():
        kept = older.get(given.key, accepted[given.key])
        if kept.on != given.on and kept.turn == given.turn:
            with speaking(asks[i].language):
                answers[i] = Refused(_("You chose something else on another page, and that counts. You can change it."))
    touch_votes(room, {accepted[key].question for key in written}, changes)
    return answers


def touch_votes(room: Room, questions: set[Question], changes: Changes) -> None:
    """The votes of these questions are to be looked at again, by whoever has them on the page."""
    for question in questions:
        counted = question.merged_into or question
        order, is_live = question.board.order, counted.state == State.LIVE
        part = f"votes-{counted.pk}"
        changes.touch(room, part, Audience.HOSTS)
        if is_live or counted.pk in order[:FIRST]:
            changes.touch(room, part, Audience.PARTICIPANTS)
        if is_live or counted.pk in order[: ON_SCREEN if question.board.kind == Kind.QUESTIONS else FIRST]:
            changes.touch(room, part, Audience.SCREEN)


def _lock_open(room: Room, ids: set[str]) -> dict[str, Question]:
    """These questions of the room, of which the votes stay open until the transaction ends.

    On PostgreSQL a share lock on the boards: votes do not wait for one another, the end of the room waits for them. On
    SQLite the transaction itself is the only writer.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM board_board WHERE room_id = %s ORDER BY id FOR SHARE", [room.pk])
    found = Question.objects.filter(pk__in=ids, board__room=room).select_related("board", "merged_into")
    return {question.pk: question for question in found}


def _why_not(question: Question | None, person: UUID | None) -> Refused | None:
    if question is None or person is None or question.state not in PUBLIC or question.muted_at is not None:
        # The same for what never was and for what nobody may see: no answer tells that it is there.
        return Refused(_("This question is not on the board any more."), 404)
    if question.state == State.ANSWERED or question.board.secret is None:
        return Refused(_("This question has been answered already."))
    return None


def _number(accepted: dict[str, Upvote], without_turn: set[str]) -> None:
    """Give the upvotes that came without a turn the next one."""
    stored = dict(Upvote.objects.filter(pk__in=without_turn).values_list("key", "turn")) if without_turn else {}
    for key in without_turn:
        accepted[key].turn += stored.get(key, 0) + 1


def _write(upvotes: Sequence[Upvote]) -> set[str]:
    """Write upvotes, at most one for each key; the keys of those that were newer than what was stored."""
    written: set[str] = set()
    for start in range(0, len(upvotes), MOST_ROWS):
        some = upvotes[start : start + MOST_ROWS]
        values = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                'INSERT INTO board_upvote (key, question_id, voter, team, "on", turn) '  # noqa: S608  (placeholders)
                f"VALUES {values} ON CONFLICT (key) DO UPDATE "
                'SET "on" = excluded."on", team = excluded.team, turn = excluded.turn '
                "WHERE board_upvote.turn < excluded.turn RETURNING key",
                [field for u in some for field in (u.key, u.question_id, u.voter, u.team, u.on, u.turn)],
            )
            written |= {key for (key,) in cursor.fetchall()}
    return written


def _take_back_from_duplicates(taken_back: Sequence[Upvote]) -> None:
    """Who no longer wants a question no longer wants what was merged into it."""
    by_question: dict[str, list[str]] = {}
    for each in taken_back:
        by_question.setdefault(each.question_id, []).append(each.voter)
    for question, voters in by_question.items():
        Upvote.objects.filter(question__merged_into=question, voter__in=voters, on=True).update(on=False)
