"""Marks for hosts on questions: words on the programme's list, and text that looks like personal data."""

from collections.abc import Iterable

from livesessions.programme.models import Programme
from livesessions.programme.moving import moves
from rooms.live.models import Room

from ..models import Question
from ..word_list import WordList
from .flagging import marks_in


def words_of(room: Room) -> list[str]:
    """The word list of the room's programme; one query."""
    found = WordList.objects.filter(programme__sessions__room=room.pk).first()
    return [line.strip() for line in found.words.splitlines() if line.strip()] if found else []


def marks_of(room: Room, questions: Iterable[Question]) -> dict[str, list[str]]:
    """The marks of each question, by its key; a mark never removes a question."""
    words = words_of(room)
    return {question.pk: marks for question in questions if (marks := marks_in(question.text, words))}


@moves
def move_words(source: Programme, target: Programme) -> None:
    """The words of a single meeting come behind those of the programme into which it moves."""
    lists = WordList.objects.in_bulk([source.pk, target.pk])
    if source.pk in lists:
        lines = [line for each in (target.pk, source.pk) if each in lists for line in lists[each].words.splitlines()]
        WordList.objects.update_or_create(programme=target, defaults={"words": "\n".join(dict.fromkeys(lines))})
