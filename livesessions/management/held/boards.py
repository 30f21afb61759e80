"""Question boards and prompts of a meeting that was held."""

from livesessions.followup import answerable
from livesessions.followup.replying import Writer, reply
from livesessions.management.demo_room import ask, ask_all
from livesessions.programme.demo.held.shapes import Prompt, QuestionBoard
from livesessions.programme.models import Session
from livesessions.texts.redacting import fingerprint
from rooms.board.models import Question
from rooms.board.records import QUESTION
from rooms.board.states import Moderation, Names

from .meeting import Meeting

SIGNED = "begeleider"
"""The name below an answer in writing."""
WRITES, READS = 20, 15
"""Seconds from one question or card to the next: they stand in the order in which they came."""


def open_board(meeting: Meeting, board: QuestionBoard) -> None:
    """A board on which questions come to the end that their content says. Raises `DemoRefused`."""
    names = Names.ANONYMOUS.value
    meeting.ask("board.open", names=names, categories="\n".join(board.categories))
    meeting.look()
    asking = list(zip(meeting.crowd, board.questions, strict=False))
    for asker, asked in asking:
        meeting.clock.wait(WRITES)
        ask("board.ask", asker, {"text": asked.text, "category": asked.category, "names": names})
    keys = dict(Question.objects.filter(board__room=meeting.room).values_list("text", "pk"))
    for asker, asked in asking:
        meeting.clock.wait(READS)
        key = keys[asked.text]
        if asked.reason:
            meeting.ask("board.reject", question=key, reason=asked.reason)
        elif asked.like:
            meeting.ask("board.merge", question=key, into=keys[asked.like])
        elif asked.approved:
            meeting.ask("board.approve", question=key)
            ask_all(("board.upvote", voter, {"question": key}) for voter in meeting.last(asked.upvotes))
        if asked.answered:
            meeting.ask("board.live", question=key)
            meeting.ask("board.answer", question=key)
        if asked.redacted:
            place = {"kind": QUESTION, "key": key, "place": "text", "seen": fingerprint(asked.text)}
            meeting.ask("room.redact", **place, text=asked.redacted)
        if asked.withdrawn:
            ask("board.withdraw", asker, {"question": key})


def give_prompt(meeting: Meeting, prompt: Prompt) -> None:
    """A prompt whose cards are put into clusters, and put away. Raises `DemoRefused`."""
    meeting.ask("board.prompt", title=prompt.title, moderation=Moderation.OPEN.value)
    meeting.look()
    board = meeting.room.boards.get(title=prompt.title).pk
    for writer, (text, _cluster, _votes) in zip(meeting.crowd, prompt.cards, strict=False):
        meeting.clock.wait(WRITES)
        ask("board.card", writer, {"board": board, "text": text})
    keys = dict(Question.objects.cards().filter(board=board).values_list("text", "pk"))
    for text, cluster, votes in prompt.cards:
        ask_all(("board.upvote", voter, {"question": keys[text]}) for voter in meeting.last(votes))
        if cluster:
            meeting.ask("board.cluster", question=keys[text], cluster=cluster)
    meeting.clock.wait(120)
    meeting.ask("board.finish", board=board)


def answer_in_writing(session: Session, board: QuestionBoard, host: int) -> None:
    """What the meeting did not come to, afterwards."""
    replies = {asked.text: asked.reply for asked in board.questions if asked.reply}
    questions = answerable.named(QUESTION)
    for waiting in questions.waiting(session):
        if waiting.text in replies:
            reply(questions, session, waiting.key, replies[waiting.text], 0, Writer(host, SIGNED))
