"""Likely duplicates: for each waiting question, the others on the board that ask the same."""

from collections.abc import Iterable
from typing import Any

from ..models import Question
from ..states import STANDING
from .similarity import similar

MOST_COMPARED = 500
"""The newest questions of a very large board; they are compared at every rendering of the queue."""


def similar_to(questions: Iterable[Question]) -> dict[str, list[dict[str, Any]]]:
    """Similar questions on the board, for each of `questions`, by key; one query, or none without questions."""
    questions = list(questions)
    if not questions:
        return {}
    boards = {question.board_id for question in questions}
    standing = Question.objects.filter(board__in=boards, state__in=STANDING, muted_at=None, merged_into=None)
    newest = standing.order_by("-asked_at").values_list("board", "pk", "text")[:MOST_COMPARED]
    found = {}
    for question in questions:
        others = {pk: text for board, pk, text in newest if board == question.board_id and pk != question.pk}
        found[question.pk] = [{"pk": pk, "text": others[pk]} for pk in similar(question.text, others)]
    return found
