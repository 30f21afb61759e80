"""The newest choice counts: how crowd commands number and write what many people chose, whatever arrives when.

A person's choices about one thing have one key, and a `sequence` that grows. A row is written only if its sequence is
newer than that of the stored row. So a late retry of an older choice loses, in the same batch and after it.
"""

from typing import Any, Generic, TypeVar

from django.db import connection
from django.utils.translation import gettext as _

from ..base.languages import in_language
from ..base.refusal import Refused
from ..personal_choices import PersonalChoice
from .register import CommandRequest

MOST_PARAMETERS = 999
"""Old builds of SQLite take no more in one statement."""

Row = TypeVar("Row", bound=PersonalChoice)


class Newest(Generic[Row]):
    """The choices of one batch of requests. `says` is the attribute of `model` with what was chosen."""

    def __init__(self, model: type[Row], says: str) -> None:
        self.model, self.says = model, says
        self._newest: dict[str, Row] = {}
        self._taken: dict[int, Row] = {}
        self._unnumbered: set[str] = set()

    def take(self, at: int, choice: Row, sequence: int | None) -> None:
        """Take the choice of the request at index `at`; `sequence` is the one that its form had."""
        key = choice.key
        before = self._newest.get(key)
        is_numbered = bool(sequence)
        if not sequence:
            # A form without our script has no sequence. It is sent once, so the order of arrival is right.
            sequence = before.sequence + 1 if before else 0
            if before is None:
                self._unnumbered.add(key)
        choice.sequence = sequence
        self._taken[at] = choice
        if before is None or sequence > before.sequence:
            self._newest[key] = choice
            if is_numbered:
                self._unnumbered.discard(key)

    def write(self, requests: list[CommandRequest], answers: list[str | Refused]) -> list[Row]:
        """Write the newest choices; returns those that changed something.

        Two pages of one person may give different choices one sequence. The first counts, and the answer to the other
        becomes a refusal.
        """
        self._number()
        # In a fixed order, so that two processes that write the same people's choices cannot deadlock.
        written = self._put(sorted(self._newest.values(), key=lambda choice: choice.key))
        late = [key for key in self._newest if key not in written]
        stored = self._newest | (self.model._default_manager.in_bulk(late) if late else {})
        for at, choice in self._taken.items():
            kept = stored[choice.key]
            if kept.sequence == choice.sequence and getattr(kept, self.says) != getattr(choice, self.says):
                with in_language(requests[at].language):
                    answers[at] = Refused(
                        _("You chose something else on another page, and that counts. You can change it.")
                    )
        return [self._newest[key] for key in written]

    def _number(self) -> None:
        """Give choices without a sequence the next one of their person."""
        if not self._unnumbered:
            return
        found = self.model._default_manager.filter(pk__in=self._unnumbered)
        stored = dict(found.values_list("key", "sequence"))
        for key in self._unnumbered:
            self._newest[key].sequence += stored.get(key, 0) + 1

    def _put(self, choices: list[Row]) -> set[str]:
        """Write choices where they are newer than what is stored; returns their keys.

        As SQL, like `Room.fetch`, because it is on the path of every vote. All names are those of our own columns.
        """
        fields = self.model._meta.concrete_fields
        table, quote = self.model._meta.db_table, connection.ops.quote_name
        columns = [quote(str(field.column)) for field in fields]
        updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column != quote("key"))
        places = f"({', '.join(['%s'] * len(fields))})"
        most = MOST_PARAMETERS // len(fields)
        written: set[str] = set()
        for start in range(0, len(choices), most):
            some = choices[start : start + most]
            values: list[Any] = [
                field.get_db_prep_save(getattr(choice, field.attname), connection)
                for choice in some
                for field in fields
            ]
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([places] * len(some))} "  # noqa: S608  (names and placeholders only)
                    f"ON CONFLICT (key) DO UPDATE SET {updates} "
                    f"WHERE {table}.sequence < excluded.sequence RETURNING key",
                    values,
                )
                written |= {key for (key,) in cursor.fetchall()}
        return written


def noted(subject: object, sequence: int, on: bool) -> str:
    """How a personal part tells the page of an upvote: what for, its sequence unless it is 1, ``-`` when taken back."""
    return f"{subject}{'' if sequence == 1 and on else f'.{sequence}'}{'' if on else '-'}"
