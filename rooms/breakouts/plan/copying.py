"""The newest plan for groups comes along when a session is copied: its groups with their tasks, and nobody in them."""

from livesessions.programme.copying import copies, not_copied
from livesessions.programme.models import Session

from ..models import BY_ANSWERS, Deal, Entry, Group, Plan, Round, Seat, Way

not_copied(Seat, Deal, Entry)

DECIDED = ("way", "groups", "capacity", "rounds_planned", "minutes", "task", "both_sides", "calls_back")
"""What a host decides about a plan."""


@copies(Plan, Round, Group)
def copy_plan(session: Session, copy: Session) -> None:
    """A plan that needs answers, or people who sat somewhere before, has nothing to be made of: it is not copied."""
    plan = session.room.plans.exclude(way__in=(*BY_ANSWERS, Way.AGAIN)).order_by("-pk").first()
    if plan is None:
        return
    made = Plan.objects.create(room=copy.room, **{name: getattr(plan, name) for name in DECIDED})
    for each in plan.rounds.prefetch_related("groups"):
        fresh = Round.objects.create(plan=made, number=each.number)
        Group.objects.bulk_create(
            Group(round=fresh, number=group.number, name=group.name, task=group.task, link=group.link)
            for group in each.groups.all()
        )
