"""The shape of an example."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from livesessions.programme.models import Kind

Fields = Mapping[str, str | tuple[str, ...]]
"""The fields of a command. Of texts, and of lines (a tuple), the translation is meant."""

TEXTS = ("text", "title", "task", "number-unit")
"""The fields in which a person would write a text."""


@dataclass(frozen=True, slots=True)
class Example:
    """What a meeting can begin with: commands by which a host would prepare it. It names no feature but by commands."""

    name: str
    title: str
    about: str
    kind: Kind
    minutes: int
    agenda: tuple[tuple[str, int], ...]
    polls: tuple[Fields, ...]
    groups: Fields
    board: Fields = field(default_factory=dict)

    def commands(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Each command with its data, in the language of now."""
        for title, minutes in self.agenda:
            yield "floor.plan", {"title": gettext(title), "minutes": str(minutes)}
        for poll in self.polls:
            yield "poll.draft", _said(poll)
        if self.board:
            yield "board.set", _said(self.board)
        yield "breakouts.plan", _said(self.groups)


def _said(fields: Fields) -> dict[str, str]:
    return {name: _in_words(name, value) for name, value in fields.items()}


def _in_words(name: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "\n".join(gettext(line) for line in value)
    return gettext(value) if name in TEXTS else value
