"""Hands that a host counted in the hall and wrote down: added to a poll's result, and told apart wherever it stands.

Hands were public, so no minimum holds for them: with too few ballots to show, only the hands are seen. The record keeps
them beside the cells of the ballots.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from livesessions.archive.keeping import Reason, add_version, newest_of
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..commands import touch_result
from ..drafts.forms import PollForm
from ..drafts.preparing import find_poll
from ..kept.results import HANDS, POLL
from ..models import PollState
from ..questions import question_of, rules_of

MOST_HANDS = 5000
FIELD = "hands-"


class HandsForm(PollForm):
    """The hands for each option, in the field `hands-<key>`; `people`: how many raised one or more."""

    people = forms.IntegerField(required=False, min_value=0, max_value=MOST_HANDS)

    def clean(self) -> dict[str, Any]:
        """Gather the numbers, by key."""
        counts = {}
        for name, value in self.data.items():
            if name.startswith(FIELD) and str(value).strip():
                text = str(value).strip()
                if not (text.isascii() and text.isdecimal()) or int(text[:5]) > MOST_HANDS:
                    sentence = _("Give a whole number from %(least)d to %(most)d.")
                    raise forms.ValidationError(sentence % {"least": 0, "most": MOST_HANDS})
                counts[name.removeprefix(FIELD)] = int(text[:5])
        self.cleaned_data["counts"] = counts
        return self.cleaned_data


@command("poll.count_hands", by=Role.HOST, form=HandsForm, decides="hands of {poll}")
def count_hands(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Write down how many hands were raised for each answer; nothing but zeros: none were counted."""
    find_poll(room, request)
    poll = room.polls.select_for_update().get(pk=request.cleaned["poll"])  # it may be closing at this moment
    if not rules_of(poll).takes_hands or poll.opened_at is None:
        raise Refused(_("Hands cannot be added to this poll."))
    asked = question_of(poll, poll.options.all())
    known = {asked.known(key): number for key, number in request.cleaned["counts"].items()}
    counts = {key: number for key, number in known.items() if key is not None and number}
    told = request.cleaned["people"] or 0
    people = max([told, *counts.values()]) if rules_of(poll).may_raise_two(asked) else sum(counts.values())
    hands = {"counts": counts, "people": people} if counts else {}
    if room.polls.filter(pk=poll.pk).exclude(hands=hands).update(hands=hands):
        kept = newest_of(POLL, [str(poll.pk)]).get(str(poll.pk)) if poll.state == PollState.CLOSED else None
        if kept is not None:
            add_version(kept, Reason(HANDS, request.actor.user), hands=hands)
        touch_result(room, changes)
    return _("The hands are added.") if hands else _("No hands are added.")
