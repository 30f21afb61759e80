"""What happens in a scene when its people go into groups."""

from livesessions.programme.models import Participant
from rooms.breakouts.models import Deal, Plan, Round, Seat
from rooms.breakouts.plan.background import settle
from rooms.live.hub.presence import PresenceEntry, presence
from rooms.live.models import Room


class InGroups:
    """The part of `tests.scene.Scene` that is about groups."""

    room: Room
    people: list[Participant]

    def gather(self) -> None:
        """Everybody has the page open."""
        for person in self.people:
            presence.sit(self.room.pk, person.pk.hex, PresenceEntry(person.team_id or 0, 0, fallback=False), stay=600)

    def group_plan(self, **wanted: object) -> Plan:
        """A plan for groups: two groups by lot, unless something else is wanted."""
        self.gather()
        self.must("breakouts.plan", **{"way": "random", "groups": 2, "minutes": 10, "task": "Vertel.", **wanted})
        return self.current_plan

    @property
    def current_plan(self) -> Plan:
        """The plan for groups as it is now."""
        return self.room.plans.get(ended_at=None)

    @property
    def current_deal(self) -> Deal:
        """How its people were divided last."""
        return self.current_plan.deals.last()

    def shown_plan(self) -> dict[str, object]:
        """What a form says about the plan that is on the page."""
        return {"plan": self.current_plan.pk, "version": self.current_plan.version}

    def dealt(self, **wanted: object) -> Round:
        """A plan whose people are divided; its first round."""
        self.group_plan(**wanted)
        self.must("breakouts.deal", **self.shown_plan(), seed=7)
        settle()
        assert self.current_deal.answered_at, self.current_deal.failure
        return self.current_plan.rounds.first()

    def out(self, **wanted: object) -> Round:
        """A round in which everybody is in a group."""
        found = self.dealt(**wanted)
        self.must("breakouts.send", **self.shown_plan(), round=found.pk)
        return Round.objects.get(pk=found.pk)

    def seat_of(self, who: int = 0) -> Seat:
        """Where one of the people sits in the newest round that went out."""
        return Seat.objects.filter(participant=self.people[who], round__sent_at__isnull=False).latest("round")
