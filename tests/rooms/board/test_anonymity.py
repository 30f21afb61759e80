"""What a dump of the database can tell: while the room is open, and after."""

import json

from django.core import serializers

from livesessions.followup import receipts
from rooms.board import models
from rooms.board.questions.pseudonyms import receipt_code
from rooms.live.base.people import Role
from tests.browsing import Browser

MODELS = (models.Board, models.Question, models.Upvote, models.Mute, models.LogEntry)


def dump() -> str:
    return "".join(serializers.serialize("json", model.objects.all()) for model in MODELS)


def busy(scene):
    scene.question("rejected", text="Afgewezen?")
    question = scene.question("visible", text="Getoond?", who=1)
    waiting = scene.put("Wacht?", who=2)
    for who in range(3):
        assert scene.upvote(question, who).status == "ok"
    scene.must("board.mute", question=waiting.pk)
    return question


def test_no_row_names_a_participant(scene):
    busy(scene)
    found = dump()
    for person in scene.people:
        assert str(person.pk) not in found and person.pk.hex not in found and person.name not in found


def test_what_one_person_asks_and_wants_are_not_one_key(scene):
    question = scene.question()
    assert scene.upvote(question).status == "ok"
    assert question.author != models.Upvote.objects.get().voter


def test_the_end_of_the_room_destroys_what_leads_to_a_person(scene):
    question = busy(scene)
    secret = bytes(question.board.secret)
    code = receipt_code(secret, scene.secret_of(1), question.pk)
    keys = {question.author, *models.Upvote.objects.values_list("voter", flat=True)}
    found = dump()
    assert all(key in found for key in keys), "make sure that it could leak"
    scene.end()
    found = dump()
    assert not [key for key in keys if key in found]
    assert not models.Upvote.objects.exists() and not models.Mute.objects.exists()
    rows = json.loads(serializers.serialize("json", models.Question.objects.all()))
    assert {row["fields"]["author"] for row in rows} == {None}
    question.refresh_from_db()
    assert (question.votes, question.state) == (3, "archived")
    assert question.board.secret is None
    assert receipts.find(code.upper()).sent.text == question.text, "the asker's code still works"


def test_a_room_that_opens_again_begins_a_new_board(scene):
    busy(scene)
    scene.end()
    scene.must("room.open")
    scene.open_board()
    page = Browser(scene, Role.PARTICIPANT).page()
    assert "Getoond?" not in page and "Mijn vragen" not in page
    assert scene.put("Weer een vraag?").state == "pending"


def test_a_question_with_a_name_does_not_lead_to_those_without(scene):
    """The host changed the board, and then mutes somebody whose name is known."""
    without = scene.put("Zonder naam?")
    scene.must("board.set", names="named")
    named = scene.put("Met naam?")
    assert named.name and not without.name and named.author != without.author
    scene.must("board.mute", question=named.pk)
    without.refresh_from_db()
    assert without.muted_at is None
    page = Browser(scene, Role.PARTICIPANT).page()
    assert "Zonder naam?" in page and "Met naam?" in page, "the asker sees both"
