"""Answers that somebody writes one on each line. Pure: standard library only."""

from livesessions.texts.blank import is_blank

FEWEST = 2


class BadLines(ValueError):
    """`code`: ``few``, ``many``, ``long`` or ``same``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def answers_in(text: str, *, most: int, longest: int) -> list[str]:
    """The lines of `text` that say something, without white space around or doubled.

    Raises `BadLines` for fewer than two or more than `most` answers, for one of more than `longest` characters, and for
    two that differ in capitals only.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    answers = [line for line in lines if not is_blank(line)]
    if len(answers) < FEWEST:
        raise BadLines("few")
    if len(answers) > most:
        raise BadLines("many")
    if any(len(answer) > longest for answer in answers):
        raise BadLines("long")
    if len({answer.casefold() for answer in answers}) < len(answers):
        raise BadLines("same")
    return answers
