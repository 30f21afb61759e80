"""Where one team stands: its own answers, never those of another, never of few people; by a link that ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from livesessions.archive.models import MirrorLink
from tests.scene import Scene

from .polls import kept, voices

CHOICE = {
    "kind": "single",
    "options": [["1", "Tijd"], ["2", "Rust"], ["3", "Geld"], ["4", "Macht"]],
    "question": "Wat?",
}


@pytest.fixture
def teams(scene) -> list[int]:
    """Two teams whose answers to two polls may be shown; a third has too few."""
    first, second, _third = scene.programme.teams.values_list("pk", flat=True)
    each = {first: {"4": 6, "5": 4}, second: {"1": 6, "2": 4}}
    kept(scene.session, {"1": 6, "2": 6, "4": 16, "5": 12}, voices=voices(each))
    each = {first: {"1": 7, "2": 2, "3": 1, "4": 1}, second: {"2": 13}}
    kept(scene.session, {"1": 20, "2": 20, "3": 9, "4": 5}, days=1, voices=voices(each), **CHOICE)
    return [first, second]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def link_of(scene: Scene, organiser: Client, team: int) -> str:
    page = organiser.post(f"/archive/mirror/{scene.session.pk}/", {"team": team, "make": "on"}, follow=True)
    text = page.content.decode()
    assert f'data-copies="mirror-{team}"' in text and 'class="button small"' not in text
    return text[text.index("/archive/mirror/of/") :].split('"')[0]


def test_a_team_reads_its_own_answers_beside_everybody_in_words(scene, organiser, teams):
    shown = read(organiser, f"/archive/mirror/{scene.session.pk}/{teams[0]}/")
    assert "Jullie staan duidelijk dichter bij ‘helemaal eens’ dan iedereen samen: 4,4 tegen 3,6." in shown
    assert "Bij jullie het meest: Tijd, 64%. Van iedereen samen is dat 37%." in shown
    assert shown.count("jullie: verborgen") == 3 and "10 mensen" not in shown and "11 mensen van jullie team" in shown
    assert "middelste helft" not in shown, "of two teams it would tell where the other is"


def test_a_unanimous_team_and_a_small_one_read_why_not(scene, organiser, teams):
    shown = read(organiser, f"/archive/mirror/{scene.session.pk}/{teams[1]}/")
    assert shown.count("Dit kunnen we niet tonen.") == 1 and "helemaal oneens" in shown
    third = scene.programme.teams.last().pk
    assert organiser.get(f"/archive/mirror/{scene.session.pk}/{third}/").status_code == 404
    assert "Team dag 3" not in read(organiser, f"/archive/mirror/{scene.session.pk}/")


def test_a_mirror_is_the_same_whatever_another_team_answered(scene, organiser, teams):
    """Nothing of another team can be read out of it: only the sum of everybody is in it."""
    first, second, *_rest = scene.programme.teams.values_list("pk", flat=True)
    seen = []
    for theirs in ({"1": 6, "2": 4}, {"5": 10, "4": 1}):
        scene.session.records.all().delete()
        kept(
            scene.session,
            {"1": 6, "2": 6, "4": 16, "5": 12},
            key=7,
            voices=voices({first: {"4": 6, "5": 4}, second: theirs}),
        )
        seen.append(
            read(organiser, f"/archive/mirror/{scene.session.pk}/{first}/").split("<main")[1].split("<footer")[0]
        )
    assert seen[0] == seen[1]


def test_a_link_shows_one_team_without_an_account_until_it_ends(scene, organiser, teams):
    address = link_of(scene, organiser, teams[0])
    shown = read(Client(), address)
    assert "4,4 tegen 3,6" in shown and "Team dag 1" in shown and "Team dag 2" not in shown and "Archief" not in shown
    newer = link_of(scene, organiser, teams[0])
    assert Client().get(address).status_code == 404, "there is one link of a team"
    organiser.post(f"/archive/mirror/{scene.session.pk}/", {"team": teams[0], "end": "on"})
    gone = Client().get(newer)
    assert gone.status_code == 404 and "Deze link werkt niet, of niet meer." in gone.content.decode()
    last = link_of(scene, organiser, teams[0])
    MirrorLink.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(last).status_code == 404
    for made_up in ("1", "1:x", f"{MirrorLink.objects.last().pk}:abc"):
        assert Client().get(f"/archive/mirror/of/{made_up}/").status_code == 404


def test_questions_of_which_the_words_are_gone_stay_two_and_of_rounds_the_last_counts(scene, organiser):
    first, second, _third = scene.programme.teams.values_list("pk", flat=True)
    each, gone = voices({first: {"1": 6, "2": 6}, second: {"1": 6, "2": 7}}), CHOICE | {"question": "▇▇▇"}
    kept(scene.session, {"1": 12, "2": 13}, voices=each, **gone)
    before = kept(scene.session, {"1": 12, "2": 13}, days=1, voices=each, **gone)
    kept(scene.session, {"1": 12, "2": 13}, days=2, round=2, again_of=before.key, voices=each, **gone)
    assert read(organiser, f"/archive/mirror/{scene.session.pk}/{first}/").count(">▇▇▇</h2>") == 2


def test_only_organisers_make_links(scene, other, teams):
    for who in (scene.host, other.organiser):
        client = Client()
        client.force_login(who)
        assert client.get(f"/archive/mirror/{scene.session.pk}/").status_code == 404
        assert client.post(f"/archive/mirror/{scene.session.pk}/", {"team": teams[0], "make": "on"}).status_code == 404
        assert client.get(f"/archive/mirror/{scene.session.pk}/{teams[0]}/").status_code == 404
        assert "Gluren dag" not in read(client, "/archive/mirror/")
    assert not MirrorLink.objects.exists()


def test_of_many_teams_the_middle_half_is_drawn(scene, organiser):
    teams = [scene.programme.teams.create(name=f"Meer {i}", number=50 + i).pk for i in range(8)]
    each = {team: {"3": 5, "5": i + 1} for i, team in enumerate(teams)}
    kept(scene.session, {"3": 60, "5": 40}, voices=voices(each))
    assert "hier zit de middelste helft van de teams" in read(
        organiser, f"/archive/mirror/{scene.session.pk}/{teams[0]}/"
    )


@pytest.mark.parametrize("times", [1, 3])
def test_a_mirror_asks_as_many_questions_of_the_database_for_any_number_of_polls(
    times, scene, organiser, teams, django_assert_num_queries
):
    address = link_of(scene, organiser, teams[0])
    for number in range(times):
        each = voices({teams[0]: {"4": 6, "5": 4}})
        kept(scene.session, {"4": 20}, days=3 + number, question=f"Vraag {number}?", barometer="", voices=each)
    with django_assert_num_queries(2):  # the link, the records
        read(Client(), address)
