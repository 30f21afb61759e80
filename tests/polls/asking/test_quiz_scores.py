"""Who was right in a quiz: what a phone needs to count its own score, and the best teams for everybody."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from livesessions.programme.models import Participant, Team
from polls.asking.models import Ballot, Poll
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene

BEST = re.compile(r'<section class="best">(.*?)</section>', re.DOTALL)


@pytest.fixture
def teams(scene) -> Scene:
    """Four teams of six."""
    Participant.objects.filter(programme=scene.programme).delete()
    Team.objects.filter(programme=scene.programme).delete()
    names = ("Almere", "Breda", "Delft", "Emmen")
    four = [Team.objects.create(programme=scene.programme, name=name, number=i) for i, name in enumerate(names)]
    people = [Participant(programme=scene.programme, team=team) for team in four for _i in range(6)]
    scene.people = Participant.objects.bulk_create(people)
    return scene


def asked(scene: Scene, right: tuple[int, ...], reveal: bool = True, **more: object) -> Poll:
    """A closed quiz question, to which so many of each team gave the right answer."""
    fields = {"by_team": "on", "minimum": 5, "quiz-right": "2", **more}
    scene.must("poll.draft", kind="quiz", text="Wat is goed?", options="Dit\nDat", **fields)
    poll = scene.room.polls.order_by("pk").last()
    scene.must("poll.open", poll=poll.pk)
    for who in range(len(scene.people)):
        scene.vote(poll, int(who % 6 < right[who // 6]), who)
    scene.must("poll.close", poll=poll.pk)
    if reveal:
        scene.must("poll.reveal", poll=poll.pk)
    return poll


def best(scene: Scene, role: Role) -> list[str]:
    """The lists of best teams on a page, as words."""
    found = BEST.findall(Browser(scene, role).parts()["tally"])
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", each)).split()) for each in found]


def test_the_best_teams_stand_on_the_projector_and_the_console_once_shown_and_nobody_is_named(teams):
    poll = asked(teams, (2, 6, 5, 5), reveal=False)
    assert best(teams, Role.SCREEN) == best(teams, Role.PARTICIPANT) == []
    assert len(best(teams, Role.HOST)) == 1
    teams.must("poll.reveal", poll=poll.pk)
    assert best(teams, Role.PARTICIPANT) == [], "on a phone is only one's own"
    (shown,) = best(teams, Role.SCREEN)
    assert "1 Breda 90% of meer goed 2 Delft , Emmen 80% goed" in shown
    assert "Almere" not in shown, "three teams are the best"
    organiser = Client()
    organiser.force_login(teams.organiser)
    assert BEST.search(organiser.get(f"/archive/{teams.programme.slug}/").content.decode())
    exported = organiser.get(f"/archive/{teams.programme.slug}/polls.csv").content.decode()
    assert re.findall(r"([^;]*);;(\d+);[^\n]*Beste teams", exported) == [("Breda", "90"), ("Delft, Emmen", "80")]


def test_of_several_questions_the_teams_are_ranked_over_all_that_were_shown(teams):
    asked(teams, (6, 0, 3, 0))
    asked(teams, (0, 6, 0, 0), reveal=False)
    asked(teams, (6, 3, 3, 0))
    this, every = best(teams, Role.SCREEN)
    assert "deze vraag 1 Almere 90% of meer goed" in this
    assert "2 vragen 1 Almere 90% of meer goed 2 Delft 50% goed 3 Breda 30% goed" in every


def test_a_second_round_is_no_further_question(teams):
    """By then everybody may have seen what is right."""
    first = asked(teams, (6, 0, 3, 0))
    teams.must("poll.again", poll=first.pk)
    again = teams.room.polls.get(round=2)
    teams.must("poll.open", poll=again.pk)
    for who in range(len(teams.people)):
        teams.vote(again, 0, who)
    for command in ("poll.close", "poll.reveal"):
        teams.must(command, poll=again.pk)
    told = re.search(r'data-right="([^"]*)"', Browser(teams, Role.PARTICIPANT, 0).parts()["tally"])
    assert list(json.loads(unescape(told[1]))) == [str(first.pk)]


def test_a_small_team_is_neither_shown_nor_kept_and_a_poll_without_teams_has_none(teams):
    teams.people = teams.people[:-2]
    poll = asked(teams, (6, 0, 0, 4))
    kept = teams.record(poll).payload["voices"]
    emmen = Team.objects.get(name="Emmen").pk
    assert kept["right"] == [] and str(emmen) not in json.dumps(kept)
    assert best(teams, Role.SCREEN) == []
    poll = asked(teams, (6, 6, 6, 4), by_team="")
    assert best(teams, Role.HOST) == []


def test_a_phone_is_told_what_is_right_with_the_result_and_the_server_knows_no_score(teams):
    first = asked(teams, (6, 0, 3, 0))
    second = asked(teams, (6, 6, 6, 6), reveal=False, **{"quiz-points": "10"})
    for poll in (first, second):
        assert f'"{poll.pk}"' not in unescape(Browser(teams, Role.PARTICIPANT).parts()["tally"])
    teams.must("poll.reveal", poll=second.pk)
    pages = [Browser(teams, Role.PARTICIPANT, person).parts()["tally"] for person in (0, 7)]
    assert pages[0] == pages[1], "the same bytes for everybody"
    told = json.loads(unescape(re.search(r'data-right="([^"]*)"', pages[0])[1]))
    right = first.options.last().pk, second.options.last().pk
    assert told == {
        str(first.pk): {"ballots": [f"option={right[0]}"], "points": 100},
        str(second.pk): {"ballots": [f"option={right[1]}"], "points": 10},
    }
    assert not Ballot.objects.exists()
    assert "own-score" not in Browser(teams, Role.SCREEN).parts()["tally"]


def test_with_too_few_answers_a_phone_still_learns_what_is_right(teams):
    teams.people = teams.people[:4]
    asked(teams, (1, 0, 0, 0))
    tally = Browser(teams, Role.PARTICIPANT).parts()["tally"]
    assert "own-score" in tally and "Goed is:" in tally and 'class="result' not in tally
