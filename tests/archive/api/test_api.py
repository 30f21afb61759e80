"""What a program reads: the same as its owner, in pages, in one form, and nothing twice."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models
from django.test import Client
from openapi_spec_validator import validate

from livesessions.archive.api import callers, searching
from livesessions.archive.finding.searching import FindingForm
from livesessions.archive.finding.tagging import give
from livesessions.archive.keeping import add_version
from livesessions.archive.models import Record
from tests.archive.conftest import MENDED, sung
from tests.archive.trends.polls import kept as poll_kept

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("songs")]
PROBLEM = "application/problem+json"


@pytest.fixture
def kept(prepared):
    """Three songs."""
    for number, title in enumerate(("Élan in de wijk", "=1+1 is twee", "Wij wonen hier")):
        sung(prepared, title, singers=number, key=f"lied-{number}")
    return prepared


def titles(answer):
    """What the items of an answer are called."""
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def test_programmes_sessions_kinds_and_items(kept, program):
    slug = kept.programme.slug
    assert [each["slug"] for each in program.get("programmes").json()] == [slug]
    [session] = program.get(f"sessions?programme={slug}").json()
    assert session["title"] == kept.session.title and session["id"] == kept.session.pk
    assert program.get(f"sessions/{kept.session.pk}").json() == session
    assert "song" in [each["name"] for each in program.get("kinds").json()]
    found = program.get(f"items?session={kept.session.pk}&kind=song").json()
    assert (found["count"], found["page"], found["pages"], found["next"]) == (3, 1, 1, None)
    one = program.get("items/song/lied-1").json()
    assert one["item"] in found["items"] and one["item"]["sheets"]["songbook"][0]["liedje"] == "=1+1 is twee"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("text=wonen", ["Wij wonen hier"]),
        ("text=walvis", []),
        ("kind=song&order=oldest", ["Élan in de wijk", "=1+1 is twee", "Wij wonen hier"]),
        ("since=2040-01-01", []),
    ],
)
def test_filters_are_those_of_the_page(kept, program, query, expected):
    assert titles(program.get(f"items?{query}")) == expected
    fields = FindingForm({}, None).fields.keys()
    assert searching.Search.model_fields.keys() - {"page"} == fields - {"team"}, "no answer has the key of a team"


def test_tags_and_variants(kept, program):
    give(Record.objects.get(key="lied-1"), "wijk")
    assert program.get("tags").json() == [{"name": "wijk", "number": 1}]
    assert titles(program.get("items?tag=wijk")) == ["=1+1 is twee"]
    one = program.get("items/song/lied-1").json()
    assert one["item"]["tags"] == ["wijk"] and one.keys() == {"item", "versions"}
    poll = next(each for each in program.get("kinds").json() if each["name"] == "poll")
    assert "poll.single" in [each["value"] for each in poll["variants"]]
    assert titles(program.get("items?kind=poll.single&kind=song&order=oldest"))[0] == "Élan in de wijk"


def test_a_tag_of_another_programme_of_its_owner_is_unknown(kept, elsewhere, program):
    elsewhere.programme.organisers.add(kept.organiser)
    give(sung(elsewhere, "Elders", key="elders"), "geheim")
    assert program.get("tags").json() == []
    assert program.get("items?tag=geheim").content == program.get("items?tag=geheum").content
    assert program.get("items?tag=geheim").status_code == 422


def test_a_barometer_has_the_numbers_of_its_file_in_the_programmes_of_the_token(
    prepared, elsewhere, program, organiser
):
    elsewhere.programme.organisers.add(prepared.organiser)
    poll_kept(prepared.session, {"4": 6, "5": 4})
    poll_kept(prepared.session, {"4": 1, "5": 1}, days=30)
    poll_kept(elsewhere.session, {"1": 9}, days=60)
    poll_kept(elsewhere.session, {"1": 9}, barometer="elders")
    [line] = program.get("barometers").json()["barometers"]
    assert (line["name"], line["times"], line["question"]) == ("veilig-1", 2, "Wij voelen ons veilig.")
    said = program.get("barometers/veilig-1").json()
    dates = [row["date"] for row in said["rows"]]
    whole = organiser.get("/archive/barometer/veilig-1.json").json()["rows"]
    assert {*dates} < {row["date"] for row in whole}, "its owner sees more"
    first = [row for row in said["rows"] if row["date"] == dates[0]]
    assert first == [row for row in whole if row["date"] == dates[0]] and first[0]["answers"] == 10
    assert (said["rows"][-1]["answers"], said["rows"][-1]["value"]) == (None, None), "too few stay withheld"
    for name in ("elders", "niets"):
        assert program.get(f"barometers/{name}").status_code == 404


def test_pages(kept, program, monkeypatch):
    monkeypatch.setattr(searching, "ON_A_PAGE", 2)
    first = program.get("items?kind=song&order=oldest")
    assert len(titles(first)) == 2
    after = first.json()["next"]
    assert titles(program.get(after)) == ["Wij wonen hier"] and program.get(after).json()["next"] is None
    assert program.get("items?page=3").status_code == 404


def test_an_item_has_its_versions_and_the_newest_counts(kept, program):
    add_version(Record.objects.get(kind="song", key="lied-2"), MENDED, title="Wij blijven hier")
    one = program.get("items/song/lied-2").json()
    assert one["item"]["title"] == "Wij blijven hier" and [each["version"] for each in one["versions"]] == [1, 2]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("items?kind=dance", 422),
        ("items?programme=elders", 422),
        ("items?programm=dag", 422),
        ("items?session=x", 422),
        ("items?session=99999999999999999999", 422),
        ("items?page=0", 422),
        ("barometers?page=0", 422),
        ("barometers?page=2", 404),
        ("items?since=gisteren", 422),
        ("items?text=" + "x" * 101, 422),
        ("sessions?programme=elders", 422),
        ("sessions/99999999999999999999999", 404),
        ("items/song/x", 404),
        ("items/dance/1", 404),
        ("", 404),
        ("nothing", 404),
    ],
)
def test_whatever_cannot_be_answered_is_said_in_one_form(kept, program, path, status):
    answer = program.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    said = answer.json()
    assert said["status"] == status and said["title"] and said["detail"] and said["type"] == "about:blank"


def test_what_breaks_is_said_in_the_same_form_and_logged(kept, program, caplog):
    models.QuerySet(Record).filter(key="lied-1").update(payload={})
    answer = program.get("items/song/lied-1")
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM) and "KeyError" not in answer.content.decode()
    assert "the interface failed" in caplog.text


def test_what_is_compressed_on_its_way_is_known_again(kept, program):
    give(Record.objects.get(key="lied-1"), "wijk")
    packed = {"Accept-Encoding": "gzip"}
    first = program.get("items", **packed)
    assert first["Content-Encoding"] == "gzip"
    assert program.get("items", **packed, **{"If-None-Match": first["ETag"]}).status_code == 304


def test_it_only_reads(kept, program):
    headers = {"Authorization": f"Bearer {program.token}"}
    for method in ("post", "put", "patch", "delete", "options"):
        answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/items", headers=headers)
        assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (405, "GET, HEAD", PROBLEM)
        assert not [name for name in answer.headers if name.startswith("Access-Control")]
    assert Client().head("/api/v1/items", headers=headers).status_code == 200


def test_what_a_program_has_already_is_not_sent_again(kept, program):
    first = program.get("items")
    assert set(first["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "Authorization" in first["Vary"] and not first.cookies
    again = program.get("items", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    sung(kept, "Nog een lied")
    assert program.get("items", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_no_cookie_says_who_asks(kept, organiser):
    refused = organiser.get("/api/v1/items")
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer") and not refused.cookies
    assert "Wij wonen" not in refused.content.decode()


def test_the_language_is_that_of_the_site_whatever_the_cookie(kept, program):
    english = Client()
    english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert program.get("kinds", english).content == program.get("kinds").content


def test_a_token_asks_so_often(kept, program, with_token, monkeypatch):
    monkeypatch.setattr(callers, "REQUESTS", (2, 3600))
    assert [program.get("kinds").status_code for _time in range(3)] == [200, 200, 429]
    late = program.get("kinds")
    assert 0 < int(late["Retry-After"]) <= 3600 and late["Content-Type"] == PROBLEM
    assert with_token(kept.organiser, kept.programme).get("kinds").status_code == 200, "another token"


def test_it_is_described(program):
    described = Client().get("/api/v1/openapi.json").json()
    validate(described)
    assert {path.removeprefix("/api/v1/") for path in described["paths"]} == {
        "programmes", "sessions", "sessions/{session}", "kinds", "tags", "items", "items/{kind}/{key}",
        "barometers", "barometers/{name}",
    }  # fmt: skip
    assert "://" not in json.dumps(described), "it needs no other host"


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(number, prepared, program, django_assert_num_queries):
    for i in range(number):
        sung(prepared, f"Lied {i}")
        sung(prepared, f"v{i}", kind="verse", payload={"words": "La"}, within=f"lied {i}")
    program.get("kinds")  # the first use of a day is noted
    with django_assert_num_queries(6):  # token, known tags, how many, these, what is shown with them, their tags
        assert len(titles(program.get("items?kind=song"))) == number


def test_the_example_of_the_document_is_right(kept, program, live_server):
    text = Path(settings.BASE_DIR, "docs/api.md").read_text()
    [example] = re.findall(r"```sh\n(curl .*?)```", text, re.DOTALL)
    example = example.replace("https://wijkteams.example", live_server.url).replace("$TOKEN", program.token)
    done = subprocess.run(["bash", "-c", example], capture_output=True, check=True, text=True)  # our own document
    assert [item["title"] for item in json.loads(done.stdout)["items"]] == ["Wij wonen hier"]
