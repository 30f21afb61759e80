"""Surveys: polls that open and close as one, answered at one's own pace."""

import re

import pytest

from livesessions.archive.models import Record
from polls.asking.models import Ballot, Poll, PollState
from polls.asking.surveys.models import Survey
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.elements import attribute


@pytest.fixture
def polls(scene, quick):
    """Three polls that are ready."""
    scene.must("room.open")
    return [scene.draft(text) for text in ("Een?", "Twee?", "Drie?")]


@pytest.fixture
def survey(scene, polls):
    """A survey of the first two, which is open."""
    return _opened(scene, polls[:2])


def _made(scene, polls, **more):
    scene.must("survey.make", title="Hoe was het?", poll=[str(poll.pk) for poll in polls], **more)
    return Survey.objects.get()


def _opened(scene, polls, **more):
    survey = _made(scene, polls, **more)
    scene.must("survey.open", survey=survey.pk)
    return survey


def test_its_polls_open_as_one_and_the_rest_stays_ready(scene, survey):
    assert list(scene.room.polls.values_list("state", flat=True)) == [PollState.OPEN, PollState.OPEN, PollState.DRAFT]
    part = Browser(scene, Role.PARTICIPANT).parts()["poll"]
    assert "Hoe was het?" in part and part.index("Een?") < part.index("Twee?") and part.count('value="poll.vote"') == 2
    assert "Een?" not in Browser(scene, Role.PARTICIPANT).parts()["also_open"], "they stand in the survey"
    screen = Browser(scene, Role.SCREEN).parts()["poll"]
    assert "Hoe was het?" in screen and "Twee?" in screen


def test_each_answer_counts_when_it_is_given_and_has_a_secret_of_its_own(scene, survey, polls):
    scene.vote(polls[0], 1)
    own = Browser(scene, Role.PARTICIPANT).parts()["own_vote"]
    assert "1 vraag van deze vragenlijst" in own
    scene.vote(polls[1], 0)
    first, second = Ballot.objects.order_by("poll")
    assert first.key != second.key
    one, two = Poll.objects.order_by("pk")[:2]
    assert bytes(one.secret) != bytes(two.secret)


def test_who_is_half_done_is_counted_at_the_end(scene, survey, polls):
    scene.vote(polls[0], 1)
    scene.must("survey.close", survey=survey.pk)
    kept = {
        record.payload["question"]: (record.payload["survey"], record.answered)
        for record in Record.objects.filter(kind="poll")
    }
    assert kept == {"Een?": ("Hoe was het?", 1), "Twee?": ("Hoe was het?", 0)}
    assert not Ballot.objects.exists()


def test_its_polls_are_not_opened_alone(scene, polls):
    _made(scene, polls[:2])
    refused = scene.ask("poll.open", poll=polls[0].pk)
    assert refused.status == "refused" and "Hoe was het?" in refused.sentence


def test_a_survey_has_two_questions_at_least_and_its_polls_are_in_no_other(scene, polls):
    assert scene.ask("survey.make", title="Kort", poll=[str(polls[0].pk)]).status == "refused"
    _made(scene, polls[:2])
    assert scene.ask("survey.make", title="Lang", poll=[str(poll.pk) for poll in polls]).status == "refused"
    for nonsense in (["x", "y"], ["1", "9" * 30], "", ["-1", "2"], ["", "5"], [["1"], {"2": 3}]):
        assert scene.ask("survey.make", title="Lang", poll=nonsense).status == "refused", nonsense


def test_the_same_survey_is_made_once(scene, polls):
    _made(scene, polls[:2])
    _made(scene, polls[:2])


def test_a_survey_that_was_not_opened_can_be_taken_apart(scene, polls):
    survey = _made(scene, polls)
    scene.must("survey.dissolve", survey=survey.pk)
    scene.must("survey.dissolve", survey=survey.pk)
    assert scene.room.polls.filter(survey=None, state=PollState.DRAFT).count() == 3
    survey = _opened(scene, polls)
    assert scene.ask("survey.dissolve", survey=survey.pk).status == "refused"


def test_one_question_of_it_can_be_looked_at_together(scene, survey, polls):
    scene.must("poll.reveal", poll=polls[1].pk)
    screen, phone = Browser(scene, Role.SCREEN).parts(), Browser(scene, Role.PARTICIPANT).parts()
    assert "Twee?" in screen["poll"] and "Hoe was het?" not in screen["poll"]
    assert "Een?" in phone["also_open"]


def test_all_questions_may_stand_on_one_page(scene, polls):
    _opened(scene, polls, together="on")
    assert "data-one-by-one" not in Browser(scene, Role.PARTICIPANT).parts()["poll"]


def test_what_is_pushed_of_a_survey_is_what_a_fresh_page_shows(scene, survey, polls):
    """A result that comes or goes, a question that is closed or mended: whoever looks on sees what a newcomer sees."""
    looking = {role: Browser(scene, role) for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)}
    first, second = polls[:2]
    for command, poll, more in (
        ("poll.reveal", first, {}),
        ("poll.hide", first, {}),
        ("poll.mend", second, {"text": "Twee, maar dan goed?"}),
        ("poll.close", second, {}),
    ):
        before = {role: browser.parts() for role, browser in looking.items()}
        scene.must(command, poll=poll.pk, **more)
        for role, browser in looking.items():
            version = attribute(before[role]["head"], "data-version")
            pushed, now = browser.parts(int(version)), browser.parts()
            for name in ("poll", "also_open", "own_vote"):
                if name in now and _words(now[name]) != _words(before[role][name]):
                    assert name in pushed, (command, role, name)


def _words(html: str) -> str:
    """A part without its version."""
    return re.sub(r'data-version="[0-9]+"', "", html)


def test_the_rest_stays_on_the_stage_when_its_first_question_is_closed_alone(scene, polls):
    _opened(scene, polls)
    scene.must("poll.close", poll=polls[0].pk)
    phone = Browser(scene, Role.PARTICIPANT).parts()["poll"]
    assert "Hoe was het?" in phone and "Een?" not in phone and phone.count('value="poll.vote"') == 2


def test_a_survey_stands_still_as_one_and_has_one_clock(scene, polls):
    survey = _opened(scene, polls)
    scene.must("poll.pause", poll=polls[0].pk)
    assert survey.polls.filter(paused_at=None).count() == 0
    scene.must("poll.resume", poll=polls[0].pk)
    scene.must("poll.extend", poll=polls[0].pk, until="0", seconds="60")
    assert survey.polls.values("closes_at").distinct().count() == 1
    assert survey.polls.filter(paused_at=None, closes_at__isnull=False).count() == 3


def test_after_closing_its_first_question_is_looked_at(scene, survey, polls):
    scene.must("survey.close", survey=survey.pk)
    assert "Een?" in Browser(scene, Role.SCREEN).parts()["poll"]


def test_what_has_names_is_not_mixed_with_what_has_none(scene, polls):
    """In the table of ballots the anonymous answer would stand beside the one with a name."""
    scene.must("poll.draft", text="Met naam?", options="ja\nnee", named="on")
    keys = [str(polls[0].pk), str(scene.room.polls.get(named=True).pk)]
    assert scene.ask("survey.make", title="Gemengd", poll=keys).status == "refused"
