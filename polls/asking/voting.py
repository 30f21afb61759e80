"""`poll.vote`, a crowd command: the writer takes many votes together."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from livesessions.texts.bidi import isolated
from polls.kinds.answers import stored
from polls.kinds.kind import Bad
from rooms.live.base.fields import Key, SequenceField
from rooms.live.base.languages import in_language
from rooms.live.base.people import EVERYONE, Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.newest import Newest
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .ballots import has_fewer, key_of, lock_open
from .models import Ballot, Poll, PollState
from .questions import question_when_open, rules_of, said
from .results import is_on_stage
from .stepping import take_step
from .whose.models import NamedAnswer
from .whose.named import named_answer
from .whose.sealed import seal_voice, sides_of
from .written.returning import sealed_in

MOST_FIELDS = 60
LONGEST_VALUE = 2000
"""Characters of one field of a ballot: no kind takes as many, and each says so in its own words."""


class VoteForm(forms.Form):
    """An answer to one poll. Every further field is for the kind of the poll: `sent` in the cleaned data.

    `sequence` counts a person's choices, so that a late retry of an older one loses.
    """

    poll = Key()
    sequence = SequenceField()

    def clean(self) -> dict[str, Any]:
        """Gather the fields of the kind. Raises `ValidationError` for more than any ballot has."""
        sent = {name: _values(self.data[name]) for name in self.data if name not in self.fields}
        values = [value for some in sent.values() for value in some]
        if len(values) > MOST_FIELDS or any(len(value) > LONGEST_VALUE for value in values):
            raise forms.ValidationError(_("We could not read that. Nothing was changed."))
        self.cleaned_data["sent"] = sent
        return self.cleaned_data


def _values(given: object) -> list[str]:
    """What a field holds, as a form has it; nothing of what no form has (htmx sends an object beside the fields)."""
    values = given if isinstance(given, list) else [given]
    return [str(value) for value in values if isinstance(value, (str, int, float))]


@command("poll.vote", by=Role.PARTICIPANT, form=VoteForm, crowd=True, lasts=True)
def vote(room: Room, requests: list[CommandRequest], changes: Changes) -> list[str | Refused]:
    """Cast or change ballots; the newest sequence of each person counts."""
    polls = lock_open(sorted({request.cleaned["poll"] for request in requests}))
    sides = sides_of(polls.values(), [request.actor.participant for request in requests])
    answers: list[str | Refused] = []
    ballots, with_names = Newest(Ballot, says="answer"), Newest(NamedAnswer, says="answer")
    for request in requests:
        answer = ""
        with in_language(request.language):
            poll = polls.get(request.cleaned["poll"])
            try:
                answer = _answer(room, request, poll)
                answers.append(_("Your vote is in. You can change it as long as the poll is open."))
            except Refused as refused:
                answers.append(refused)
        person, personal_secret = request.actor.participant, request.actor.personal_secret
        if not answer or poll is None or person is None or personal_secret is None:
            continue
        if rules_of(poll).comes_back:
            answer = sealed_in(poll, personal_secret, answer)
        key, sealed = key_of(poll, person, personal_secret), seal_voice(poll, sides.get(person))
        ballot = Ballot(key=key, poll=poll, answer=answer, sealed=sealed)
        ballots.take(len(answers) - 1, ballot, request.cleaned["sequence"])
        if poll.named:
            with_names.take(len(answers) - 1, named_answer(poll, person, answer), request.cleaned["sequence"])
        changes.touch_person(room, person, "own_vote")
    with_names.write(requests, answers)
    for pk in {ballot.poll_id for ballot in ballots.write(requests, answers)}:
        touch_results(room, polls[pk], changes, of=len(requests))
    return answers


def touch_results(room: Room, poll: Poll, changes: Changes, of: int) -> None:
    """Touch the parts that show counts: for hosts always, for the others only once the result is revealed.

    `of`: how many votes may just have been written. The vote that reaches the minimum makes the result appear.
    """
    if not is_on_stage(poll):
        changes.touch(room, "also_open", Audience.HOSTS)
        if poll.strict:
            take_step(poll)
        return
    for part in ("delivery", "named") if poll.named else ("delivery",):
        changes.touch(room, part, Audience.HOSTS)
    if poll.strict and not take_step(poll):
        return
    audiences = EVERYONE if poll.revealed_at else (Audience.HOSTS,)
    for part in ("bar", "voters"):
        changes.touch(room, part, *audiences)
    if poll.strict or (poll.minimum > 1 and has_fewer(poll, poll.minimum + of)):
        changes.touch(room, "tally", *audiences)


def _answer(room: Room, request: CommandRequest, poll: Poll | None) -> str:
    """The answer as a ballot holds it. Raises `Refused`."""
    if poll is None or poll.room_id != room.pk:
        closed = Poll.objects.filter(pk=request.cleaned["poll"], room=room, state=PollState.CLOSED).first()
        if closed is not None:
            raise _too_late(closed)
        raise Refused(_("This poll does not belong to this session."), 404)
    if request.actor.hosts_too and not poll.hosts_vote:
        # No 403: that writes into the security log which account takes part here.
        raise Refused(_("You host this session in this browser, and hosts do not vote along in this poll."), 409)
    if poll.is_over(timezone.now()):
        raise _too_late(poll)
    if poll.paused_at is not None:
        raise Refused(_("The poll stands still for a moment. Your choice stays: vote when it goes on."), 409)
    if poll.opened_at is None:
        raise ValueError("an open poll was opened at some time")
    try:
        return stored(rules_of(poll).clean(request.cleaned["sent"], question_when_open(poll.pk, poll.opened_at)))
    except Bad as bad:
        raise Refused(said(bad.sentence), 422, bad.field) from None


def _too_late(poll: Poll) -> Refused:
    # The sentence says what was asked, because people may read it beside the next one.
    sentence = _("Your vote came too late and was not counted. This poll is closed: %(poll)s")
    return Refused(sentence % {"poll": isolated(poll.text)}, 409)
