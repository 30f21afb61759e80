"""The plan that was shown is the plan that is acted on: every form names its version."""

from django.db.models import F
from django.utils.translation import gettext as _

from rooms.live.models import Room
from rooms.live.refusal import Refused

from .models import Plan


def hold(room: Room) -> None:
    """Two hosts at the same moment, or one form through two processes: the second waits here until the first is done,
    and then finds what was changed.
    """
    Room.objects.select_for_update().only("pk").get(pk=room.pk)


def step(plan: Plan, version: int | None = None) -> bool:
    """Step the version of a plan, if it still has `version`; whether it had. Call it before changing what it holds."""
    found = Plan.objects.filter(pk=plan.pk, ended_at=None)
    if version is not None:
        found = found.filter(version=version)
    return bool(found.update(version=F("version") + 1))


def changed_meanwhile() -> Refused:
    """The sentence for who acts on a plan that is not the one on the page any more."""
    return Refused(_("The plan changed since you looked. Look once more, and try again."))
