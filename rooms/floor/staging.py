"""The stage by hand: the host puts something else on it, or puts back what stood there."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.stage import EMPTY, Act, act_named, acts, can_stand_on_stage, put_on_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from .forms import StageForm
from .models import agenda_of

AGENDA, PAUSE = "agenda", "pause"

can_stand_on_stage(
    Act(AGENDA, gettext_lazy("The agenda"), "agenda", lambda room: agenda_of(room).exists(), parts=("agenda",))
)
can_stand_on_stage(Act(PAUSE, gettext_lazy("A break"), "pause", lambda room: True))


@command("floor.stage", by=Role.HOST, form=StageForm, decides="stage")
def choose_act(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put something else on the stage, or with an empty `act` nothing but the title of the session."""
    name, minutes = request.cleaned["act"], request.cleaned["minutes"]
    act = act_named(name)
    if name != EMPTY and act is None:
        raise Refused(_("This page is too old. Reload it and try again."), 400)
    if act is not None and not act.ready(room):
        raise Refused(_("There is nothing to show of that any more."), 409)
    if name == PAUSE:
        until = timezone.now() + timedelta(minutes=minutes) if minutes else None
        Room.objects.filter(pk=room.pk).update(pause_until=until)
        changes.touch(room, "stage")
    put_on_stage(room, name, changes)
    if act is None:
        return _("Everybody sees the title of the session.")
    label = str(act.label)
    return _("On the stage: %(act)s.") % {"act": label[:1].lower() + label[1:]}


@part("stage", "rooms/floor/parts/stage.html")
def stage(room: Room, audience: Audience) -> dict[str, Any]:
    """What stands on the stage; for hosts also what stood there before, and what else could."""
    shown: dict[str, Any] = {
        "on": room.stage,
        "until": room.pause_until,
        "until_ms": int(room.pause_until.timestamp() * 1000) if room.pause_until else None,
    }
    if audience != Audience.HOSTS:
        return shown
    ready = [act for act in acts() if act.name != room.stage and act.ready(room)]
    return shown | {
        "act": act_named(room.stage),
        "before": next((act for act in ready if act.name == room.stage_before), None),
        "others": [act for act in ready if act.name != room.stage_before],
        "open": room.is_open,
    }
