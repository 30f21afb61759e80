"""Putting somebody out of the room and letting them in again; letting in who waits at the door.

Their pages close at once and say what happened, and their browser does not come in again with the code. Whoever has the
code and another browser does: against that a host locks the door, has newcomers wait, or makes a new code.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from livesessions.accounts import security_log
from livesessions.programme.models import Participant
from livesessions.texts.bidi import isolated
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import knock, room_ending
from rooms.live.changes.removing import remove
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.commands.register import CommandRequest, command
from rooms.live.entry.outsiders import let_in, put_out, who_waits
from rooms.live.models import Outsider, Room

from .forms import AdmitForm, PersonForm, RemoveForm


@command("room.remove", by=Role.HOST, form=RemoveForm, decides="place of {person}")
def put_somebody_out(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put a participant out; with `take_away`, the words go that they said under their name."""
    person = _find(room, request.cleaned["person"])
    remove(room, person.pk, request.actor, changes, take_away=request.cleaned["take_away"])
    if put_out(room, person.pk):
        security_log.write("participant.put_out", by=request.actor.user)
        changes.touch(room, "outsiders", Audience.HOSTS)
    if not person.name:
        return _("They are out of the session. You can let them in again.")
    return _("%(name)s is out of the session. You can let them in again.") % {"name": isolated(person.name)}


@command("room.readmit", by=Role.HOST, form=PersonForm, decides="place of {person}")
def let_somebody_in_again(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Let somebody in again who was put out. What was taken away does not come back."""
    person = _find(room, request.cleaned["person"])
    if let_in(room, person.pk):
        security_log.write("participant.readmitted", by=request.actor.user)
        changes.touch(room, "outsiders", Audience.HOSTS)
    if not person.name:
        return _("They may come in again.")
    return _("%(name)s may come in again.") % {"name": isolated(person.name)}


@command("room.admit", by=Role.HOST, form=AdmitForm, decides="place of {person}")
def let_newcomer_in(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Let somebody in who waits at the door, or everybody."""
    chosen = request.cleaned["person"]
    wait = who_waits(room)
    if chosen is None and not request.cleaned["everybody"]:
        raise Refused(_("Choose who may come in."), 422, "person")
    if number := let_in(room, *(wait if chosen is None else [each for each in wait if each == chosen])):
        security_log.write("participant.admitted", by=request.actor.user, people=number)
        changes.touch(room, "outsiders", Audience.HOSTS)
    if chosen is None:
        return _("Everybody who waited may come in.")
    name = Participant.objects.filter(pk=chosen, programme=room.programme_id).values_list("name", flat=True).first()
    if not name:
        return _("They may come in.")
    return _("%(name)s may come in.") % {"name": isolated(name)}


@knock
def show_who_waits(room: Room) -> None:
    """Hosts see who waits; nobody else does."""
    with changing() as changes:
        changes.touch(room, "outsiders", Audience.HOSTS)


def _find(room: Room, participant: UUID) -> Participant:
    found = Participant.objects.filter(pk=participant, programme=room.programme_id).first()
    if found is None:
        raise Refused(_("This person does not take part any more."), 404)
    return found


@room_ending
def forget_outsiders(room: Room, user: int | None, changes: Changes) -> None:
    """Nobody needs to know afterwards who was put out."""
    if Outsider.objects.filter(room=room).delete()[0]:
        changes.touch(room, "outsiders", Audience.HOSTS)
