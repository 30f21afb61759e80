"""The host's commands that arrange the agenda: add, edit, move, remove and put back items."""

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.base.fields import with_place
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import locked_before_room, room_ending
from rooms.live.changes.stage import leave_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .forms import EditForm, ItemForm, MoveForm, PlanForm
from .models import AgendaItem, agenda_of
from .staging import AGENDA

OUT_OF_THE_WAY = 10_000
"""No position is this high, so that items can change places under a constraint that each is taken once."""


def touch_agenda(room: Room, changes: Changes) -> None:
    """Touch all parts that show the agenda."""
    changes.touch(room, "agenda")  # also off the stage: it may come there in the same transaction
    changes.touch(room, "now", Audience.PARTICIPANTS)


def _lock(room: Room) -> None:
    """The same request may come through two processes at once: the second waits until the first is written."""
    Room.objects.select_for_update().only("pk").get(pk=room.pk)


@locked_before_room
def lock_agenda(room: Room) -> None:
    """Hold all items. What changes one holds it before the room, and what changes several holds them in this order."""
    list(room.agenda.select_for_update().order_by("pk").values_list("pk"))


def _find(room: Room, request: CommandRequest) -> AgendaItem:
    item = room.agenda.filter(pk=request.cleaned["item"]).first()
    if item is None:
        raise Refused(_("This item is not on the agenda any more."), 404)
    return item


@command("floor.plan", by=Role.HOST, form=PlanForm, when_closed=True)
def plan(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Add an item at the end of the agenda; an item equal to the last one is not added again."""
    _lock(room)
    last = agenda_of(room).order_by("-position").first()
    if last is None or (last.title, last.minutes) != (request.cleaned["title"], request.cleaned["minutes"]):
        position = (room.agenda.aggregate(Max("position"))["position__max"] or 0) + 1
        AgendaItem.objects.create(room=room, position=position, **request.cleaned)
        _touch_with_choice(room, changes)
    return _("The item is on the agenda.")


@command("floor.edit", by=Role.HOST, form=EditForm, when_closed=True, decides="words of {item}")
def edit(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Change the name of an item and the minutes that it takes; of the current one the clock changes with it."""
    item = _find(room, request)
    wanted = {"title": request.cleaned["title"], "minutes": request.cleaned["minutes"]}
    if room.agenda.filter(pk=item.pk).exclude(**wanted).update(**wanted):
        touch_agenda(room, changes)
    return _("The item is changed.")


@command("floor.move", by=Role.HOST, form=MoveForm, when_closed=True, decides="place of {item}")
def move(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Give an item another place among those that are still to come."""
    item = _find(room, request)
    lock_agenda(room)
    positions = dict(agenda_of(room).filter(started_at=None).values_list("pk", "position"))
    if item.pk not in positions:
        raise Refused(_("Only an item that is still to come can be moved."))
    order = with_place(positions, item.pk, request.cleaned["place"])
    if order != list(positions):
        room.agenda.filter(pk__in=order).update(position=F("position") + OUT_OF_THE_WAY)
        for key, position in zip(order, positions.values(), strict=True):
            room.agenda.filter(pk=key).update(position=position)
        touch_agenda(room, changes)
    return _("The item has another place.")


@command("floor.remove", by=Role.HOST, form=ItemForm, when_closed=True, decides="item {item}")
def remove(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Take an item off the agenda; it can be put back until the room ends."""
    item = _find(room, request)
    if item.removed_at is None and item.is_now:
        raise Refused(_("This item is on now. Go to another one first."))
    if agenda_of(room).filter(pk=item.pk).update(removed_at=timezone.now()):
        if not agenda_of(room).exists():
            leave_stage(room, AGENDA, changes)
        _touch_with_choice(room, changes)
    return _("The item is off the agenda. You can put it back.")


@command("floor.restore", by=Role.HOST, form=ItemForm, when_closed=True, decides="item {item}")
def restore(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put a removed item back, where it was."""
    item = _find(room, request)
    if room.agenda.filter(pk=item.pk, removed_at__isnull=False).update(removed_at=None):
        _touch_with_choice(room, changes)
    return _("The item is back on the agenda.")


@room_ending
def forget_removed(room: Room, user: int | None, changes: Changes) -> None:
    """Delete removed items when the room ends."""
    if room.agenda.filter(removed_at__isnull=False).delete()[0]:
        changes.touch(room, "agenda", Audience.HOSTS)


def _touch_with_choice(room: Room, changes: Changes) -> None:
    """Touch also what the host can put on the stage: an empty agenda cannot stand there."""
    touch_agenda(room, changes)
    changes.touch(room, "stage", Audience.HOSTS)
