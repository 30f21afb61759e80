"""Two voices in a room: what a ballot says, what is stored with it, and what is shown and kept of teams and sides."""

import csv
import io
from base64 import urlsafe_b64decode

import pytest
from django.test import Client

from livesessions.archive.models import Record
from livesessions.archive.trends.measuring import measurement_of
from livesessions.programme.models import Participant, ParticipantRole
from polls.asking.models import Ballot, Poll
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene

pytestmark = pytest.mark.both_databases
PRACTICE, POLICY = ParticipantRole.PRACTICE, ParticipantRole.POLICY


@pytest.fixture
def teams(scene) -> Scene:
    """Three teams of six, practice but for two each, and three people without a team."""
    Participant.objects.filter(programme=scene.programme).delete()
    rows = [
        Participant(programme=scene.programme, team=team, role=PRACTICE if i < 4 else POLICY)
        for team in scene.programme.teams.all()
        for i in range(6)
    ]
    scene.people = Participant.objects.bulk_create(
        [*rows, *(Participant(programme=scene.programme, role=PRACTICE) for _i in range(5))]
    )
    return scene


def asked(scene: Scene, by_team: str = "on") -> Poll:
    scene.must("poll.draft", text="Wat is nodig?", options="Tijd\nMensen", minimum=5, by_team=by_team)
    scene.must("poll.open", poll=scene.room.polls.get().pk)
    return scene.room.polls.get()


def closed(scene: Scene) -> Poll:
    """The first team chose the second answer, and everybody else the first."""
    poll = asked(scene)
    for who in range(len(scene.people)):
        assert scene.vote(poll, int(who < 6), who).status == "ok"
    scene.must("poll.close", poll=poll.pk)
    return poll


def test_the_ballot_says_so_before_anybody_answers_and_it_is_fixed(teams):
    poll = asked(teams)
    page = Browser(teams, Role.PARTICIPANT).parts()["poll"]
    assert "telt ook mee voor je team" in page and "minder dan 5 antwoorden" in page
    assert page.count(f"by-team-{poll.pk}") == 2
    receipt = teams.ask("poll.edit", poll=poll.pk, text="Wat is nodig?", options="Tijd\nMensen")
    assert receipt.status == "refused" and teams.room.polls.get().by_team


def test_stored_answers_have_equal_teams_under_different_seals_without_a_moment(teams):
    poll = asked(teams)
    for who in range(8):
        teams.vote(poll, 0, who, sequence=1)
    seals = list(Ballot.objects.values_list("sealed", flat=True))
    assert len(set(seals)) == 8 and len({len(seal) for seal in seals}) == 1
    assert all(urlsafe_b64decode(seal)[1:9] == bytes(8) for seal in seals), "a seal holds no time"
    teams.must("poll.close", poll=poll.pk)
    assert not Ballot.objects.exists()


def test_of_a_team_only_what_it_may_be_told_is_written(teams):
    """The first team gave one answer, so its answer would be each of its people's; of the second one differed."""
    poll = asked(teams)
    for who in range(len(teams.people)):
        assert teams.vote(poll, int(who < 6 or who == 8), who).status == "ok"
    teams.must("poll.close", poll=poll.pk)
    [record] = Record.objects.filter(kind="poll")
    kept = record.payload["voices"]["each"]
    assert [each["values"] for each in kept.values()] == [[], [None, None], []]


def test_a_seal_needs_the_secret_that_goes_with_the_poll(teams):
    from polls.asking.whose.sealed import voices_of

    poll = asked(teams)
    teams.vote(poll, 0, 0)
    poll.secret = b"x" * 32
    assert voices_of(poll) is None, "and the result stands, without voices"


def test_other_polls_store_no_team(teams):
    poll = asked(teams, by_team="")
    teams.vote(poll, 0, 0)
    assert Ballot.objects.get().sealed == ""
    teams.must("poll.close", poll=poll.pk)
    assert teams.record(poll).payload["voices"] is None
    assert teams.ask("poll.voice", poll=poll.pk, voice="team").status == "refused"


def test_only_what_may_be_shown_is_kept(teams):
    poll = closed(teams)
    kept = teams.record(poll).payload["voices"]
    first, second = (str(option.pk) for option in poll.options.all())
    assert kept["teams"] == 3
    assert kept["total"] == 18 and kept["cells"] == {first: 12, second: 6}
    assert kept["sides"][PRACTICE] == {"answered": 17, "cells": {first: 13, second: 4}}
    assert kept["sides"][POLICY] == {"answered": 6, "cells": {first: 4, second: 2}}
    of_each = {str(team.pk): {"answered": 6, "values": []} for team in teams.programme.teams.all()}
    assert kept["each"] == of_each, "each of them is unanimous"


