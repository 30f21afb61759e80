"""Answers as ballots hold them. Pure: standard library only."""

import json

from .kind import Answer


def stored(answer: Answer) -> str:
    """An answer as a ballot holds it, in JSON: equal answers are equal texts."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def answer_in(text: str) -> Answer:
    """The answer in a ballot."""
    return json.loads(text)
