"""A document holds what its page and its downloads hold, and is as the published schema says."""

import json
from datetime import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from jsonschema import Draft202012Validator

from livesessions.archive.files.documents import document_of, documents_of, fields_of
from livesessions.archive.files.schema import schema
from livesessions.archive.finding.tagging import give
from livesessions.archive.models import Record
from livesessions.archive.register import Sheet, kinds_with_sheets
from livesessions.management.commands.archive_schema import FILE
from rooms.live.commands.performing import perform
from tests.archive.conftest import sung
from tests.scene import Scene

pytestmark = pytest.mark.both_databases


def valid(document: object) -> bool:
    Draft202012Validator.check_schema(schema())
    return not list(Draft202012Validator(schema()).iter_errors(document))


def everything(scene: Scene) -> dict[str, dict]:
    """The documents of a session in which everything happened, by kind; each went through JSON."""
    for text, people in (("Wat helpt?", 3), ("Wat knelt?", 1)):
        poll = scene.draft(text, "007\n1-5")
        type(poll).objects.filter(pk=poll.pk).update(minimum=2)
        scene.must("poll.open", poll=poll.pk)
        for who in range(people):
            scene.vote(poll, who % 2, who)
        scene.must("poll.close", poll=poll.pk)
    question = scene.question("answered", "Wie helpt?")
    like = scene.question("visible", "En wie nog?", who=1)
    scene.must("board.merge", question=like.pk, into=question.pk)
    scene.must("board.reject", question=scene.question("visible", "Verborgen").pk)
    scene.must("board.cluster", question=scene.card("+31 6").pk, cluster="2/3")
    round_ = scene.out(way="random", groups=1)
    given = {"group": scene.seat_of().group_id, "field": "home", "base": 0, "text": "🏠⁠"}
    assert perform("breakouts.write", scene.as_participant(), given).status == "ok"
    scene.must("breakouts.recall", round=round_.pk)
    scene.end()
    records = Record.objects.filter(programme=scene.programme, within="").listed().order_by("pk")
    found = [json.loads(json.dumps(each)) for each in documents_of(records) if each["sheets"]]
    assert all(map(valid, found))
    return {document["kind"] + document["title"]: document for document in found}


def test_what_happened_in_a_session_is_as_the_schema_says(scene):
    found = everything(scene)
    asked, few = found["pollWat helpt?"], found["pollWat knelt?"]
    assert [(row["answer"], row["votes"], row["percent"]) for row in asked["sheets"]["polls"]] == [
        ("007", 2, 67),
        ("1-5", 1, 33),
    ]
    assert asked["denominators"]["answered"] == 3 and asked["session"]["title"] == scene.session.title
    assert datetime.fromisoformat(asked["moments"]["ended"]).utcoffset() is not None
    assert few["denominators"]["answered"] is None and {row["votes"] for row in few["sheets"]["polls"]} == {None}
    question = found["questionWie helpt?"]["sheets"]["questions"]
    assert [row["question"] for row in question] == ["Wie helpt?", "En wie nog?"]
    assert "Verborgen" not in str(found), "what is apart stays apart"
    [harvest] = [document for document in found.values() if document["kind"] == "round"]
    assert harvest["sheets"]["harvest"][0]["text_participants_words"] == "🏠⁠"
    assert {"prompt", "round", "question", "poll"} == {document["kind"] for document in found.values()}


@pytest.mark.usefixtures("songs")
def test_a_kind_that_nobody_knows_has_a_schema_by_itself(prepared):
    record = sung(prepared, "Wij wonen hier", singers=9, answered=9)
    sung(prepared, "v1", kind="verse", payload={"words": "La"}, within=record.key)
    document = document_of(record)
    give(record, "zingen")
    assert document_of(record)["tags"] == ["zingen"] and document["tags"] == []
    assert valid(document) and not valid(document | {"name": "Mens 0"})
    assert document["sheets"] == {"songbook": [{"liedje": "Wij wonen hier", "zangers": 9, "couplet": "La"}]}
    assert document["id"] == "song-wij wonen hier" and document["denominators"]["answered"] == 9


@pytest.mark.usefixtures("songs")
@pytest.mark.parametrize("number", [1, 3])
def test_documents_cost_the_same_for_one_and_for_three(number, prepared, django_assert_num_queries):
    for i in range(number):
        sung(prepared, f"Lied {i}")
    with django_assert_num_queries(3):  # the records, what is shown with them, and their tags
        assert len(list(documents_of(Record.objects.order_by("pk")))) == number


def test_the_names_of_fields_are_the_same_in_every_language():
    sheets = {sheet.name: sheet for _kind, sheet in kinds_with_sheets()}
    for language in ("nl", "en"):
        with translation.override(language):
            assert fields_of(sheets["polls"])[:5] == ["session", "poll", "closed", "answers", "answer"]
    twice = Sheet("x", "X", "x", [("Naam", str), ("naam", str)], lambda record, within: [])
    with pytest.raises(ValueError, match="one name"):
        fields_of(twice)


def test_the_published_schema_is_that_of_the_code(db, tmp_path, monkeypatch):
    monkeypatch.setattr("livesessions.management.commands.archive_schema.FILE", tmp_path / "schema.json")
    call_command("archive_schema")
    assert FILE.read_text() == (tmp_path / "schema.json").read_text(), "run manage.py archive_schema"
    answer = Client().get("/archive/schema.json")
    assert answer.json() == json.loads(FILE.read_text()) and answer["Content-Type"] == "application/schema+json"
