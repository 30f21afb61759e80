"""`poll.vote`, a crowd command: the writer takes many votes together."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.texts.bidi import isolated
from rooms.live.base.fields import LARGEST_KEY, Key, SequenceField
from rooms.live.base.languages import in_language
from rooms.live.base.people import EVERYONE, Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.newest import Newest
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .ballots import has_fewer, key_of, lock_open, options_of
from .models import Ballot, Poll, PollState


class VoteForm(forms.Form):
    """One option of one poll. `sequence` counts a person's choices, so that a late retry of an older one loses."""

    poll = Key()
    option = forms.IntegerField(
        min_value=1,
        max_value=LARGEST_KEY,
        error_messages={
            "required": gettext_lazy("Choose an answer first."),
            "invalid": gettext_lazy("Choose one answer."),
        },
    )
    sequence = SequenceField()


@command("poll.vote", by=Role.PARTICIPANT, form=VoteForm, crowd=True, lasts=True)
def vote(room: Room, requests: list[CommandRequest], changes: Changes) -> list[str | Refused]:
    """Cast or change ballots; the newest sequence of each person counts."""
    polls = lock_open(sorted({request.cleaned["poll"] for request in requests}))
    answers: list[str | Refused] = []
    ballots = Newest(Ballot, says="option_id")
    for request in requests:
        with in_language(request.language):
            poll = polls.get(request.cleaned["poll"])
            refused = _why_not(room, request, poll)
            answers.append(refused or _("Your vote is in. You can change it as long as the poll is open."))
        person, personal_secret = request.actor.participant, request.actor.personal_secret
        if refused or poll is None or person is None or personal_secret is None:
            continue
        ballot = Ballot(key=key_of(poll, person, personal_secret), poll=poll, option_id=request.cleaned["option"])
        ballots.take(len(answers) - 1, ballot, request.cleaned["sequence"])
        changes.touch_person(room, person, "own_vote")
    for pk in {ballot.poll_id for ballot in ballots.write(requests, answers)}:
        touch_results(room, polls[pk], changes, of=len(requests))
    return answers


def touch_results(room: Room, poll: Poll, changes: Changes, of: int) -> None:
    """Touch the parts that show counts: for hosts always, for the others only once the result is revealed.

    `of`: how many votes may just have been written. The vote that reaches the minimum makes the result appear.
    """
    changes.touch(room, "delivery", Audience.HOSTS)
    audiences = EVERYONE if poll.revealed_at else (Audience.HOSTS,)
    for part in ("bar", "voters"):
        changes.touch(room, part, *audiences)
    if poll.minimum > 1 and has_fewer(poll, poll.minimum + of):
        changes.touch(room, "tally", *audiences)


def _why_not(room: Room, request: CommandRequest, poll: Poll | None) -> Refused | None:
    if poll is None or poll.room_id != room.pk:
        closed = Poll.objects.filter(pk=request.cleaned["poll"], room=room, state=PollState.CLOSED).first()
        if closed is not None:
            # The sentence says what was asked, because people may read it beside the next one.
            sentence = _("Your vote came too late and was not counted. This poll is closed: %(poll)s")
            return Refused(sentence % {"poll": isolated(closed.text)}, 409)
        return Refused(_("This poll does not belong to this session."), 404)
    if request.cleaned["option"] not in options_of(poll.pk, poll.opened_at):
        return Refused(_("This answer does not belong to the poll."), 422)
    return None
