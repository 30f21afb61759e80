"""Examples of the commands of polls, and of groups' own polls."""

from typing import Any

from polls.asking.models import Poll, PollState
from polls.groups.models import GroupPoll
from polls.library.models import Template
from rooms.live.commands.performing import perform
from tests.scene import Scene

from .breakouts import group_of
from .example import Example


def _the_poll(scene: Scene) -> dict[str, Any]:
    return {"poll": scene.room.polls.latest("pk").pk}


def _two_drafts(scene: Scene) -> None:
    scene.draft()
    scene.draft("Wie begint?")


def _with_two_options(scene: Scene) -> None:
    scene.asked("Wat helpt?", "Meer tijd\nMeer mensen")


def _with_draft_removed(scene: Scene) -> None:
    scene.must("poll.discard", poll=scene.draft().pk)


def _ballot(scene: Scene) -> dict[str, Any]:
    poll = Poll.objects.get(room=scene.room, state=PollState.OPEN)
    return {"poll": poll.pk, "option": poll.options.all()[1].pk, "sequence": "1"}


def _with_votes(scene: Scene) -> None:
    poll = scene.asked()
    for who in range(2):
        assert scene.vote(poll, option=who, who=who).status == "ok"


def _with_result(scene: Scene) -> None:
    _with_votes(scene)
    scene.must("poll.reveal", **_the_poll(scene))


def _paused(scene: Scene) -> None:
    _with_votes(scene)
    scene.must("poll.pause", **_the_poll(scene))


def _counted_by_team(scene: Scene) -> None:
    scene.must("poll.draft", text="Wat is nodig?", options="Tijd\nMensen", minimum=1, by_team="on")
    scene.must("poll.open", **_the_poll(scene))
    poll = Poll.objects.get(pk=_the_poll(scene)["poll"])
    for who in range(2):
        assert scene.vote(poll, option=who, who=who).status == "ok"
    scene.must("poll.close", **_the_poll(scene))


def _with_words_that_wait(scene: Scene) -> None:
    _with_words(scene, **{"words-approve": "on"})


def _with_words(scene: Scene, **more: str) -> None:
    scene.must("poll.draft", kind="words", text="Wat neem je mee?", **more)
    scene.must("poll.open", **_the_poll(scene))
    for who, word in enumerate(("tijd", "Tijd!")):
        data = {**_the_poll(scene), "word-1": word}
        assert perform("poll.vote", scene.as_participant(who), data).status == "ok"


def _with_a_word_hidden(scene: Scene) -> None:
    _with_words(scene)
    scene.must("poll.hide_answer", **_the_poll(scene), answer="tijd")


def _group_question(scene: Scene) -> dict[str, Any]:
    return {**group_of(scene), "number": "1", "text": "Waar beginnen we?", "options": "Klein\nGroot"}


def _group_polled(scene: Scene, answers: int = 0) -> None:
    """Three people in one group; the first asks, and so many of them answer."""
    scene.out(groups=1)
    assert perform("grouppoll.ask", scene.as_participant(), _group_question(scene)).status == "ok"
    for who in range(answers):
        ballot = {**_group_poll(scene), "option": 1 + who % 2}
        assert perform("grouppoll.vote", scene.as_participant(who), ballot).status == "ok"


def _group_poll(scene: Scene) -> dict[str, Any]:
    found = GroupPoll.objects.filter(group__round__plan__room=scene.room).last()
    return {"poll": found.pk if found else 1}


def _two_open(scene: Scene) -> None:
    scene.asked("Wie?")
    scene.asked("Waar?")


def _with_template(scene: Scene) -> None:
    scene.must("poll.keep", poll=scene.draft().pk)


def _the_template(scene: Scene) -> dict[str, Any]:
    found = Template.objects.first()
    return {"template": found.pk if found else 1}


def _with_survey(scene: Scene) -> None:
    _two_drafts(scene)
    scene.must("survey.make", **_survey_of_all(scene))


def _with_open_survey(scene: Scene) -> None:
    _with_survey(scene)
    scene.must("survey.open", **_the_survey(scene))


def _survey_of_all(scene: Scene) -> dict[str, Any]:
    return {"title": "Hoe was het?", "poll": [str(key) for key in scene.room.polls.values_list("pk", flat=True)]}


def _the_survey(scene: Scene) -> dict[str, Any]:
    return {"survey": scene.room.surveys.values_list("pk", flat=True).first() or 1}


EXAMPLES = {
    "survey.make": Example(_survey_of_all, _two_drafts),
    "survey.dissolve": Example(_the_survey, _with_survey),
    "survey.open": Example(_the_survey, _with_survey),
    "survey.close": Example(_the_survey, _with_open_survey),
    "grouppoll.ask": Example(_group_question, lambda scene: scene.out(groups=1)),
    "grouppoll.vote": Example(lambda scene: {**_group_poll(scene), "option": 2, "sequence": "1"}, _group_polled),
    "grouppoll.show": Example(_group_poll, lambda scene: _group_polled(scene, answers=3)),
    "grouppoll.end": Example(_group_poll, lambda scene: _group_polled(scene, answers=1)),
    "poll.draft": Example(lambda scene: {"text": "Wat helpt?", "options": "Samen eten\nSamen lopen"}),
    "poll.edit": Example(
        lambda scene: {
            **_the_poll(scene),
            "kind": "single",
            "text": "Wat helpt het meest?",
            "options": "Samen eten\nRust",
        },
        lambda scene: scene.draft(),
    ),
    "poll.move": Example(lambda scene: {"poll": scene.room.polls.first().pk, "place": "2"}, _two_drafts),
    "poll.discard": Example(_the_poll, lambda scene: scene.draft()),
    "poll.restore": Example(_the_poll, _with_draft_removed),
    "poll.keep": Example(_the_poll, lambda scene: scene.draft()),
    "poll.take": Example(_the_poll, _with_votes),
    "template.use": Example(lambda scene: {"template": "check-in"}),
    "template.remove": Example(_the_template, _with_template),
    "poll.open": Example(_the_poll, lambda scene: scene.draft()),
    "poll.stage": Example(lambda scene: {"poll": scene.room.polls.first().pk}, _two_open),
    "poll.again": Example(_the_poll, lambda scene: scene.draft()),
    "poll.pause": Example(_the_poll, _with_votes),
    "poll.extend": Example(lambda scene: {**_the_poll(scene), "until": 0, "seconds": 60}, _with_votes),
    "poll.resume": Example(_the_poll, _paused),
    "poll.mend": Example(lambda scene: {**_the_poll(scene), "text": "Wat helpt jou?"}, _with_two_options),
    "poll.close": Example(_the_poll, _with_votes),
    "poll.reveal": Example(_the_poll, _with_votes),
    "poll.hide": Example(_the_poll, _with_result),
    "poll.hide_answer": Example(lambda scene: {**_the_poll(scene), "answer": "tijd"}, _with_words),
    "poll.count_hands": Example(
        lambda scene: {**_the_poll(scene), f"hands-{scene.room.polls.last().options.first().pk}": "3"}, _with_votes
    ),
    "poll.approve_answer": Example(lambda scene: {**_the_poll(scene), "answer": "tijd"}, _with_words_that_wait),
    "poll.show_answer": Example(lambda scene: {**_the_poll(scene), "answer": "tijd"}, _with_a_word_hidden),
    "poll.voice": Example(lambda scene: {**_the_poll(scene), "voice": "team"}, _counted_by_team),
    "poll.resend": Example(set_scene=_with_votes),
    "poll.vote": Example(_ballot, lambda scene: scene.asked()),
}
