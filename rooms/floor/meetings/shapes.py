"""The shape of an example."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from livesessions.programme.models import Kind

Fields = Mapping[str, Any]
"""The fields of a command: values, texts that are translated when they are used, and lines (a tuple of texts)."""


@dataclass(frozen=True, slots=True)
class Example:
    """What a meeting can begin with: commands by which a host would prepare it. It names no feature but by commands.

    `title`, `about` and the titles of the agenda are texts that are translated when they are used.
    """

    name: str
    title: Any
    about: Any
    kind: Kind
    minutes: int
    agenda: tuple[tuple[Any, int], ...]
    polls: tuple[Fields, ...]
    groups: Fields
    board: Fields = field(default_factory=dict)

    def commands(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Each command with its data, in the language of now."""
        for title, minutes in self.agenda:
            yield "floor.plan", {"title": str(title), "minutes": str(minutes)}
        for poll in self.polls:
            yield "poll.draft", _said(poll)
        if self.board:
            yield "board.set", _said(self.board)
        yield "breakouts.plan", _said(self.groups)


def _said(fields: Fields) -> dict[str, str]:
    return {
        name: "\n".join(map(str, value)) if isinstance(value, tuple) else str(value) for name, value in fields.items()
    }