def test_organisers_may_follow_it_and_a_unanimous_team_tells_nothing(teams):
    found = measurement_of(teams.record(closed(teams)))
    assert [(each.text, each.value) for each in found.measures] == [("Tijd", 74), ("Mensen", 26)]
    assert len(found.teams) == 3 and all(not team.shares and team.answered == 6 for team in found.teams.values())


def test_the_host_chooses_after_closing_what_everybody_looks_at(teams):
    poll = asked(teams)
    for who in range(len(teams.people)):
        teams.vote(poll, int(who < 6), who)
    assert "poll.voice" not in Browser(teams, Role.HOST).parts()["polls"], "while people answer nobody sees it"
    assert teams.ask("poll.voice", poll=poll.pk, voice="team").status == "refused"
    teams.must("poll.close", poll=poll.pk)
    assert "poll.voice" in Browser(teams, Role.HOST).parts()["polls"]
    teams.must("poll.voice", poll=poll.pk, voice="team")
    assert "3 teams" in Browser(teams, Role.HOST).parts()["tally"]
    for role in (Role.PARTICIPANT, Role.SCREEN):
        assert "teams" not in Browser(teams, role).parts()["tally"], "it is not shown yet"
    teams.must("poll.reveal", poll=poll.pk)
    for role in (Role.PARTICIPANT, Role.SCREEN):
        tally = Browser(teams, role).parts()["tally"]
        assert "3 teams" in tally and "67%" in tally and "74%" in tally
    teams.must("poll.voice", poll=poll.pk, voice="side")
    tally = Browser(teams, Role.SCREEN).parts()["tally"]
    assert "Uitvoering" in tally and "Beleid" in tally and "17 mensen" in tally and "76%" in tally
    teams.must("poll.voice", poll=poll.pk, voice="")
    assert "Uitvoering" not in Browser(teams, Role.SCREEN).parts()["tally"]


def test_a_host_is_warned_of_a_group_in_which_all_chose_the_same(teams):
    poll = asked(teams)
    for who, person in enumerate(teams.people):
        teams.vote(poll, int(person.role == POLICY), who)
    teams.must("poll.close", poll=poll.pk)
    assert "koos iedereen hetzelfde" in Browser(teams, Role.HOST).parts()["polls"]


def test_a_small_side_is_withheld_everywhere(teams):
    """Four people of policy: neither they nor practice are shown, which would tell them by subtraction."""
    poll = asked(teams)
    for who, person in enumerate(teams.people):
        if person.role == PRACTICE or who < 12:
            teams.vote(poll, 0, who)
    teams.must("poll.close", poll=poll.pk)
    assert teams.record(poll).payload["voices"]["sides"] == {}
    teams.must("poll.voice", poll=poll.pk, voice="side")
    assert Browser(teams, Role.HOST).parts()["tally"].count('class="voice-withheld"') == 2


def test_archive_and_download_tell_the_same(teams):
    closed(teams)
    organiser = Client()
    organiser.force_login(teams.organiser)
    address = f"/archive/{teams.programme.slug}/"
    page = organiser.get(address).content.decode()
    assert "3 teams" in page and "76%" in page
    text = organiser.get(f"{address}polls.csv").content.decode().removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    counted = rows[0].index("Geteld")
    assert [(row[3], row[4], row[5], row[6], row[counted]) for row in rows[1:]] == [
        ("23", "Tijd", "17", "74", "Per mens"),
        ("23", "Mensen", "6", "26", "Per mens"),
        ("", "Tijd", "", "67", "Per team"),
        ("", "Mensen", "", "33", "Per team"),
        ("17", "Tijd", "13", "76", "Uitvoering"),
        ("17", "Mensen", "4", "24", "Uitvoering"),
        ("6", "Tijd", "4", "67", "Beleid"),
        ("6", "Mensen", "2", "33", "Beleid"),
    ]


def test_what_people_write_is_not_counted_by_team(teams):
    receipt = teams.ask("poll.draft", kind="words", text="Wat neem je mee?", by_team="on")
    assert receipt.status == "refused" and "per team" in receipt.sentence
