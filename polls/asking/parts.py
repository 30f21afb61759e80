"""The parts of polls in a room."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from polls.kinds.percents import percent
from rooms.live.base.people import Audience
from rooms.live.hub.presence import who_is_here
from rooms.live.models import Room
from rooms.live.rendering.parts import part
from rooms.live.rendering.renderer import version_of

from .dividing import KEPT
from .drafts.kind_settings import editor_fields, texts_in
from .models import Option, Poll, PollState
from .pictures.holding import addresses, without_picture
from .questions import question_of, rules_of, said, translated
from .results import (
    answered_beside,
    answers_on_stage,
    chose_few,
    kept_on_stage,
    on_stage,
    open_polls,
    options_on_stage,
    result_for,
    shifts_for,
    survey_on_stage,
    totals_of,
    waiting_on_stage,
)
from .whose.on_stage import choices, voices_for
from .whose.scores import best_teams, score_for

AS_THEY_ARE = (
    *("pk", "text", "state", "divides", "strict", "opened_at", "minimum", "round", "kind", "settings"),
    *("redacted_at", "countdown", "closes_itself", "paused_at", "closes_at", "ends_ms", "by_team", "voice"),
    *("hands", "named", "hosts_vote", "wordings", "barometer"),
)
"""Fields of a poll that templates use as they are."""


def shown_options(poll: Poll, options: Iterable[Option], pictures: Mapping[str, str]) -> list[dict[str, Any]]:
    """Options for templates, those that the kind itself has included; `value` stands for one in a form.

    `place` names the text for whoever takes words out of it; `picture` is an address.
    """
    asked, own = question_of(poll, options), bool(rules_of(poll).fixed)
    return [
        {
            "key": option.key,
            "value": asked.padded(option.key),
            "text": option.text,
            "place": "" if own else f"option-{option.key}",
            "picture": pictures.get(option.key, ""),
            "hands": poll.hands.get("counts", {}).get(option.key, ""),
        }
        for option in asked.options
    ]


def as_shown(poll: Poll, options: Iterable[Option], pictures: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A poll for templates; also one that is not saved. `pictures`: addresses by option, if not its own."""
    pictures = addresses(poll) if pictures is None else pictures
    return {name: getattr(poll, name) for name in AS_THEY_ARE} | {
        "survey": poll.survey,
        "comes_back": rules_of(poll).comes_back,
        "scored": bool(rules_of(poll).right_cell),
        "revealed": poll.revealed_at is not None,
        "ballot": f"polls/kinds/{poll.kind}/ballot.html",
        "result": f"polls/kinds/{poll.kind}/result.html",
        "screen": [f"polls/kinds/{poll.kind}/screen.html", "polls/options.html"],
        "paper": rules_of(poll).paper(question_of(poll, options)),
        "options": shown_options(poll, options, pictures),
        "has_pictures": rules_of(poll).pictures,
        "pictures": pictures,
        "texts": [
            {"place": f"setting-{name}", "label": label, "text": text}
            for name, (label, text) in texts_in(rules_of(poll), poll.settings).items()
        ],
        "takes_hands": rules_of(poll).takes_hands,
        "may_raise_two": rules_of(poll).may_raise_two(question_of(poll, options)),
        "warns": "dividing" if poll.divides else "named" if poll.named else "by-team" if poll.by_team else "",
    }


def _staged(room: Room) -> dict[str, Any] | None:
    poll = on_stage(room)
    return as_shown(poll, options_on_stage(room)) if poll else None


@part("poll", "polls/parts/poll.html")
def poll_on_stage(room: Room, audience: Audience) -> dict[str, Any]:
    """The poll on stage, or its survey; for participants, while it is open, the ballots."""
    survey = survey_on_stage(room)
    asked = [poll for poll in open_polls(room) if survey and poll.survey_id == survey.pk]
    return {
        "poll": _staged(room),
        "survey": survey,
        "questions": [as_shown(poll, poll.options.all()) for poll in asked],
    }


@part("also_open", "polls/parts/also_open.html", audiences=(Audience.PARTICIPANTS, Audience.HOSTS))
def also_open(room: Room, audience: Audience) -> dict[str, Any]:
    """The open polls that are not on the stage: for participants their ballots, for hosts how many answered."""
    on, beside = survey_on_stage(room), answered_beside(room)
    if audience == Audience.PARTICIPANTS:
        beside = [(poll, answered) for poll, answered in beside if on is None or poll.survey_id != on.pk]
    return {"polls": [as_shown(poll, poll.options.all()) | {"answered": answered} for poll, answered in beside]}


@part("tally", "polls/parts/tally.html", holds=("bar",))
def tally(room: Room, audience: Audience) -> dict[str, Any]:
    """The result on stage, chart and table in one, if this audience may see it; otherwise the reason why not."""
    disclosed = result_for(room, audience)
    staged = _staged(room)
    closed = staged is not None and staged["state"] == PollState.CLOSED
    found = {"poll": staged, "result": disclosed.result, "closed": closed, "hidden_reason": disclosed.reason}
    found |= {"voices": voices_for(room, audience), "shifts": shifts_for(room, audience)}
    return found | {"best": best_teams(room, audience), "score": score_for(room, audience)}


