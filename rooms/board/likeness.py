"""For each question that waits: which others on the board ask the same."""

from collections.abc import Iterable
from typing import Any

from .models import Board, Question
from .similar import similar
from .states import State

MOST_COMPARED = 500
"""Of a very large board the newest; comparing is work for every look at the queue."""


def similar_to(board: Board, questions: Iterable[Question]) -> dict[str, list[dict[str, Any]]]:
    """Questions on the board that are like each of these, by question; one query, none when there are no questions."""
    questions = list(questions)
    if not questions:
        return {}
    states = (State.PENDING, State.VISIBLE, State.LIVE, State.ANSWERED)
    standing = board.questions.filter(state__in=states, muted_at=None, merged_into=None).order_by("-asked_at")
    texts = dict(standing.values_list("pk", "text")[:MOST_COMPARED])
    found = {}
    for question in questions:
        others = {pk: text for pk, text in texts.items() if pk != question.pk}
        found[question.pk] = [{"pk": pk, "text": texts[pk]} for pk in similar(question.text, others)]
    return found
