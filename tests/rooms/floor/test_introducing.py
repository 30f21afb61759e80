"""As whom somebody is here: shown to them, changed by them, and seen by those who see their name."""

import re
from uuid import UUID

import pytest

from livesessions.programme.models import Participant
from rooms.breakouts.models import Seat
from rooms.breakouts.plan.background import settle
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.models import Room
from tests.browsing import Browser, inside
from tests.everything import everything
from tests.scene import Scene

AS_BEFORE = {"name": "Mens 0", "role": "anders"}


def words(html: str) -> str:
    """What the page says, without its tags."""
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def introduce(scene, who=0, **about):
    """One of the people says as whom they are here; what is not named stays."""
    person = Participant.objects.get(pk=scene.people[who].pk)
    now = {"name": person.name, "team": person.team_id or "", "role": person.role}
    return perform("room.introduce", scene.as_participant(who), now | about)


def test_the_page_says_as_whom_you_are_here(scene):
    browser = Browser(scene, Role.PARTICIPANT)
    browser.document = browser.page()
    assert "Je bent hier als Mens 0 Team dag 1, Anders" in words(browser.shows("introduction"))
    assert introduce(scene, name="x", anonymous="on", team="").status == "ok"
    browser.document = browser.page()
    assert "Je bent hier zonder naam Anders" in words(browser.shows("introduction"))


def test_a_name_from_right_to_left_leaves_the_sentence_in_order(scene):
    assert "\u2068סמירה\u2069" in introduce(scene, name="סמירה").sentence


async def test_a_new_name_shows_at_once_and_the_vote_stays(scene, quick):
    poll = await inside(scene.asked)
    assert (await inside(scene.vote, poll)).status == "ok"
    own = await Browser(scene, Role.PARTICIPANT).open()
    team = await inside(lambda: scene.programme.teams.last())
    assert await own.receipt("room.introduce", name="Samira", team=team.pk, role="beleid") == "ok"
    await own.until(lambda: f"Samira {team.name}, Beleid" in words(own.shows("introduction")))
    assert own.sentences[-1] == "Je bent hier als Samira."
    assert "Je stem is geteld" in own.shows("own_vote")
    person = await inside(lambda: Participant.objects.get(pk=scene.people[0].pk))
    assert (person.name, person.team_id, person.role) == ("Samira", team.pk, "beleid")
    await own.leave()


async def test_a_new_name_shows_in_the_group_and_to_hosts(scene, quick):
    await inside(lambda: scene.out(groups=1))
    host, other = [await Browser(scene, role, 1).open() for role in (Role.HOST, Role.PARTICIPANT)]
    assert (await inside(lambda: introduce(scene, name="Samira"))).status == "ok"
    group = await inside(lambda: scene.seat_of().group_id)
    await other.until(lambda: "Samira" in other.shows("card") and "Mens 0" not in other.shows("card"))
    await host.until(lambda: "Samira" in host.shows(f"group-{group}") and "Samira" in host.shows("placing"))
    for browser in (host, other):
        await browser.leave()


async def test_who_has_another_team_lights_another_window(scene, quick):
    first, last = await inside(lambda: [scene.programme.teams.first(), scene.programme.teams.last()])
    host = await Browser(scene, Role.HOST).open()
    own = await Browser(scene, Role.PARTICIPANT).open()
    await host.until(lambda: "1 van de 4" in host.shows(f"house-{first.pk}"))
    assert await own.receipt("room.introduce", name="Mens 0", team=last.pk, role="anders") == "ok"
    await host.until(lambda: "1 van de 4" in host.shows(f"house-{last.pk}"))
    assert "nog donker" in host.shows(f"house-{first.pk}")
    for browser in (own, host):
        await browser.leave()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Typ je naam"),
        ({"name": "\u2800"}, "Typ je naam"),
        ({"name": "Host"}, "begeleider"),
        ({"name": "a" * 41}, "40 tekens"),
        ({"name": "a" * 500}, "40 tekens"),
        ({"role": ""}, "Kies je rol"),
        ({"role": "baas"}, "rollen"),
        ({"team": "999"}, "Kies een team"),
        ({"team": None}, "Kies je team"),
        ({"team": ["1"]}, "Kies een team"),
    ],
)
def test_what_the_door_refuses_is_refused_inside(wrong, sentence, scene):
    before = everything()
    receipt = introduce(scene, **wrong)
    assert (receipt.status, receipt.code) == ("refused", 422) and sentence in receipt.sentence
    assert everything() == before


def test_a_team_of_another_programme_is_refused(scene, elsewhere):
    assert introduce(scene, team=elsewhere.programme.teams.first().pk).code == 422


def test_a_name_of_somebody_without_a_group_reaches_no_participant_and_no_screen(scene):
    """A counter that steps would tell the others that somebody did something."""
    before = Room.objects.get(pk=scene.room.pk)
    assert introduce(scene, name="Samira").status == "ok"
    after = Room.objects.get(pk=scene.room.pk)
    assert (after.participants_version, after.screen_version) == (before.participants_version, before.screen_version)


def test_before_people_go_out_only_hosts_hear_of_a_name(scene):
    scene.dealt()
    before = Room.objects.get(pk=scene.room.pk)
    assert introduce(scene, name="Samira").status == "ok"
    after = Room.objects.get(pk=scene.room.pk)
    assert after.hosts_version > before.hosts_version
    assert (after.participants_version, after.screen_version) == (before.participants_version, before.screen_version)


def test_the_proof_sheet_tells_of_the_teams_as_they_are(transactional_db):
    """Six people of three teams in two groups of three: no colleagues together, until everybody is of one team."""
    scene = Scene.build(teams=3, people=6)
    scene.must("room.open")
    scene.dealt(way="mix", groups=2)

    def together() -> int:
        return {line["name"]: line["value"] for line in scene.current_deal.sheet["lines"]}["same_team"]

    assert together() == 0
    for who in range(6):
        assert introduce(scene, who, team=scene.programme.teams.first().pk).status == "ok"
    settle()
    assert together() == 6


# --- Equal names ------------------------------------------------------------------------------------------------------


def test_equal_names_of_one_team_are_told_apart_in_the_group_and_to_the_host(transactional_db):
    scene = Scene.build(teams=1, people=3)
    scene.must("room.open")
    Participant.objects.update(name="Sanne")
    scene.out(groups=1)
    card = words(Browser(scene, Role.PARTICIPANT).page())
    assert "Sanne Team dag 1" in card and "Sanne 2 Team dag 1" in card and "Sanne 3 Team dag 1" in card
    page = words(Browser(scene, Role.HOST).page())
    assert "Sanne 2 (Team dag 1) · 1" in page and "Sanne 3 (Team dag 1) · 1" in page


def test_who_comes_late_with_the_same_name_renames_nobody(scene):
    Participant.objects.update(name="Sanne", team=None)
    scene.dealt()
    late = Participant.objects.create(name="Sanne", programme=scene.programme, pk=UUID(int=1))
    scene.people.append(late)
    scene.gather()
    host = Browser(scene, Role.HOST)
    host.document = host.page()
    assert "Sanne 4" in words(host.shows("unseated"))
    scene.must("breakouts.place", **scene.shown_plan(), person=str(late.pk), group=Seat.objects.first().group_id)
    host.document = host.page()
    rows = re.findall(rf'<option value="{late.pk}">([^<]*)', host.shows("placing"))
    assert "Sanne 4" in rows[0]
