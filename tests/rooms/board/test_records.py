"""Organisers find the questions of their sessions, and nothing of who asked."""

import csv
import io

import pytest
from django.test import Client

from rooms.live.base.people import Role
from tests.rooms.board.test_afterwards import write
from tests.rooms.board.test_keeping import busy
from tests.scene import Scene


def archive(scene) -> str:
    return f"/archive/{scene.programme.slug}/"


@pytest.fixture
def organiser(scene) -> Client:
    client = Client()
    client.force_login(scene.organiser)
    return client


@pytest.fixture
def kept(scene):
    asked = busy(scene)
    scene.end()
    return asked


def lines(client: Client, address: str) -> list[list[str]]:
    text = client.get(address).content.decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.both_databases
def test_the_page_shows_questions_with_what_came_of_them(scene, kept, organiser):
    write(scene, kept["waiting"], "Later geantwoord.", organiser)
    page = organiser.get(f"{archive(scene)}questions/").content.decode()
    assert page.count("<section") == 4, "the muted one waited like any other"
    assert "Wie belt u als eerste?" in page and "Later geantwoord." in page
    assert "Jansen" not in page and "Mens " not in page and "Team dag" not in page
    assert "Vragen uit de zaal" in organiser.get(archive(scene)).content.decode()


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("outcome=session", {"answered"}),
        ("outcome=open", {"shown"}),
        ("category=Zorg", {"shown"}),
        ("text=LANG", {"answered"}),
        ("session=0", set()),
    ],
)
def test_filters(query, shown, scene, kept, organiser):
    page = organiser.get(f"{archive(scene)}questions/?{query}").content.decode()
    found = {name for name in ("shown", "answered", "waiting") if f'id="question-{kept[name].pk}"' in page}
    assert found == shown
    rows = lines(organiser, f"{archive(scene)}questions.csv?{query}")[1:]
    assert {row[2] for row in rows if not row[3]} == {kept[name].text for name in shown}


def test_only_organisers_of_this_programme_and_hosts_of_this_session(scene, kept, elsewhere):
    other = Client()
    other.force_login(elsewhere.organiser)
    for address in ("questions/", "questions.csv", "moderation.csv"):
        assert other.get(archive(scene) + address).status_code == 404
        assert elsewhere.client(Role.HOST).get(archive(scene) + address).status_code == 404
        assert scene.client(Role.HOST).get(archive(scene) + address).status_code == 200
        assert Client().get(archive(scene) + address).status_code == 302


def test_the_download_of_questions(scene, kept, organiser):
    rows = lines(organiser, f"{archive(scene)}questions.csv")
    assert len({len(row) for row in rows}) == 1
    by_text = {row[2]: row for row in rows[1:]}
    assert by_text["Wie belt u als eerste?"][5] == "3"
    assert by_text["Wie belt u het eerst?"][3] == "Wie belt u als eerste?"
    assert "Waarom doet Jansen niets?" not in by_text


def test_the_moderation_log_tells_the_whole_story_and_of_no_participant(scene, kept, organiser):
    rows = lines(organiser, f"{archive(scene)}moderation.csv")[1:]
    told = {(row[4], row[5]) for row in rows}
    assert ("Waarom doet Jansen niets?", "Er staat een naam in.") in told
    assert {row[2] for row in rows} == {"host-dag"}
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    everything = " ".join(cell for row in rows for cell in row)
    assert "Mens " not in everything and "Team dag" not in everything


def test_what_somebody_asked_is_executed_by_no_spreadsheet(scene, organiser):
    scene.question("visible", text='=HYPERLINK("http://evil.example","klik")')
    scene.end()
    for address in ("questions.csv", "moderation.csv"):
        cells = [cell for row in lines(organiser, archive(scene) + address) for cell in row]
        assert [cell for cell in cells if "HYPERLINK" in cell] and not [cell for cell in cells if cell.startswith("=")]


def test_sessions_stand_beside_one_another(scene, kept, organiser):
    other = Scene.build(slug="tweede")
    other.session.programme = scene.programme
    other.session.save()
    other.must("room.open")
    other.question("answered", text="In de tweede bijeenkomst?")
    other.end()
    page = organiser.get(f"{archive(scene)}questions/").content.decode()
    assert "Gluren dag" in page and "Gluren tweede" in page and "In de tweede bijeenkomst?" in page
    only = organiser.get(f"{archive(scene)}questions/?session={other.session.pk}").content.decode()
    assert only.count("<section") == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(number, scene, organiser, django_assert_num_queries):
    for i in range(number):
        scene.question("visible", text=f"Vraag {i}?", who=i)
    scene.end()
    # Session, user, programme, who organises it; how many, those of this page, what is shown with them; figures,
    # sessions, choices, what was purged, last use.
    with django_assert_num_queries(14):
        assert organiser.get(f"{archive(scene)}questions/").status_code == 200
    with django_assert_num_queries(6):  # session, user, factors, programme, what is to be finished, records of boards
        assert organiser.get(f"{archive(scene)}moderation.csv").status_code == 200
