"""Links for moderators, who moderate the board beside the hosts and can do nothing else."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.accounts import security_log
from rooms.live.base.fields import Shown
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.entry.moderator_links import link_of
from rooms.live.models import ModeratorLink, Room
from rooms.live.rendering.parts import part
from rooms.live.rendering.renderer import while_unchanged

MOST = 10


class InviteForm(forms.Form):
    """The name under which hosts and moderators will know the moderator."""

    called = forms.CharField(
        max_length=40,
        error_messages={
            "required": gettext_lazy("Write down who is going to help."),
            "max_length": gettext_lazy("A name has at most %(limit_value)d characters."),
        },
    )


class ModeratorForm(forms.Form):
    """One moderator, by the key of the link."""

    moderator = Shown(max_length=16)


@command("board.invite", by=Role.HOST, form=InviteForm, when_closed=True, decides="link for {called}")
def invite(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Make a link for a moderator; a name has at most one working link at a time."""
    Room.objects.select_for_update().only("pk").get(pk=room.pk)
    moderators = ModeratorLink.objects.filter(room=room, ended_at=None)
    if not moderators.filter(name=request.cleaned["called"]).exists():
        if moderators.count() >= MOST:
            raise Refused(_("Ten people help already. Take a link back first."))
        ModeratorLink.objects.create(
            room=room, name=request.cleaned["called"], invited_at=timezone.now(), invited_by_id=request.actor.user
        )
        security_log.write("moderator.invited", by=request.actor.user)
        changes.touch(room, "moderators", Audience.HOSTS)
    return _("The link is ready. Give it to nobody else.")


@command("board.dismiss", by=Role.HOST, form=ModeratorForm, when_closed=True)
def dismiss(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Withdraw a link: its page closes within seconds, and it opens nothing any more."""
    standing = ModeratorLink.objects.filter(room=room, pk=request.cleaned["moderator"])
    if standing.filter(ended_at=None).update(ended_at=timezone.now()):
        security_log.write("moderator.dismissed", by=request.actor.user)
        changes.touch(room, "moderators", Audience.HOSTS)
    elif not standing.exists():
        raise Refused(_("This link is not of this room."), 404)
    return _("The link no longer works.")


@part("moderators", "rooms/board/parts/moderators.html", audiences=(Audience.HOSTS,))
def moderators(room: Room, audience: Audience) -> dict[str, Any]:
    """The working links, for hosts only: anybody who has a link can moderate."""
    return {"moderators": [{"pk": each.pk, "name": each.name, "link": link_of(each)} for each in _standing(room)]}


@while_unchanged("moderators")
def _standing(room: Room) -> list[ModeratorLink]:
    """The working links in the order of their invitations; one query."""
    return list(ModeratorLink.objects.filter(room=room, ended_at=None).order_by("invited_at"))
