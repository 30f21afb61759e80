"""Mending a typo in the question of a poll that is open. Its answers stay as they are: people may have chosen one.

What the question said before is kept with the result.
"""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..commands import touch_what_shows
from ..drafts.forms import PollForm
from ..models import LONGEST_POLL, Poll
from .clock import find_open_poll

MOST_WORDINGS = 20


class MendForm(PollForm):
    """An open poll, and what it asks in other words."""

    text = forms.CharField(
        max_length=LONGEST_POLL,
        error_messages={
            "required": gettext_lazy("Write what the poll asks."),
            "max_length": gettext_lazy("What a poll asks has at most %(limit_value)d characters."),
        },
    )


@command("poll.mend", by=Role.HOST, form=MendForm, decides="wording of {poll}")
def mend(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Change the words of an open poll; what they were is kept with the result."""
    poll = find_open_poll(room, request)
    text = request.cleaned["text"]
    if text == poll.text:
        return _("The question is mended.")
    if len(poll.wordings) >= MOST_WORDINGS:
        raise Refused(_("This question was mended often enough. Close it, and ask another one."))
    wordings = [*poll.wordings, {"text": poll.text, "until": timezone.now().isoformat()}]
    Poll.objects.filter(pk=poll.pk).update(text=text, wordings=wordings)
    touch_what_shows(room, poll, changes)
    return _("The question is mended.")
