"""The host's commands: open and close the room, lock the door, walk through the agenda, announce."""

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from livesessions.accounts import security_log
from livesessions.texts.bidi import isolated
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import call_room_closings, lock_before_room
from rooms.live.changes.stage import EMPTY
from rooms.live.changes.transaction import Changes
from rooms.live.commands.finishing import finish
from rooms.live.commands.register import CommandRequest, command
from rooms.live.entry.join_codes import clean_code, new_code
from rooms.live.entry.outsiders import let_in, who_waits
from rooms.live.models import TAKE_BACK, Room, new_epoch

from .arranging import lock_agenda, touch_agenda
from .forms import AnnouncementForm, CodeForm, StartForm
from .models import agenda_of
from .room_parts import touch_announcement

DOOR = (Audience.HOSTS, Audience.SCREEN)


def _with_new_code(expected: QuerySet[Room], **fields: object) -> bool:
    """Give the `expected` room, if it still matches, a new unique code and `fields`; returns whether it matched.

    A clash with another code (1 in 4·10¹¹) is tried again.
    """
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return bool(expected.update(code=new_code(), **fields))
        except IntegrityError:
            continue
    raise Refused(_("No free code was found. Try again."), 503)


@command("room.open", by=Role.HOST, when_closed=True, decides="room")
def open_room(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Let people in; the room gets a fresh code. An end that can still be taken back must be decided first.

    Whoever came early waits on, until a host lets them in: then the code stays as they have it.
    """
    until = room.taken_back_until
    if until is not None:
        if until > timezone.now():
            raise Refused(_("The end can still be taken back. Take it back, or finish first."), 409)
        finish(room, changes)
    shut = Room.objects.filter(pk=room.pk).exclude(opened_at__isnull=False, closed_at=None)
    opening = {"opened_at": timezone.now(), "opened_by": request.actor.user}
    clean = {"announcement": "", "stage": EMPTY, "stage_before": EMPTY}
    ended: dict[str, object] = {
        "closed_at": None,
        "closed_by": None,
        "finished_at": None,
        "rotated_at": None,
        "locked_at": None,
        "waiting_at": None,
    }
    if room.closed_at is not None:
        ended["screen_key"] = new_epoch()
    if shut.update(**opening, **clean) if room.waits_to_open else _with_new_code(shut, **opening, **clean, **ended):
        changes.touch(room, "door", *DOOR)
        changes.touch(room, "ending", Audience.HOSTS)
        changes.touch(room, "stage")
        touch_announcement(room, changes)
        if room.waits_to_open:
            changes.touch(room, "outsiders", Audience.HOSTS)
            return _("The room is open. Let in who waits at the door: under People.")
    return _("The room is open. People can come in with the code.")


@command("room.close", by=Role.HOST, when_closed=True, decides="room")
def close_room(room: Room, request: CommandRequest, changes: Changes) -> str:
    """End the session: nobody comes in or takes part any more, and every page says that the session is over.

    Nothing is destroyed yet: for five minutes the end can be taken back.
    """
    lock_before_room(room)
    closed = Room.objects.filter(pk=room.pk, opened_at__isnull=False, closed_at=None).update(
        closed_at=timezone.now(), closed_by=request.actor.user
    )
    if closed:
        call_room_closings(room)
        _touch_end(room, changes)
        changes.ended.add(room.pk)
    else:
        _must_have_opened(room)
    return _("The session has ended. You can take that back for five minutes.")


@command("room.reopen", by=Role.HOST, when_closed=True, decides="room")
def take_back(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Take the end back: code, people, stage, polls, board and groups are as they were."""
    closed = Room.objects.filter(pk=room.pk, closed_at__gt=timezone.now() - TAKE_BACK, finished_at=None)
    if closed.update(closed_at=None, closed_by=None):
        _touch_end(room, changes)
    else:
        _must_have_opened(room)
        if not Room.objects.filter(pk=room.pk, closed_at=None).exists():  # another host may have been first
            raise Refused(_("The end cannot be taken back any more."), 409)
    return _("The session goes on. Everybody comes back with the same code.")


@command("room.finish", by=Role.HOST, when_closed=True, decides="room")
def finish_now(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Finish a closed room before its five minutes are over: results are kept, and what was to be destroyed is gone."""
    if room.closed_at is None:
        raise Refused(_("The session has not ended."), 409)
    if not finish(room, changes) and not Room.objects.filter(pk=room.pk, finished_at__isnull=False).exists():
        raise Refused(_("The session has not ended."), 409)  # another host has just taken the end back
    if room.is_rehearsal:
        return _("The rehearsal is finished. Nothing of it is kept.")
    return _("The session is finished. The results are in the archive.")


def _must_have_opened(room: Room) -> None:
    if not Room.objects.filter(pk=room.pk, opened_at__isnull=False).exists():
        raise Refused(_("This room is not open."), 409)


def _touch_end(room: Room, changes: Changes) -> None:
    changes.touch(room, "door", *DOOR)
    for part in ("ending", "stage"):
        changes.touch(room, part, Audience.HOSTS)


def _door_changed(how: str, request: CommandRequest, room: Room, changes: Changes) -> None:
    security_log.write("door.changed", by=request.actor.user, how=how)
    changes.touch(room, "door", *DOOR)


@command("room.rotate", by=Role.HOST, form=CodeForm)
def rotate_code(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Replace the code that the form names; the old code lets nobody in any more. People who are inside stay."""
    named = Room.objects.filter(pk=room.pk, code=clean_code(request.cleaned["code"]))
    if _with_new_code(named, rotated_at=timezone.now(), screen_key=new_epoch()):
        _door_changed("renewed", request, room, changes)
    return _("There is a new code. The old one no longer works.")


@command("room.lock", by=Role.HOST, decides="door")
def lock_door(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Let no newcomers in, not even with the code. People who were inside may come back; who waits goes on waiting."""
    shut = {"locked_at": timezone.now(), "waiting_at": None}
    if Room.objects.filter(pk=room.pk, locked_at=None).update(**shut):
        _door_changed("locked", request, room, changes)
    return _("The door is locked. Who was inside can always come back.")


@command("room.wait", by=Role.HOST, when_closed=True, decides="door")
def open_waiting_room(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Have newcomers wait until a host lets them in. People who were inside may come back.

    A room that was never open gets its code with it, for people who come early.
    """
    if room.closed_at is not None:
        raise Refused(_("The session has ended."), 409)
    ajar = {"locked_at": None, "waiting_at": timezone.now()}
    shut = Room.objects.filter(pk=room.pk, waiting_at=None)
    if _with_new_code(shut, **ajar) if room.opened_at is None else shut.update(**ajar):
        _door_changed("waiting", request, room, changes)
    if room.opened_at is None:
        return _("People can come with the code, and wait until the room is open and you let them in.")
    return _("Newcomers wait until you let them in. Who was inside can always come back.")


@command("room.unlock", by=Role.HOST, decides="door")
def unlock_door(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Let people in with the code again, and everybody who waits."""
    shut = Q(locked_at__isnull=False) | Q(waiting_at__isnull=False)
    if Room.objects.filter(shut, pk=room.pk).update(locked_at=None, waiting_at=None):
        _door_changed("open", request, room, changes)
    if number := let_in(room, *who_waits(room)):
        security_log.write("participant.admitted", by=request.actor.user, people=number)
        changes.touch(room, "outsiders", Audience.HOSTS)
    return _("The door is open.")


@command("floor.announce", by=Role.HOST, form=AnnouncementForm, decides="announcement")
def announce(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Show one sentence to everybody; an empty sentence removes it."""
    text = request.cleaned["text"]
    if Room.objects.filter(pk=room.pk).exclude(announcement=text).update(announcement=text):
        touch_announcement(room, changes)
    return _("Everybody sees your announcement.") if text else _("The announcement is gone.")


@command("floor.start", by=Role.HOST, form=StartForm, decides="item now")
def start_item(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Make an item the current one: items before it are done, items after it are still to come."""
    item = agenda_of(room).filter(pk=request.cleaned["item"]).first()
    if item is None:
        raise Refused(_("This item is not on the agenda any more."), 404)
    if not item.is_now:
        lock_agenda(room)
        now = timezone.now()
        before, after = room.agenda.filter(position__lt=item.position), room.agenda.filter(position__gt=item.position)
        before.filter(started_at=None).update(started_at=now)
        before.filter(ended_at=None).update(ended_at=now)
        after.update(started_at=None, ended_at=None)
        room.agenda.filter(pk=item.pk).update(started_at=now, ended_at=None)
        touch_agenda(room, changes)
    return _("Now: %(title)s") % {"title": isolated(item.title)}
