"""What somebody ticks or looks for is taken along as one file; nobody takes what they may not read."""

import csv
import io
import json
import zipfile
from contextlib import closing

import openpyxl
import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from livesessions.archive.files import views
from livesessions.archive.files.schema import NAME, schema
from livesessions.archive.models import Record
from rooms.live.base.people import Role
from tests.archive.conftest import sung
from tests.scene import Scene

pytestmark = pytest.mark.both_databases
SCHEMAS = Registry().with_resource(NAME, Resource.from_contents(schema()))
FILE = Draft202012Validator({"$ref": f"{NAME}#/$defs/file"}, registry=SCHEMAS)


@pytest.fixture
def kept(scene) -> Scene:
    """Two closed polls and a question."""
    for text in ("Wat helpt?", "=1+1"):
        scene.vote(poll := scene.asked(text, "007\n1-5"))
        scene.must("poll.close", poll=poll.pk)
    scene.question("answered", "Wie helpt?")
    scene.end()
    return scene


def organiser_of(scene: Scene) -> Client:
    client = Client()
    client.force_login(scene.organiser)
    return client


def items(kind: str) -> str:
    return "&".join(f"item={kind}-{key}" for key in Record.objects.filter(kind=kind).values_list("key", flat=True))


def body(client: Client, query: str) -> tuple[str, bytes]:
    """The type of the file, and the file."""
    with closing(client.get(f"/archive/take/?{query}")) as answer:
        assert answer.status_code == 200, query
        return answer["Content-Type"], b"".join(answer.streaming_content)


def test_things_that_were_ticked(kept):
    client = organiser_of(kept)
    page = client.get(f"/archive/take/?{items('poll')}").content.decode()
    assert "2 onderdelen uit het archief" in page and "as=xlsx" in page and 'value="pdf"' in page
    sort, text = body(client, f"{items('poll')}&as=csv")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert sort.startswith("text/csv") and {row[1] for row in rows[1:]} == {"Wat helpt?", "'=1+1"}
    _sort, data = body(client, f"{items('poll')}&{items('question')}&as=xlsx")
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["Vragen", "Peilingen"]
    sort, data = body(client, f"{items('poll')}&{items('question')}&as=csv")
    assert sort == "application/zip" and zipfile.ZipFile(io.BytesIO(data)).namelist() == ["questions.csv", "polls.csv"]


def test_everything_of_a_session_or_a_programme_or_of_a_search(kept, elsewhere):
    client = organiser_of(kept)
    for query, number in (
        ("programme=dag", 3),
        (f"programme=dag&session={kept.session.pk}", 3),
        ("text=helpt", 2),
        ("kind=question", 1),
    ):
        sort, data = body(client, f"{query}&as=json")
        found = json.loads(data)
        assert sort == "application/json" and len(found["documents"]) == number, query
        FILE.validate(found)


def test_a_page_as_it_is_chosen(kept):
    for query, titles in (("", ["Wat helpt?", "=1+1"]), ("?text=helpt", ["Wat helpt?"]), ("?text=walvis", [])):
        with closing(organiser_of(kept).get(f"/archive/dag/polls.json{query}")) as answer:
            found = json.loads(b"".join(answer.streaming_content))
        assert [each["title"] for each in found["documents"]] == titles
        FILE.validate(found)


def test_a_page_to_print(kept):
    page = organiser_of(kept).get("/archive/take/?programme=dag&as=print").content.decode()
    assert page.count('<article class="paper-item"') == 3 and "<script" not in page
    for said in ("Wat helpt?", "007", "100 van de 100", "Controlegetal", "Hoe is geteld"):
        assert said in page, said
    assert page.index("<h1") < page.index("<h2") < page.index("<h3")


@pytest.mark.parametrize("form", ["csv", "json", "print", "", "exe"])
def test_nobody_takes_what_they_may_not_read(form, kept, elsewhere):
    wanted = f"{items('poll')}&as={form}"
    other = organiser_of(elsewhere)
    assert other.get(f"/archive/take/?{wanted}").status_code == 404
    assert other.post(f"/archive/take/?{wanted}", {"as": "pdf"}).status_code == 404
    assert kept.client(Role.PARTICIPANT).get(f"/archive/take/?{wanted}").status_code == 302
    assert organiser_of(kept).get("/archive/take/?item=poll-0&item=x&item=board-1").status_code == 404


def test_what_is_written_down_names_programme_and_form(kept, caplog):
    caplog.set_level("INFO", logger="livesessions.security")
    body(organiser_of(kept), f"{items('poll')}&as=json")
    [line] = [each for each in caplog.records if each.message == "archive.downloaded"]
    assert (line.programme, line.sheet) == (str(kept.programme.pk), "json")


@pytest.mark.usefixtures("songs")
@pytest.mark.parametrize("number", [1, 3])
def test_taking_along_costs_the_same_for_one_and_for_three(number, prepared, organiser, django_assert_num_queries):
    for i in range(number):
        sung(prepared, f"Lied {i}", key=f"lied{i}")
    wanted = "&".join(f"item=song-lied{i}" for i in range(number))
    for form, queries in (("json", TAKES + 1), ("csv", TAKES + 1), ("print", TAKES), ("", TAKES - 1)):
        with django_assert_num_queries(queries):
            answer = organiser.get(f"/archive/take/?{wanted}&as={form}")
            answer.close()


TAKES = 8
"""Session, account and factors, what is due, programmes, how many, records, what is shown with them. CSV: kinds."""


def test_too_much_is_made_in_the_background(kept, monkeypatch):
    monkeypatch.setattr(views, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(views, "MOST_PRINTED", 1)
    monkeypatch.setattr(views, "MOST_IN_PARTS", 2)
    client = organiser_of(kept)
    page = client.get("/archive/take/?programme=dag")
    assert 'value="xlsx"' in page.content.decode() and 'value="pdf"' not in page.content.decode()
    assert client.get("/archive/take/?programme=dag&as=xlsx").status_code == 422
    assert client.post("/archive/take/?programme=dag", {"as": "pdf"}).status_code == 422
    assert client.post("/archive/take/?programme=dag", {"as": "json"}).status_code == 302
    some = f"/archive/take/?{items('poll')}"
    assert "meerdere bestanden in één (ZIP)" in client.get(some).content.decode()
    assert client.post(some, {"as": "pdf"}).status_code == 302
