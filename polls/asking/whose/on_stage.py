"""By whom the result of the poll on stage is shown, once it is closed; and who answered what to a named one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..commands import touch_result
from ..drafts.forms import PollForm
from ..drafts.preparing import find_poll
from ..kept.results import heard
from ..models import PollState
from ..results import kept_on_stage, on_stage, options_on_stage, result_for
from .models import Voice
from .named import named_answers
from .voices import Heard


@dataclass(frozen=True, slots=True)
class Choice:
    """What a host may have everybody look at; `is_unanimous` is a warning beforehand."""

    value: str
    title: str
    is_unanimous: bool


class VoiceForm(PollForm):
    """By whom the result of a poll is shown."""

    voice = forms.ChoiceField(required=False, choices=Voice)


def voices_for(room: Room, audience: Audience) -> list[Heard]:
    """The two voices that everybody looks at, if this audience may; none where it is shown per person."""
    poll, kept = on_stage(room), kept_on_stage(room)
    return heard(kept, result_for(room, audience).result, Voice(poll.voice)) if poll and kept else []


def choices(room: Room) -> list[Choice]:
    """What the host may choose among; nothing unless the poll on stage is closed and counted by team."""
    kept, result = kept_on_stage(room), result_for(room, Audience.HOSTS).result
    if kept is None or result is None or kept.payload["voices"] is None:
        return []
    return [
        Choice(voice.value, str(voice.label), any(each.is_unanimous for each in heard(kept, result, voice)))
        for voice in Voice
    ]


@part("named", "polls/parts/named.html", audiences=(Audience.HOSTS,))
def named(room: Room, audience: Audience) -> dict[str, Any]:
    """Who answered what to the poll on stage, if it is a named one; for hosts alone."""
    poll = on_stage(room)
    if poll is None or not poll.named:
        return {"poll": None, "answers": []}
    return {"poll": poll.pk, "answers": named_answers(poll, options_on_stage(room))}


@command("poll.voice", by=Role.HOST, form=VoiceForm, decides="voice of {poll}")
def show_voice(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Show the result by person, by team or by side, of a closed poll that is counted by them."""
    poll = find_poll(room, request)
    if not poll.by_team or poll.state != PollState.CLOSED:
        raise Refused(_("Only a closed poll that is counted by team can be shown like that."))
    wanted = request.cleaned["voice"]
    if room.polls.filter(pk=poll.pk).exclude(voice=wanted).update(voice=wanted):
        touch_result(room, changes)
    return _("The result is shown like that.")
