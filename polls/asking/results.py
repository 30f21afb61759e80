"""The result of a poll as an audience of its room may see it."""

from polls.archive.disclosure import Disclosed, Viewer, disclose
from polls.archive.models import Record
from polls.kinds.single import Result, count
from rooms.live.models import Room
from rooms.live.people import Audience

from .ballots import counts_of
from .models import Poll, State


def on_stage(room: Room) -> Poll | None:
    """The poll that everybody looks at: the open one, else the one that closed last."""
    asked = room.polls.exclude(state=State.DRAFT).prefetch_related("options")
    return asked.filter(state=State.OPEN).first() or asked.order_by("-closed_at").first()


def result_of(poll: Poll) -> Result:
    """The count now; of a closed poll, what was kept. Not for showing: ask `result_for`."""
    options = [(str(option.pk), option.text) for option in poll.options.all()]
    if poll.state == State.CLOSED:
        return count(options, Record.objects.filter(poll=poll.pk).order_by("version").last().counts)
    return count(options, counts_of(poll))


def result_for(poll: Poll, audience: Audience) -> Disclosed:
    """What `audience` may see of the result of `poll`."""
    return disclose(
        result_of(poll),
        Viewer(audience.value),
        revealed=poll.revealed_at is not None,
        closed=poll.state == State.CLOSED,
        minimum=poll.minimum,
    )
