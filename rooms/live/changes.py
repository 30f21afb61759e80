"""What a transaction changed: which parts of which rooms, for whom to look at again."""

from collections import defaultdict
from uuid import UUID

from django.db.models import F

from .models import PartVersion, Room
from .people import EVERYONE, Audience


class Changes:
    """Collects what commands touch, and writes one version step for each room and audience.

    Nothing here describes what happened: a touched part is looked at again, that is all.
    """

    def __init__(self) -> None:
        self.parts: dict[str, dict[Audience, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.people: dict[str, set[UUID]] = defaultdict(set)
        self.ended: set[str] = set()

    def touch(self, room: Room, part: str, *audiences: Audience) -> None:
        """`part` is to be looked at again by `audiences` (everybody when none is named)."""
        for audience in audiences or EVERYONE:
            self.parts[room.pk][audience].add(part)

    def touch_person(self, room: Room, participant: UUID) -> None:
        """What only this participant sees is to be looked at again."""
        self.people[room.pk].add(participant)

    @property
    def rooms(self) -> set[str]:
        """Ids of the rooms in which anything changed."""
        return {*self.parts, *self.people, *self.ended}

    def write(self) -> None:
        """Step the counters inside the transaction. Rooms in the order of their ids, so that none waits for another.

        Three statements a room, however many commands were taken together.
        """
        for pk in sorted(self.parts):
            touched = self.parts[pk]
            columns = [f"{audience}_version" for audience in touched]
            Room.objects.filter(pk=pk).update(**{column: F(column) + 1 for column in columns})
            versions = Room.objects.values(*columns).get(pk=pk)
            PartVersion.objects.bulk_create(
                [
                    PartVersion(room_id=pk, audience=audience, part=part, version=versions[f"{audience}_version"])
                    for audience, parts in touched.items()
                    for part in sorted(parts)
                ],
                update_conflicts=True,
                unique_fields=["room", "audience", "part"],
                update_fields=["version"],
            )
