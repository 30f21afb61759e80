"""A hub's refresh: reads the database and renders; runs in the rendering thread."""

from dataclasses import dataclass
from uuid import UUID

from ..base import metrics
from ..base.people import Audience, People, View
from ..models import Room
from ..rendering.parts import RenderedPart
from ..rendering.renderer import (
    Drawn,
    news_of_some,
    personal_versions,
    render_all,
    render_changed,
    render_personal,
)


@dataclass(slots=True)
class Refresh:
    """The result of one refresh."""

    epoch: str
    versions: dict[Audience, int]
    ahead: set[Audience]
    """Audiences for whom the room changed meanwhile: parts drawn for them may show more than `versions` says."""
    drawn: dict[View, Drawn]
    personal: dict[str, int]
    """The version at which each personal part last changed for all participants, by name."""
    told: int
    """The newest version at which a personal part changed for some participants …"""
    people: dict[UUID, set[str]]
    """… and those parts by participant, for the changes of which no call told the hub."""
    is_over: bool
    code_is_renewed: bool
    outsiders_version: int


@metrics.refresh_seconds.time()
def refresh(room_id: str, epoch: str, known: dict[View, int], street: set[Audience], told: int) -> Refresh | None:
    """Render what is newer than the versions of the `known` views; `None` when the room is gone.

    `street`: the audiences for whom volatile parts are rendered too. `told`: the version up to which participants were
    told of changes in parts that some of them share; negative: nobody was told anything yet.
    """
    room = Room.fetch(room_id)
    if room is None:
        return None
    drawn: dict[View, Drawn] = {}
    for view, version in known.items():
        audience, language = view
        if version < 0 or room.epoch != epoch:
            drawn[view] = render_all(room, audience, language)
        else:
            drawn[view] = render_changed(room, audience, language, version, volatile=audience in street)
        metrics.rendered_parts[audience].inc(len(drawn[view].rendered_parts))
    newest, people = news_of_some(room, told)
    versions = {audience: room.version_for(audience) for audience in Audience}
    return Refresh(
        room.epoch,
        versions,
        {audience for audience, now in room.versions_now().items() if now != versions[audience]},
        drawn,
        personal_versions(room),
        newest,
        people,
        room.closed_at is not None,
        room.rotated_at is not None,
        room.outsiders_version,
    )


def refresh_personal(
    room_id: str, wanted: dict[str, dict[UUID, set[str]]], people: People
) -> dict[tuple[str, UUID], list[RenderedPart]]:
    """Render the personal parts named in `wanted`; both are by language and participant.

    `people`: the personal secret of each of these participants.
    """
    room = Room.fetch(room_id)
    if room is None:
        return {}
    return {
        (language, person): rendered_parts
        for language, parts in wanted.items()
        for person, rendered_parts in render_personal(room, {p: people[p] for p in parts}, language, parts).items()
    }
