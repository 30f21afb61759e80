"""The board's parts for everybody: the form, the list, answered questions, and a participant's own questions."""

from collections.abc import Callable, Collection, Hashable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from livesessions.followup.replying import replies_in
from rooms.live.base.people import Audience, People
from rooms.live.commands.newest import noted
from rooms.live.hub.presence import who_is_here
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..models import Board, Question, Upvote
from ..questions.listing import answered, board_of, listed_for, live_question, prompt_of, secret_of, votes_on_page
from ..questions.pseudonyms import author_keys, receipt_code, voter_key
from ..questions.teams import note_team
from ..records import QUESTION
from ..states import QuestionState
from ..wording import what_became

PARTICIPANTS = (Audience.PARTICIPANTS,)


def settings_of(board: Board | None) -> dict[str, Any] | None:
    """The fields of a board for templates, without its secret."""
    if board is None:
        return None
    return {
        "pk": board.pk,
        "title": board.title,
        "opened": board.opened_at is not None,
        "open": board.is_open,
        "frozen": board.is_frozen,
        "anonymous": board.is_anonymous,
        "names": board.names,
        "moderation": board.moderation,
        "categories": board.categories,
        "closed_at": board.closed_at,
    }


def shown(question: Question) -> dict[str, Any]:
    """The fields of a question that everybody may see."""
    return {
        "pk": question.pk,
        "text": question.text,
        "category": question.category,
        "cluster": question.cluster,
        "by": by_whom(question),
        "pinned": question.pinned_at is not None,
        "state": question.state,
        "redacted_at": question.redacted_at,
    }


def by_whom(question: Question) -> list[str]:
    """The asker's name and team, as far as the board promised to show them."""
    return [words for words in (question.name, question.team.name if question.team else "") if words]


def signed_by(question: Question) -> dict[str, Any]:
    """For hosts: who signed a question with their name; nobody for any other question."""
    return {"asker": question.asker_id, "name": question.name}


@part("ask", "rooms/board/parts/ask.html", audiences=PARTICIPANTS)
def ask_form(room: Room, audience: Audience) -> dict[str, Any]:
    """The form for a question, and what others will see of the asker. It changes only with the board's settings."""
    return {"board": settings_of(board_of(room))}


@part("board", "rooms/board/parts/board.html", holds=("votes", "order"), arranged_by="order")
def board_list(room: Room, audience: Audience) -> dict[str, Any]:
    """The first questions in order; the projector shows only a few."""
    board = board_of(room)
    questions = listed_for(room, board, audience)
    is_host = audience == Audience.HOSTS
    return {
        "board": settings_of(board),
        "questions": [shown(question) | (signed_by(question) if is_host else {}) for question in questions],
        "more": board is not None and len(board.order) > len(questions),
    }


@part("order", "rooms/board/parts/order.html", keyed=True, figure=True)
def order(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """The order of the list. When votes change the order, only this is sent, and pages move the questions."""
    questions = listed_for(room, board_of(room), audience)
    return {"shown": {"ids": [question.pk for question in questions]}} if questions else {}


@part("votes", "rooms/board/parts/votes.html", keyed=True, figure=True)
def votes(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """How many people want to know each question, or agree with each card. After an upvote only this is sent."""
    cards = {card.pk for card in listed_for(room, prompt_of(room), audience)}
    counted = votes_on_page(room, audience, keys)
    return {id: {"votes": count, "is_card": id in cards} for id, count in counted.items()}


@part("answering", "rooms/board/parts/answering.html", holds=("votes",))
def answering(room: Room, audience: Audience) -> dict[str, Any]:
    """The question being discussed now."""
    question = live_question(room)
    return {"question": shown(question) if question else None}


@part("answered", "rooms/board/parts/answered.html", audiences=(Audience.HOSTS, Audience.PARTICIPANTS))
def answered_list(room: Room, audience: Audience) -> dict[str, Any]:
    """Answered questions, the last one first, each with its written answer if it has one."""
    questions = answered(room)
    replies = replies_in(room.session_id, QUESTION) if questions else {}
    return {
        "questions": [
            {
                "pk": question.pk,
                "text": question.text,
                "redacted_at": question.redacted_at,
                "answer": replies.get(question.pk),
            }
            for question in questions
        ]
    }


def same_own(name: str) -> Callable[[dict[str, Any]], Hashable]:
    """What is compared of a personal part that lists somebody's own under `name`."""
    return lambda context: tuple(tuple(sorted(each.items())) for each in context[name])


def may_be_withdrawn(question: Question) -> bool:
    """Whether the page offers whoever wrote it to withdraw it: nobody has answered it yet."""
    states = {question.state, question.merged_into.state if question.merged_into else question.state}
    return not states & {QuestionState.ANSWERED, QuestionState.WITHDRAWN}


@part("asked", "rooms/board/parts/asked.html", audiences=PARTICIPANTS, personal=True, same=same_own("questions"))
def asked(room: Room, people: People) -> dict[UUID, dict[str, Any]]:
    """A participant's own questions, their states, and the codes for finding the answers later."""
    secret = secret_of(room)
    own: dict[UUID, list[dict[str, Any]]] = {person: [] for person in people}
    if secret is not None and board_of(room) is not None:
        whose = {key: person for person, own in people.items() for key in author_keys(secret, own)}
        found = Question.objects.questions().filter(board__room=room, author__in=whose).select_related("merged_into")
        for question in found.order_by("asked_at"):
            person = whose[question.author or ""]
            own[person].append(
                {
                    "pk": question.pk,
                    "text": question.text,
                    "state": question.state,
                    "became": what_became(question),
                    "redacted_at": question.redacted_at,
                    "may_withdraw": may_be_withdrawn(question),
                    "code": receipt_code(secret, people[person], question.pk),
                }
            )
    answer = {"address": settings.PUBLIC_ADDRESS, "answer": reverse("answer")}
    return {person: {"questions": questions, **answer} for person, questions in own.items()}


@part("upvoted", "rooms/board/parts/upvoted.html", audiences=PARTICIPANTS, personal=True, same=lambda c: c["upvoted"])
def upvoted(room: Room, people: People) -> dict[UUID, dict[str, Any]]:
    """A participant's upvotes, also those that were taken back, for the buttons; written as `noted` does."""
    secret = secret_of(room)
    if secret is None:
        return {person: {"upvoted": ""} for person in people}
    keys = {person: voter_key(secret, personal_secret) for person, personal_secret in people.items()}
    here = who_is_here(room)
    for person, key in keys.items():
        if seat := here.get(person.hex):
            note_team(room.pk, key, seat.team)
    own: dict[str, list[str]] = {}
    found = Upvote.objects.filter(question__board__room=room, voter__in=keys.values()).order_by("question")
    for question, voter, on, sequence in found.values_list("question", "voter", "on", "sequence"):
        own.setdefault(voter, []).append(noted(question, sequence, on))
    return {person: {"upvoted": " ".join(own.get(keys[person], []))} for person in people}
