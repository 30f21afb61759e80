"""The host's commands for a poll that nobody was asked yet: prepare, edit, move, remove and put back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from polls.kinds.register import kinds
from rooms.live.base.fields import with_place
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import room_ending
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..models import Option, Poll, PollState
from ..pictures.holding import Contents, carried, contents_of, give
from ..questions import rules_of
from .forms import DraftForm, EditForm, MoveForm, PollForm

WANTED = (
    *("text", "kind", "settings", "minimum", "strict", "divides", "countdown", "closes_itself"),
    *("by_team", "named", "hosts_vote", "barometer"),
)
"""What a host decides about a poll, besides its options; of these …"""
ASKS = ("text", "kind", "settings")
"""… this is what it asks."""


def find_poll(room: Room, request: CommandRequest) -> Poll:
    """The poll that the command names. Raises `Refused` when it is not in this room."""
    poll = room.polls.filter(pk=request.cleaned["poll"]).first()
    if poll is None:
        raise Refused(_("This poll does not belong to this session."), 404)
    return poll


def lock(room: Room) -> None:
    """The same request may come through two processes at once: the second waits until the first is written."""
    Room.objects.select_for_update().only("pk").get(pk=room.pk)


def _wanted(request: CommandRequest) -> dict[str, Any]:
    return {name: request.cleaned[name] for name in WANTED}


def add_options(poll: Poll, texts: list[str], pictures: Contents = ()) -> None:
    """Give a poll without options these, in their order, with their pictures."""
    Option.objects.bulk_create(Option(poll=poll, position=i, text=each) for i, each in enumerate(texts, 1))
    if any(pictures):
        give(poll, pictures)


@command("poll.draft", by=Role.HOST, form=DraftForm, when_closed=True)
def draft(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Prepare a poll, as the last of the drafts."""
    wanted = _wanted(request)
    if not prepare(room, wanted, request.cleaned["options"], changes):
        return _("This poll is ready.")
    if kinds()[wanted["kind"]].pictures:
        return _("The poll is ready. Now give each answer its picture.")
    return _("The poll is ready. Participants see it once it is opened.")


def prepare(
    room: Room, wanted: Mapping[str, Any], texts: list[str], changes: Changes, pictures: Contents | None = None
) -> bool:
    """Put a poll with these fields and options last among the drafts; returns whether no equal one was there.

    Without `pictures` one with any pictures is equal.
    """
    lock(room)
    drafts = room.polls.filter(state=PollState.DRAFT)
    for other in drafts.filter(**wanted).prefetch_related("options"):
        if [option.text for option in other.options.all()] == texts and pictures in (None, contents_of(other)):
            return False
    last = drafts.aggregate(Max("position"))["position__max"] or 0
    add_options(Poll.objects.create(room=room, position=last + 1, **wanted), texts, pictures or ())
    changes.touch(room, "polls", Audience.HOSTS)
    return True


def decided_of(poll: Poll) -> tuple[dict[str, Any], list[str], list[bytes]]:
    """What was decided about a poll, its options and their pictures: another one with these asks the same.

    How its numbers move was settled by how many people were there, unless its host had chosen the careful way.
    """
    decided = {name: getattr(poll, name) for name in WANTED}
    if poll.opened_at is not None:
        decided["strict"] = poll.strict or None
    return decided, [option.text for option in poll.options.all()], contents_of(poll)


@command("poll.edit", by=Role.HOST, form=EditForm, when_closed=True, decides="words of {poll}")
def edit(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Change the text, the answers and the settings of a draft; a poll that was asked stays as it was."""
    find_poll(room, request)
    poll = room.polls.select_for_update().filter(pk=request.cleaned["poll"], state=PollState.DRAFT).first()
    if poll is None:
        raise Refused(_("Only a poll that is ready can be changed."))
    wanted = _wanted(request)
    texts = [option.text for option in poll.options.all()]
    if texts != request.cleaned["options"] or any(getattr(poll, name) != wanted[name] for name in ASKS):
        wanted |= {"again_of": None, "round": 1}  # another question is no round of the first
    changed = room.polls.filter(pk=poll.pk).exclude(**wanted).update(**wanted)
    if texts != request.cleaned["options"]:
        pictures = carried(texts, contents_of(poll), request.cleaned["options"])
        poll.options.all().delete()
        add_options(poll, request.cleaned["options"], pictures if rules_of(poll).pictures else ())
        changed = 1
    if changed:
        changes.touch(room, "polls", Audience.HOSTS)
    return _("The poll is changed.")


@command("poll.move", by=Role.HOST, form=MoveForm, when_closed=True, decides="place of {poll}")
def move(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Give a draft another place among the drafts."""
    poll = find_poll(room, request)
    # Drafts before the room, like all other commands: opening one holds it, and then the room.
    list(room.polls.select_for_update().filter(state=PollState.DRAFT).order_by("pk").values_list("pk"))
    places = dict(room.polls.filter(state=PollState.DRAFT).values_list("pk", "position"))
    if poll.pk not in places:
        raise Refused(_("Only a poll that is ready can be moved."))
    order = with_place(places, poll.pk, request.cleaned["place"])
    for position, key in enumerate(order, 1):
        if places[key] != position:
            room.polls.filter(pk=key).update(position=position)
    if order != list(places):
        changes.touch(room, "polls", Audience.HOSTS)
    return _("Now at place %(place)d of %(number)d.") % {"place": order.index(poll.pk) + 1, "number": len(order)}


@command("poll.discard", by=Role.HOST, form=PollForm, when_closed=True, decides="draft {poll}")
def discard(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Remove a draft; it can be put back until the room ends. A poll that was opened stays."""
    poll = find_poll(room, request)
    if room.polls.filter(pk=poll.pk, state=PollState.DRAFT).update(state=PollState.REMOVED, survey=None):
        changes.touch(room, "polls", Audience.HOSTS)
    elif not room.polls.filter(pk=poll.pk, state=PollState.REMOVED).exists():
        raise Refused(_("This poll was opened already. It stays."))
    return _("The poll is removed. You can put it back.")


@command("poll.restore", by=Role.HOST, form=PollForm, when_closed=True, decides="draft {poll}")
def restore(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put a removed draft back, where it was."""
    poll = find_poll(room, request)
    if room.polls.filter(pk=poll.pk, state=PollState.REMOVED).update(state=PollState.DRAFT):
        changes.touch(room, "polls", Audience.HOSTS)
    return _("The poll is back.")


@room_ending
def forget_removed(room: Room, user: int | None, changes: Changes) -> None:
    """Delete removed drafts when the room ends."""
    if room.polls.filter(state=PollState.REMOVED).delete()[0]:
        changes.touch(room, "polls", Audience.HOSTS)
