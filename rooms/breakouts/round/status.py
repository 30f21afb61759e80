"""A group's status (curtain, done, help), and the host's replies (an answer, a message)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.live.base.fields import Key
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..current import round_out
from ..forms import RoundForm
from ..locking import hold
from ..models import LONGEST_MESSAGE, Group, Round, Seat
from ..touching import touch_groups
from ..writing.saving import own_group


class GroupForm(forms.Form):
    """One group."""

    group = Key()


class SwitchForm(GroupForm):
    """The wanted state of a switch of a group."""

    on = forms.BooleanField(required=False)


class TellForm(RoundForm):
    """A message to one group, or to all groups of a round; an empty message removes it."""

    group = Key(required=False)
    text = forms.CharField(
        required=False,
        max_length=LONGEST_MESSAGE,
        error_messages={"max_length": gettext_lazy("A message has at most %(limit_value)d characters.")},
    )


def _at_work(room: Room, request: CommandRequest) -> Group:
    hold(room)
    group = own_group(room, request, request.cleaned["group"])
    if not group.round.is_out:
        raise Refused(_("This round is over. Everybody is back."))
    return group


def _switch(room: Room, group: Group, field: str, on: bool, changes: Changes, **more: Any) -> bool:
    """Set or empty a time field of a group; returns whether that changed anything."""
    found = Group.objects.filter(pk=group.pk, **{f"{field}__isnull": on})
    switched = bool(found.update(**{field: timezone.now() if on else None}, **more))
    if switched:
        touch_groups(room, [group.pk], changes)
    return switched


@command("breakouts.curtain", by=Role.PARTICIPANT, form=SwitchForm, decides="curtain of {group}")
def curtain(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Open the curtain, so that others may look in; or close it, so that nobody looks in any more."""
    group, on = _at_work(room, request), request.cleaned["on"]
    if _switch(room, group, "curtain_at", on, changes) and not on:
        onlookers = Seat.objects.filter(looking_into=group)
        for person in onlookers.values_list("participant_id", flat=True):
            changes.touch_person(room, person, "window")
        if onlookers.update(looking_into=None):
            # No group's key leads to the onlookers any more, so a socket that missed the call learns it by this.
            changes.touch(room, "window", Audience.PARTICIPANTS)
    return _("Others may look in now. They read along and cannot change anything.") if on else _("Nobody looks in.")


@command("breakouts.done", by=Role.PARTICIPANT, form=SwitchForm, decides="done in {group}")
def done(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Note that the group is done, or still busy."""
    group, on = _at_work(room, request), request.cleaned["on"]
    _switch(room, group, "done_at", on, changes)
    return _("The host sees that you are done.") if on else _("You go on.")


@command("breakouts.help", by=Role.PARTICIPANT, form=SwitchForm, decides="help in {group}")
def ask_for_help(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Ask the host for help, or withdraw the request. The group asks, not a person."""
    group, on = _at_work(room, request), request.cleaned["on"]
    if _switch(room, group, "help_at", on, changes, helped_at=None, helped_by=None):
        changes.touch(room, "mending", Audience.HOSTS)
    return _("The host sees that you need help.") if on else _("You can go on without help.")


@command("breakouts.answer", by=Role.HOST, form=GroupForm)
def answer(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Tell a group that asked for help that the host is coming."""
    hold(room)
    group = _find(room, request.cleaned["group"])
    if group.help_at is None:
        raise Refused(_("This group does not need help any more."))
    if Group.objects.filter(pk=group.pk, help_at__isnull=False, helped_at=None).update(
        helped_at=timezone.now(), helped_by=request.actor.user
    ):
        touch_groups(room, [group.pk], changes)
        changes.touch(room, "mending", Audience.HOSTS)
    return _("The group reads that you are coming.")


def _find(room: Room, pk: int) -> Group:
    group = Group.objects.filter(pk=pk, round__plan__room=room, round__plan__ended_at=None).first()
    if group is None:
        raise Refused(_("This group is not in the plan any more."), 404)
    return group


@command("breakouts.tell", by=Role.HOST, form=TellForm, decides="message to {round} {group}")
def tell(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Send one sentence to one group, or to all."""
    hold(room)
    out, text, only = round_out(room), request.cleaned["text"], request.cleaned["group"]
    if out is None or out.pk != request.cleaned["round"]:
        raise Refused(_("Nobody is out now."))
    groups = Group.objects.filter(round=out, **({"pk": only} if only else {}))
    changed = list(groups.exclude(message=text).values_list("pk", flat=True))
    Group.objects.filter(pk__in=changed).update(message=text, message_at=timezone.now(), message_by=request.actor.user)
    touch_groups(room, changed, changes)
    if not text:
        return _("The message is gone.")
    return _("The group reads your message.") if only else _("Every group reads your message.")


def open_curtain(room: Room, pk: int) -> Group | None:
    """The group with this key, if others may look in now; otherwise `None`."""
    return Group.objects.filter(
        pk=pk, curtain_at__isnull=False, round__in=Round.objects.filter(plan__room=room, back_at=None)
    ).first()
