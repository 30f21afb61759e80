"""A kind of record that only this test knows is on a page and in a download, for who may see it: nothing names it."""

import csv
import io
import json
from contextlib import closing

import pytest
from django.test import Client

from livesessions.archive import reading, views
from livesessions.archive.keeping import add_version
from rooms.live.base.people import Role
from tests.archive.conftest import MENDED, sung
from tests.scene import Scene

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("songs")]


@pytest.fixture
def kept(prepared) -> Scene:
    """Three songs, one of them with two verses, and one that is not listed."""
    sung(prepared, "Élan in de wijk", singers=2)
    sung(prepared, "=1+1 is twee", mood="stil", singers=5)
    sung(prepared, "Wij wonen hier", singers=9)
    sung(prepared, "Van een ander gestolen", singers=1, listed=False)
    for key, words in (("v1", "Aan de overkant"), ("v2", "Is het licht nog aan")):
        verse = {"kind": "verse", "payload": {"words": words}, "within": "wij wonen hier"}
        sung(prepared, key, **verse)
    return prepared


def address(scene: Scene) -> str:
    return f"/archive/{scene.programme.slug}/"


def titles(scene: Scene, client: Client, query: str = "") -> list[str]:
    page = client.get(f"{address(scene)}songs/{query}").content.decode()
    names = ("Élan in de wijk", "=1+1 is twee", "Wij wonen hier", "Van een ander gestolen")
    return sorted((name for name in names if f"<h2>{name}</h2>" in page), key=page.index)


def lines(scene: Scene, client: Client, query: str = "") -> list[list[str]]:
    text = client.get(f"{address(scene)}songbook.csv{query}").content.decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_its_page_lists_it_in_its_order_with_what_is_shown_with_it(kept, organiser):
    assert titles(kept, organiser) == ["Élan in de wijk", "=1+1 is twee", "Wij wonen hier"]
    page = organiser.get(f"{address(kept)}songs/").content.decode()
    assert page.count("Aan de overkant") == page.count("Is het licht nog aan") == 1
    assert "Geheim" not in page, "what the kind does not show is not there"
    assert f'href="{address(kept)}songs/"' in organiser.get(address(kept)).content.decode(), "each page leads to it"
    figures = page[page.index('<table class="figures">') : page.index("</table>")]
    assert all(f'<td class="amount">{each}</td>' in figures for each in (3, 16))


def test_its_download_has_the_same_and_executes_nothing(kept, organiser):
    assert lines(kept, organiser) == [
        ["Liedje", "Zangers", "Couplet"],
        ["Élan in de wijk", "2", ""],
        ["'=1+1 is twee", "5", ""],
        ["Wij wonen hier", "9", "Aan de overkant"],
        ["Wij wonen hier", "9", "Is het licht nog aan"],
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?mood=stil", ["=1+1 is twee"]),
        ("?mood=stil&text=wij", []),
        ("?text=éLAN", ["Élan in de wijk"]),
        ("?text=%25", []),
        ("?text=OVERKANT", ["Wij wonen hier"]),
        ("?text=gestolen", []),
        ("?session=0", []),
        ("?session=99999999999999999999", []),
        ("?session=x", []),
        ("?text=%00", []),
        ("?composer=Geheim", ["Élan in de wijk", "=1+1 is twee", "Wij wonen hier"]),
    ],
)
def test_choosing(query, shown, kept, organiser):
    assert titles(kept, organiser, query) == shown
    downloaded = dict.fromkeys(row[0].removeprefix("'") for row in lines(kept, organiser, query)[1:])
    assert list(downloaded) == shown


def test_a_page_holds_so_many_and_the_next_one_the_rest(kept, organiser, monkeypatch):
    monkeypatch.setattr(views, "ON_A_PAGE", 2)
    monkeypatch.setattr(reading, "AT_ONCE", 2)
    assert titles(kept, organiser) == ["Élan in de wijk", "=1+1 is twee"]
    page = organiser.get(f"{address(kept)}songs/?mood=stil").content.decode()
    assert 'href="?mood=stil&amp;page=2"' not in page, "one is like that"
    page = organiser.get(f"{address(kept)}songs/?composer=x").content.decode()
    assert 'href="?composer=x&amp;page=2"' in page
    assert titles(kept, organiser, "?composer=x&page=2") == ["Wij wonen hier"]
    assert len(lines(kept, organiser)) == 5, "a download holds all of them"


def test_the_newest_version_counts(kept, organiser):
    first = sung(kept, "Een lied van niets", singers=4)
    add_version(first, MENDED, title="Van een ander gestolen")
    assert titles(kept, organiser)[1] == "Van een ander gestolen"
    assert "Een lied van niets" not in str(lines(kept, organiser))


def test_only_organisers_of_this_programme(kept, organiser, elsewhere):
    other = Client()
    other.force_login(elsewhere.organiser)
    for path in ("songs/", "songbook.csv", "songs.xlsx", "songs/?text=wij"):
        with closing(organiser.get(address(kept) + path)) as answer:
            assert answer.status_code == 200
        found = other.get(address(kept) + path)
        assert found.status_code == 404 and "Wij wonen" not in found.content.decode()
        assert kept.client(Role.PARTICIPANT).get(address(kept) + path).status_code == 302
    assert titles(elsewhere, other) == [] and len(lines(elsewhere, other)) == 1
    page = other.get(f"{address(elsewhere)}songs/").content.decode()
    assert "Er is nog niet gezongen." in page and "<form" not in page[page.index("<main") : page.index("</main")]


@pytest.mark.parametrize("path", ["dances/", "dances.csv", "songs.csv"])
def test_what_nobody_registered_is_not_there(path, kept, organiser):
    assert organiser.get(address(kept) + path).status_code == 404


def test_of_too_many_its_files_are_asked_for_with_the_same_choice(kept, organiser, monkeypatch):
    monkeypatch.setattr(views, "MOST_AT_ONCE", 1)
    for path in ("songbook.csv", "songs.xlsx", "songs.json"):
        answer = organiser.get(f"{address(kept)}{path}?mood=vrolijk&text=wonen&item=song-x")
        assert answer.status_code == 200, "one of them has such a word"
        answer.close()
        answer = organiser.get(f"{address(kept)}{path}?mood=vrolijk&item=song-x")
        assert answer.url == "/archive/take/?programme=dag&kind=song&mood=vrolijk"
    assert "2 onderdelen" in organiser.get(answer.url).content.decode()
    file = json.loads(b"".join(organiser.get(f"{answer.url}&as=json").streaming_content))
    assert {each["title"] for each in file["documents"]} == {"Élan in de wijk", "Wij wonen hier"}
    assert organiser.get("/archive/dag.xlsx").url == "/archive/take/?programme=dag"
    for mood, number in (("vrolijk", 0), ("stil", 3)):
        page = organiser.get(f"{address(kept)}songs/?mood={mood}").content.decode()
        assert page.count(" download") == number, "a browser would save the page under the name of the file"


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(number, prepared, organiser, django_assert_num_queries):
    for i in range(number):
        sung(prepared, f"Lied {i}")
        sung(prepared, f"v{i}", kind="verse", payload={"words": "La"}, within=f"lied {i}")
    # Session, user, programme, who organises it; how many, those of this page, what is shown with them; figures,
    # sessions, choices.
    with django_assert_num_queries(14):
        assert organiser.get(f"{address(prepared)}songs/").content.decode().count("<section") == number
    # Session, user, programme, what is still to come, how many, records, what is shown with them.
    with django_assert_num_queries(8):
        assert len(lines(prepared, organiser)) == number + 1