@part("bar", "polls/parts/bar.html", keyed=True, figure=True)
def bars(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """The pieces of a result: after a vote only these are sent. Of one choice, the bar of each option."""
    poll, result = on_stage(room), result_for(room, audience).result
    if poll is None or result is None or voices_for(room, audience) or shifts_for(room, audience):
        return {}
    about: dict[str, Any] = {"kind": poll.kind, "poll": poll.pk, "hidden": poll.hidden}
    if audience == Audience.HOSTS:
        about["waiting"] = waiting_on_stage(room)
    pieces = rules_of(poll).pieces(result).items()
    return {key: {"row": piece} | about for key, piece in pieces if keys is None or key in keys}


@part("voters", "polls/parts/voters.html", figure=True)
def voters(room: Room, audience: Audience) -> dict[str, Any]:
    """The number of people who voted and the outcome in a sentence, for audiences that may see the result."""
    poll, result = on_stage(room), result_for(room, audience).result
    if poll is None or result is None:
        return {"result": result}
    rules = rules_of(poll)
    waits = rules.outcome_waits and poll.state != PollState.CLOSED
    return {
        "result": result,
        "outcome": "" if waits else said(rules.outcome(result)),
        "tells": rules.tells_outcome,
        "few": audience == Audience.HOSTS and poll.revealed_at is None and chose_few(poll, result),
    }


def _draft(poll: Poll) -> dict[str, Any]:
    rules = rules_of(poll)
    return as_shown(poll, poll.options.all()) | {
        "title": translated(rules.title),
        "has_options": rules.most > 0,
        "without_picture": without_picture(poll),
        "can_divide": rules.can_divide,
        "fields": editor_fields(rules, poll.settings),
    }


def _surveys(polls: Iterable[Poll]) -> list[dict[str, Any]]:
    """The surveys that are ready or open, each with its questions."""
    found: dict[int, dict[str, Any]] = {}
    for poll in polls:
        if poll.survey is not None and poll.state in (PollState.DRAFT, PollState.OPEN):
            about = {"pk": poll.survey.pk, "title": poll.survey.title, "is_open": False, "polls": []}
            survey = found.setdefault(poll.survey.pk, about)
            survey["polls"].append(poll)
            survey["is_open"] = survey["is_open"] or poll.state == PollState.OPEN
    return list(found.values())


@part("polls", "polls/parts/polls.html", audiences=(Audience.HOSTS,))
def prepared(room: Room, audience: Audience) -> dict[str, Any]:
    """The host's list: prepared polls in their order, what was removed, the poll on stage, closed polls."""
    polls = list(room.polls.annotate(kept=KEPT).select_related("survey").prefetch_related("options"))
    totals = totals_of(room)
    in_state = {state: [poll for poll in polls if poll.state == state] for state in PollState}
    closed = sorted(
        ((poll.opened_at, poll.pk, poll) for poll in in_state[PollState.CLOSED] if poll.opened_at), reverse=True
    )
    return {
        "drafts": [_draft(poll) for poll in in_state[PollState.DRAFT]],
        "surveys": _surveys(polls),
        "can_make_survey": sum(poll.survey_id is None for poll in in_state[PollState.DRAFT]) > 1,
        "removed": [as_shown(poll, ()) for poll in in_state[PollState.REMOVED]],
        "current": _staged(room),
        "voices": choices(room),
        "closed": [
            as_shown(poll, poll.options.all())
            | {"total": totals.get(poll.pk), "is_few": totals.get(poll.pk, 0) is None, "kept": poll.kept}
            for _opened_at, _pk, poll in closed
        ],
    }


@part("delivery", "polls/parts/delivery.html", audiences=(Audience.HOSTS,), volatile=True)
def delivery(room: Room, audience: Audience) -> dict[str, Any]:
    """The number of people who are here, who have the open poll on their screen, and who answered it.

    Of a closed poll these are the numbers at its end; `few` is its minimum when fewer answered.
    """
    poll = on_stage(room)
    is_open = poll is not None and poll.state == PollState.OPEN
    kept = kept_on_stage(room)
    if kept is not None:
        counted = _delivered(kept.present or 0, kept.received or 0, kept.answered or 0)
        few = poll.minimum if poll and kept.answered is None else 0
        return counted | {"open": False, "poll": True, "missing": 0, "few": few}
    seats = who_is_here(room).values()
    asked_at = version_of(room, Audience.PARTICIPANTS, "poll")
    here = len(seats)
    received = sum(seat.seen >= asked_at for seat in seats) if is_open else 0
    answered = answers_on_stage(room) if is_open else 0
    missing = here - received if is_open else 0
    return _delivered(here, received, answered) | {
        "open": is_open,
        "poll": poll is not None,
        "missing": missing,
        "few": 0,
    }


def _delivered(here: int, received: int, answered: int) -> dict[str, Any]:
    return {
        "here": here,
        "received": received,
        "answered": answered,
        "received_width": percent(received, here),
        "answered_width": percent(answered, max(here, answered)),
    }
