"""Taking words out of questions, cards and prompts: of every text that repeats them, live and kept."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from livesessions.archive.keys import number_in
from livesessions.archive.redaction import Redactable, Redaction, Text, forget_in_administration, register, rewrite
from livesessions.followup.models import Reply
from livesessions.texts.redacting import MARK, Taken
from rooms.live.base.people import Audience
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.models import Room

from ..keeping import keep_again
from ..models import Board, LogEntry, Question
from ..moderation.transitions import name_of_account, touch_asker_parts
from ..prompt_records import CARD, PROMPT
from ..records import BOARD, QUESTION
from ..states import LIST_OF, Kind

Fields = dict[str, Any]
WORDS = ("text", "reason", "cluster", "name")
"""The columns of a question in which its words may stand; `name` too, because people type a text there."""


def _find(key: str) -> Question | None:
    return Question.objects.select_related("board__room").filter(pk=key).first()


def _session(key: str) -> int | None:
    question = _find(key)
    return question.board.room.session_id if question else None


def _texts(key: str) -> Mapping[str, Text]:
    question = _find(key)
    if question is None:
        return {}
    reply = Reply.objects.filter(kind=QUESTION, key=key).order_by("version").last()
    found = {
        "text": Text(_("Card") if question.is_card else _("Question"), question.text),
        "reason": Text(_("Why it is not shown"), question.reason),
        "answer": Text(_("Answer"), reply.text if reply else ""),
    }
    return {place: text for place, text in found.items() if text.words.strip()}


def _redact(redaction: Redaction) -> None:
    """Take the words out of a question or card, its reason, its answers, the log and the archive.

    When the whole question goes, the reason goes too: it was about those words.
    """
    with changing() as changes:
        question = Question.objects.select_for_update(of=("self",)).select_related("board__room").get(pk=redaction.key)
        change = _changing(redaction)
        columns = change({name: getattr(question, name) for name in WORDS})
        Question.objects.filter(pk=question.pk).update(**columns, redacted_at=redaction.at)
        for reply in Reply.objects.filter(kind=QUESTION, key=question.pk):
            text = change({"answer": reply.text})["answer"]
            Reply.objects.filter(pk=reply.pk).update(text=text)
        for entry in question.log.all():
            LogEntry.objects.filter(pk=entry.pk).update(before=change(entry.before), after=change(entry.after))
        LogEntry.objects.create(
            board=question.board,
            question=question,
            action="redact",
            by_id=redaction.by,
            by_name=name_of_account(redaction.by),
            at=redaction.at,
        )
        for kind in (QUESTION, CARD):
            rewrite(kind, question.pk, change, redacted_at=redaction.at)
        rewrite(BOARD, str(question.board_id), lambda payload: _in_log(payload, question.pk, change))
        forget_in_administration([question])
        if question.board.secret is None:
            keep_again(question.board)
        touch_lists(question.board.room, question, changes)


def _changing(redaction: Redaction) -> Callable[[Fields], Fields]:
    """What happens to the words among these fields: in the text itself every version, elsewhere what repeats it."""
    taken: Taken = redaction.taken

    def change(fields: Fields) -> Fields:
        changed = dict(fields)
        for name in {*WORDS, "answer"} & fields.keys():
            if name == redaction.place:
                changed[name] = taken.of(fields[name])
            elif name == "reason" and redaction.place == "text" and taken.whole:
                changed[name] = MARK if fields[name] else ""
            else:
                changed[name] = taken.within(fields[name])
        return changed

    return change


def _in_log(payload: Fields, key: str, change: Callable[[Fields], Fields]) -> Fields:
    entries = [
        change(entry) | {"before": change(entry["before"]), "after": change(entry["after"])}
        if entry["question"] == key
        else entry
        for entry in payload["log"]
    ]
    return payload | {"log": entries}


def touch_lists(room: Room, question: Question, changes: Changes) -> None:
    """Touch every list that may show it, for everybody: what goes must go everywhere."""
    for part in (LIST_OF[Kind(question.board.kind)], "answering", "answered"):
        changes.touch(room, part)
    for part in ("queue", "rejected", "moderation"):
        changes.touch(room, part, Audience.HOSTS)
    touch_asker_parts(room, question.board, changes)


def _board(key: str) -> Board | None:
    return Board.objects.select_related("room").filter(pk=number_in(key), kind=Kind.PROMPT).first()


def _session_of_prompt(key: str) -> int | None:
    board = _board(key)
    return board.room.session_id if board else None


def _texts_of_prompt(key: str) -> Mapping[str, Text]:
    board = _board(key)
    return {"title": Text(_("Prompt"), board.title)} if board else {}


def _redact_prompt(redaction: Redaction) -> None:
    with changing() as changes:
        board = Board.objects.select_related("room").get(pk=redaction.key)
        Board.objects.filter(pk=board.pk).update(title=redaction.taken.of(board.title), redacted_at=redaction.at)
        by_name = name_of_account(redaction.by)
        LogEntry.objects.create(board=board, action="redact", by_id=redaction.by, by_name=by_name, at=redaction.at)
        for kind in (PROMPT, BOARD):
            rewrite(
                kind,
                redaction.key,
                lambda payload: payload | {"title": redaction.taken.of(payload["title"])},
                redacted_at=redaction.at,
            )
        forget_in_administration([board])
        for part in ("prompt", "cards"):
            changes.touch(board.room, part)
        for part in ("desk", "queue", "rejected", "moderation"):
            changes.touch(board.room, part, Audience.HOSTS)


for _kind in (QUESTION, CARD):
    register(Redactable(_kind, _session, _texts, _redact))
register(Redactable(PROMPT, _session_of_prompt, _texts_of_prompt, _redact_prompt))
