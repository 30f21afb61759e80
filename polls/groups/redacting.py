"""Taking words out of a group's own poll: the question or an answer, live and kept."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from livesessions.archive.keys import number_in
from livesessions.archive.redaction import Redactable, Redaction, Text, register, rewrite
from rooms.breakouts.touching import touch_groups
from rooms.live.base.people import Audience
from rooms.live.commands.background import changing

from .models import GroupPoll
from .records import GROUP_POLL


def _find(key: str) -> GroupPoll | None:
    rows = GroupPoll.objects.select_related("group__round__plan__room")
    return rows.filter(pk=number_in(key)).first()


def _session(key: str) -> int | None:
    poll = _find(key)
    return poll.group.round.plan.room.session_id if poll else None


def _texts(key: str) -> Mapping[str, Text]:
    poll = _find(key)
    if poll is None:
        return {}
    answers = {f"answer-{number}": Text(_("Answer"), text) for number, text in enumerate(poll.answers, 1)}
    return {"question": Text(_("Question"), poll.text), **answers}


def _redact(redaction: Redaction) -> None:
    taken, place = redaction.taken, redaction.place
    with changing() as changes:
        poll = GroupPoll.objects.select_for_update(of=("self",)).select_related("group__round__plan__room")
        found = poll.get(pk=redaction.key)
        room = found.group.round.plan.room
        old = found.text if place == "question" else found.answers[int(place.removeprefix("answer-")) - 1]
        left = taken.of(old)
        if place == "question":
            GroupPoll.objects.filter(pk=found.pk).update(text=left, redacted_at=redaction.at)
        else:
            answers = [left if f"answer-{number}" == place else text for number, text in enumerate(found.answers, 1)]
            GroupPoll.objects.filter(pk=found.pk).update(answers=answers, redacted_at=redaction.at)

        def change(payload: dict[str, Any]) -> dict[str, Any]:
            if place == "question":
                return payload | {"question": left}
            rows = [[left if text == old else text, votes] for text, votes in payload["rows"]]
            return payload | {"rows": rows}

        rewrite(GROUP_POLL, redaction.key, change, redacted_at=redaction.at)
        changes.touch(room, f"grouppoll-{found.group_id}", Audience.PARTICIPANTS)
        touch_groups(room, [found.group_id], changes)


register(Redactable(GROUP_POLL, _session, _texts, _redact))
