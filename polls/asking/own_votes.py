"""The part with a participant's own choices in the open polls."""

from collections.abc import Hashable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings as site
from django.urls import reverse

from polls.kinds.answers import answer_in
from polls.kinds.kind import Question
from rooms.live.base.people import Audience, People
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from .ballots import ballots_of
from .models import Poll
from .questions import question_of, rules_of
from .results import closed_with_codes, on_stage, open_polls, survey_on_stage
from .written.returning import Own, coming_back


def _own(context: dict[str, Any]) -> Hashable:
    votes = tuple(tuple(map(str, vote.values())) for vote in context["votes"])
    return votes, context["staged"], context["survey"]


@part("own_vote", "polls/parts/own_vote.html", audiences=(Audience.PARTICIPANTS,), personal=True, same=_own)
def own_vote(room: Room, people: People) -> dict[UUID, dict[str, Any]]:
    """A participant's own choices in the open polls, and what comes back to them from polls that are closed.

    Of any other answer nobody knows after closing whose it was, not even the server.
    """
    staged = on_stage(room)
    polls = [*open_polls(room), *closed_with_codes(room)]
    own: dict[UUID, list[dict[str, Any]]] = {person: [] for person in people}
    for poll in polls:
        asked, ballots = question_of(poll, poll.options.all()), ballots_of(poll, people)
        back = coming_back(poll, people, ballots) if rules_of(poll).comes_back else {}
        for person, votes in own.items():
            votes.append(_vote(poll, asked, ballots.get(person), back.get(person)))
    survey = survey_on_stage(room)
    page = {
        "staged": staged.pk if staged else None,
        "survey": survey.pk if survey else None,
        "address": site.PUBLIC_ADDRESS,
        "answer": reverse("answer"),
    }
    return {
        person: page
        | {"votes": votes, "answered": sum(bool(vote["fill"]) for vote in votes if vote["survey"] == page["survey"])}
        for person, votes in own.items()
    }


def _vote(poll: Poll, asked: Question, ballot: tuple[str, int] | None, back: Own | None) -> dict[str, Any]:
    text, sequence = ballot or ("", 0)
    about = {"poll": poll.pk, "survey": poll.survey_id, "asked": poll.text, "sequence": sequence}
    vote: dict[str, Any] = about | {"fill": "", "words": [], "code": "", "comes_back": rules_of(poll).comes_back}
    vote["scored"] = bool(rules_of(poll).right_cell)
    if back:
        vote |= {"words": [back.text], "code": back.code}
    if text:
        answer = back.text if back else answer_in(text)
        fill = urlencode(rules_of(poll).fill(answer, asked))
        vote |= {"fill": fill, "words": rules_of(poll).words(answer, asked)}
    return vote
