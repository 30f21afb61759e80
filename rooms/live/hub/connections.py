"""Connections: the sockets of a hub, by view and by participant."""

from collections import Counter
from uuid import UUID

from ..base.people import Audience, View
from .flow_control import Socket


class Connections:
    """The sockets of one room in one process. No method goes through all of them."""

    def __init__(self) -> None:
        self.sockets: set[Socket] = set()
        self._by_view: dict[View, set[Socket]] = {}
        self._tabs: dict[UUID, list[Socket]] = {}

    def add(self, socket: Socket) -> None:
        """Add a socket that connected."""
        self.sockets.add(socket)
        self._by_view.setdefault(socket.view, set()).add(socket)
        if socket.actor.participant is not None:
            self._tabs.setdefault(socket.actor.participant, []).append(socket)

    def discard(self, socket: Socket) -> UUID | None:
        """Remove a socket, and return the participant whose last socket it was. A second call does nothing."""
        if socket not in self.sockets:
            return None
        self.sockets.discard(socket)
        self._by_view[socket.view].discard(socket)
        if not self._by_view[socket.view]:
            del self._by_view[socket.view]
        person = socket.actor.participant
        if person is None:
            return None
        self._tabs[person].remove(socket)
        if self._tabs[person]:
            return None
        del self._tabs[person]
        return person

    def of(self, view: View) -> set[Socket]:
        """The sockets that are shown `view`."""
        return self._by_view.get(view, set())

    def tabs(self, participant: UUID) -> list[Socket]:
        """The open sockets of one participant. Any thread may ask."""
        return list(self._tabs.get(participant, ()))

    @property
    def views(self) -> set[View]:
        """The views that have a socket."""
        return set(self._by_view)

    @property
    def people(self) -> list[UUID]:
        """The participants who are connected."""
        return list(self._tabs)

    @property
    def sizes(self) -> Counter[Audience]:
        """How many sockets each audience has."""
        sizes: Counter[Audience] = Counter()
        for (audience, _language), crowd in self._by_view.items():
            sizes[audience] += len(crowd)
        return sizes
