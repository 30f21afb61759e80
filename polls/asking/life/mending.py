"""Mending a typo in a poll that is open: in its question at any time, in its answers until somebody chose one.

What the words were before is kept with the result.
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

from ..ballots import has_fewer
from ..commands import touch_what_shows
from ..drafts.forms import LONGEST_OPTIONS, PollForm, options_in
from ..models import LONGEST_POLL, Option, Poll
from ..questions import rules_of
from .clock import find_open_poll

MOST_WORDINGS = 20


class MendForm(PollForm):
    """An open poll, and its question and answers in other words; without `options` the answers stay."""

    text = forms.CharField(
        max_length=LONGEST_POLL,
        error_messages={
            "required": gettext_lazy("Write what the poll asks."),
            "max_length": gettext_lazy("What a poll asks has at most %(limit_value)d characters."),
        },
    )
    options = forms.CharField(
        required=False,
        max_length=LONGEST_OPTIONS,
        error_messages={"max_length": gettext_lazy("The answers together have at most %(limit_value)d characters.")},
    )


@command("poll.mend", by=Role.HOST, form=MendForm, decides="wording of {poll}")
def mend(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Change the words of an open poll; what they were is kept with the result."""
    poll = find_open_poll(room, request)
    text = request.cleaned["text"]
    mended = _mended(poll, request.cleaned["options"])
    was = [option.text for option, _new in mended] + ([poll.text] if text != poll.text else [])
    if not was:
        return _("The question is mended.")
    if len(poll.wordings) + len(was) > MOST_WORDINGS:
        raise Refused(_("This question was mended often enough. Close it, and ask another one."))
    until = timezone.now().isoformat()
    wordings = [*poll.wordings, *({"text": words, "until": until} for words in was)]
    Poll.objects.filter(pk=poll.pk).update(text=text, wordings=wordings)
    for option, new in mended:
        Option.objects.filter(pk=option.pk).update(text=new)
    touch_what_shows(room, poll, changes)
    return _("The question is mended.")


def _mended(poll: Poll, lines: str) -> list[tuple[Option, str]]:
    """The options that `lines` say in other words, each with its new text. Raises `Refused`."""
    rules = rules_of(poll)
    if not lines.strip() or not rules.most:
        return []
    try:
        texts = options_in(rules, lines)
    except forms.ValidationError as error:
        raise Refused(error.messages[0], 422, "options") from None
    options = list(poll.options.all())
    if len(texts) != len(options):
        raise Refused(_("An open poll keeps as many answers as it has. Change their words only."), 422, "options")
    mended = [(option, new) for option, new in zip(options, texts, strict=True) if option.text != new]
    if mended and (poll.hands or not has_fewer(poll, 1)):
        raise Refused(_("Somebody has answered already. The answers stay as they are."), 409, "options")
    return mended
