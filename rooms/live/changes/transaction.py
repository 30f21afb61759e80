"""The changes of a transaction: which parts of which rooms to refresh, and for whom."""

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from ..base.people import EVERYONE, Audience
from ..models import Room
from ..rendering.parts import is_for_moderators, personal_parts


class Changes:
    """Collects the parts that commands touch, and writes one version step for each room and audience.

    Nothing here describes what happened: a touched part is refreshed, that is all.
    """

    def __init__(self) -> None:
        self.parts: dict[str, dict[Audience, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.people: dict[str, dict[UUID, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.everybody: dict[str, set[str]] = defaultdict(set)
        """Personal parts that may have changed for anybody: whose they are cannot be told."""
        self.teams: dict[str, dict[UUID, int]] = defaultdict(dict)
        """The keys of teams (0: none) of participants who may have changed theirs."""
        self.left: dict[str, set[UUID]] = defaultdict(set)
        """By room: participants who left in one browser; their pages look who they are now."""
        self.ended: set[str] = set()
        self.stage: dict[str, list[tuple[str, bool, Callable[[], None]]]] = defaultdict(list)
        """By room: the names of acts, whether each comes on the stage (see stage.py) or leaves it, and a function that
        touches the parts which then look different."""

    def touch(self, room: Room, part: str, *audiences: Audience) -> None:
        """Have `part` refreshed for `audiences` (for everybody when none is named).

        Moderators see some of the hosts' parts, and these are refreshed for them too.
        """
        for audience in audiences or EVERYONE:
            self.parts[room.pk][audience].add(part)
        if Audience.HOSTS in (audiences or EVERYONE) and is_for_moderators(part):
            self.parts[room.pk][Audience.MODERATORS].add(part)

    def touch_person(self, room: Room, participant: UUID, *parts: str) -> None:
        """Have these personal parts of one participant refreshed; all of them when none is named."""
        self.people[room.pk][participant] |= set(parts) or personal_parts()

    def touch_everybody(self, room: Room, part: str) -> None:
        """Have this personal part of all participants refreshed, because the server cannot tell whose changed.

        No counter steps, so a page that looks later learns nothing of it unless the part is its own.
        """
        self.everybody[room.pk].add(part)

    @property
    def rooms(self) -> set[str]:
        """The ids of the rooms that changed."""
        return {*self.parts, *self.people, *self.everybody, *self.left, *self.ended}

    def write(self) -> None:
        """Step the counters inside the transaction, in the order of the rooms' ids, which prevents deadlocks.

        Two statements for each room, however many commands were taken together, and one more when the stage changes.
        They are written as SQL, because they are on the path of every vote and Django's query compiler takes ten times
        as long as they do.
        """
        with connection.cursor() as cursor:
            for pk in sorted({*self.parts, *self.stage}):
                for act, comes, touch in self.stage.get(pk, ()):
                    if _set_stage(cursor, pk, act, comes):
                        touch()
                if pk not in self.parts:
                    continue
                versions = _step(cursor, pk, list(self.parts[pk]))
                rows = [
                    (pk, audience.value, part, versions[audience])
                    for audience, parts in self.parts[pk].items()
                    for part in sorted(parts)
                ]
                values = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
                cursor.execute(
                    f"INSERT INTO live_partversion (room_id, audience, part, version) VALUES {values} "  # noqa: S608  (places)
                    "ON CONFLICT (room_id, audience, part) DO UPDATE SET version = excluded.version",
                    [field for row in rows for field in row],
                )


def _step(cursor: CursorWrapper, pk: str, audiences: list[Audience]) -> dict[Audience, int]:
    """Add one to the counters of these audiences, and return the new values. The names of columns are our own."""
    columns = [f"{audience}_version" for audience in audiences]
    steps = ", ".join(f"{column} = {column} + 1" for column in columns)
    cursor.execute(
        f"UPDATE live_room SET {steps} WHERE id = %s RETURNING {', '.join(columns)}",  # noqa: S608  (our own names)
        [pk],
    )
    return dict(zip(audiences, cursor.fetchone(), strict=True))


def _set_stage(cursor: CursorWrapper, pk: str, act: str, comes: bool) -> bool:
    """Put `act` on the stage and remember what stood there; or take it off, and bring back what stood there.

    Returns whether that changed anything.
    """
    if comes:
        cursor.execute(
            "UPDATE live_room SET stage_before = stage, stage = %s WHERE id = %s AND stage <> %s", [act, pk, act]
        )
        return bool(cursor.rowcount)
    cursor.execute(
        "UPDATE live_room SET stage = CASE WHEN stage = %s THEN stage_before ELSE stage END, stage_before = '' "
        "WHERE id = %s AND %s IN (stage, stage_before)",
        [act, pk, act],
    )
    return bool(cursor.rowcount)
