"""Taking words out of polls: a question or an answer, live and kept, and where groups were made by it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from livesessions.archive.keeping import newest_of
from livesessions.archive.keys import number_in
from livesessions.archive.redaction import Redactable, Redaction, Text, forget_in_administration, register, rewrite
from rooms.breakouts.plan.answer_sources import redact_question
from rooms.live.commands.background import changing

from .commands import touch_poll
from .drafts.kind_settings import texts_in
from .kept.results import POLL, approved_in
from .models import Option, Poll
from .pictures.models import Picture
from .questions import rules_of
from .surveys.models import Survey
from .written.hiding import drop


def _find(key: str) -> Poll | None:
    return Poll.objects.select_related("room", "survey").filter(pk=number_in(key)).first()


def _session(key: str) -> int | None:
    poll = _find(key)
    return poll.room.session_id if poll else None


def _texts(key: str) -> Mapping[str, Text]:
    poll = _find(key)
    if poll is None:
        return {}
    answers = {f"option-{option.pk}": Text(_("Answer"), option.text) for option in poll.options.all()}
    settings = {
        f"setting-{name}": Text(label, text) for name, (label, text) in texts_in(rules_of(poll), poll.settings).items()
    }
    survey = {"survey": Text(_("Survey"), poll.survey.title)} if poll.survey else {}
    before = {
        f"wording-{i}": Text(_("Words before a typo was mended"), wording["text"])
        for i, wording in enumerate(poll.wordings)
    }
    return {"question": Text(_("Question"), poll.text), **before, **survey, **answers, **settings, **_written(poll)}


def _written(poll: Poll) -> Mapping[str, Text]:
    """What people wrote to a closed poll, by the name under which a host hides it."""
    rules, kept = rules_of(poll), newest_of(POLL, [str(poll.pk)]).get(str(poll.pk))
    if not rules.can_hide or kept is None:
        return {}
    return {f"answer-{rules.hidden_as(cell)}": Text(_("Answer"), cell) for cell in approved_in(kept)}


def _redact(redaction: Redaction) -> None:
    taken, place = redaction.taken, redaction.place
    with changing() as changes:
        poll = Poll.objects.select_for_update(of=("self",)).select_related("room", "survey").get(pk=redaction.key)
        Poll.objects.filter(pk=poll.pk).update(redacted_at=redaction.at)
        if place == "question":
            left = taken.of(poll.text)
            wordings = [wording | {"text": taken.of(wording["text"])} for wording in poll.wordings]
            Poll.objects.filter(pk=poll.pk).update(text=left, wordings=wordings)
            redact_question(poll.room, poll.text, left, redaction.at, changes)
            asked = {"question": left, "wordings": wordings}
            rewrite(POLL, redaction.key, lambda payload: payload | asked, redacted_at=redaction.at)
            forget_in_administration([poll])
        elif place.startswith("wording-"):
            number = int(place.removeprefix("wording-"))
            said = [w | {"text": taken.of(w["text"])} if i == number else w for i, w in enumerate(poll.wordings)]
            Poll.objects.filter(pk=poll.pk).update(wordings=said)
            rewrite(POLL, redaction.key, lambda payload: payload | {"wordings": said}, redacted_at=redaction.at)
        elif place == "survey" and poll.survey:
            _redact_survey(poll.survey, taken.of(poll.survey.title), redaction.at)
        elif place.startswith("answer-"):
            drop(poll, place.removeprefix("answer-"), redacted_at=redaction.at)
        elif place.startswith("setting-"):
            name = place.removeprefix("setting-")
            left = taken.of(poll.settings[name])
            Poll.objects.filter(pk=poll.pk).update(settings=poll.settings | {name: left})

            def with_setting(payload: dict) -> dict:
                return payload | {"settings": payload["settings"] | {name: left}}

            rewrite(POLL, redaction.key, with_setting, redacted_at=redaction.at)
            forget_in_administration([poll])
        else:
            option = poll.options.get(pk=place.removeprefix("option-"))
            left = taken.of(option.text)
            Option.objects.filter(pk=option.pk).update(text=left)
            Picture.objects.filter(option=option).delete()  # it may show whom the words named

            def with_option(payload: dict) -> dict:
                options = [[key, left if key == str(option.pk) else text] for key, text in payload["options"]]
                return payload | {"options": options}

            rewrite(POLL, redaction.key, with_option, redacted_at=redaction.at)
            forget_in_administration([option])
        touch_poll(poll.room, changes)


def _redact_survey(survey: Survey, left: str, at: datetime) -> None:
    """The title of a survey, and what all of its polls have of it."""
    Survey.objects.filter(pk=survey.pk).update(title=left, redacted_at=at)
    for poll in survey.polls.all():
        rewrite(POLL, str(poll.pk), lambda payload: payload | {"survey": left}, redacted_at=at)


register(Redactable(POLL, _session, _texts, _redact))
