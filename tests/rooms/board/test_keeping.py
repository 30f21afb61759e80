"""What is kept of a board when its room ends."""

from datetime import timedelta

import pytest
from django.db import connection

from livesessions.archive.models import Record
from rooms.board.models import Board, Question
from rooms.board.questions.pseudonyms import author_keys, receipt_code, voter_key
from rooms.live.commands.performing import perform
from tests.scene import NOON


def busy(scene):
    """A board on which everything happened that can happen."""
    scene.open_board(names="named", categories="Zorg\nWonen")
    shown = scene.put("Wie belt u als eerste?", who=0, category="Zorg")
    like = scene.put("Wie belt u het eerst?", who=1)
    answered = scene.question("answered", text="Hoe lang duurt het?", who=1)
    rejected = scene.put("Waarom doet Jansen niets?", who=2)
    waiting = scene.put("Nog niet bekeken?", who=2)
    muted = scene.put("Stuur mij geld?", who=1)
    scene.must("board.approve", question=shown.pk)
    scene.must("board.merge", question=like.pk, into=shown.pk)
    scene.must("board.reject", question=rejected.pk, reason="Er staat een naam in.")
    scene.must("board.mute", question=muted.pk)
    for who in range(3):
        assert scene.upvote(shown, who).status == "ok"
    return {"shown": shown, "like": like, "answered": answered, "rejected": rejected, "waiting": waiting}


def states() -> dict[str, str]:
    return {each.key: each.payload["state"] for each in Record.objects.filter(kind="question").newest()}


def boards() -> list[Record]:
    """What was kept of boards, the newest version last."""
    return list(Record.objects.filter(kind="board").order_by("version"))


def whole_dump() -> str:
    """Every cell of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value)
                for row in cursor
                for value in row
            ]
    return "\n".join(found)


@pytest.mark.both_databases
def test_the_end_of_a_room_keeps_its_board(scene):
    asked = busy(scene)
    scene.end()
    [record] = boards()
    assert (record.session, record.programme, record.version) == (scene.session, scene.programme, 1)
    kept = {each.key: each for each in Record.objects.filter(kind="question")}
    assert {name: kept[question.pk].payload["state"] for name, question in asked.items()} == {
        "shown": "visible",
        "like": "pending",
        "answered": "answered",
        "rejected": "rejected",
        "waiting": "pending",
    }
    shown = kept[asked["shown"].pk].payload
    assert shown["votes"] == 3 and shown["category"] == "Zorg"
    assert kept[asked["like"].pk].within == asked["shown"].pk
    assert kept[asked["rejected"].pk].payload["reason"] == "Er staat een naam in."
    assert [each.key for each in kept.values() if not each.listed] == [asked["rejected"].pk]
    actions = ["set", "open", "approve", "answer", "approve", "merge", "reject", "mute"]
    log = record.payload["log"]
    assert [entry["action"] for entry in log] == actions
    assert {entry["by"] for entry in log} == {"host-dag"}


def test_a_board_that_was_being_answered_from_was_answered(scene):
    question = scene.question("live")
    scene.end()
    assert states() == {question.pk: "answered"}


@pytest.mark.both_databases
def test_nothing_that_is_kept_leads_to_a_person(scene):
    busy(scene)
    board = Board.objects.get()
    secret = bytes(board.secret)
    asker = scene.people[0]
    whole = whole_dump()
    assert secret.hex() in whole and any(key in whole for key in author_keys(secret, scene.secrets[asker.pk])), (
        "make sure that it could leak"
    )
    names = {question.name for question in Question.objects.all()}
    assert names - {""}, "the board showed names"
    keys = Question.objects.values_list("pk", flat=True)
    codes = [receipt_code(secret, scene.secrets[person.pk], pk) for pk in keys for person in scene.people]
    scene.end()
    found = whole_dump()
    assert secret.hex() not in found
    for person in scene.people:
        for key in (*author_keys(secret, scene.secrets[person.pk]), voter_key(secret, scene.secrets[person.pk])):
            assert key not in found
        # The person is there once, as a participant; no other row names them.
        assert found.count(person.pk.hex) + found.count(str(person.pk)) == 1
        assert found.splitlines().count(person.name) == 1
    assert not [code for code in codes if code in found or code.replace("-", "") in found]
    assert {question.muted_at for question in Question.objects.all()} == {None}
    assert {(q.asked_at.second, q.asked_at.microsecond) for q in Question.objects.all()} == {(0, 0)}
    assert {q.asked_at for q in Question.objects.all()} >= {
        each.begun_at for each in Record.objects.filter(kind="question")
    }


@pytest.mark.both_databases
def test_a_room_that_ends_again_makes_a_new_version_of_what_changed(scene):
    asked = busy(scene)
    scene.end()
    columns = [field.attname for field in Record._meta.fields if field.name != "is_newest"]  # a mark, not a word of it
    first = list(Record.objects.order_by("pk").values(*columns))
    scene.must("room.open")
    scene.open_board()
    scene.must("board.approve", question=asked["waiting"].pk)
    later = scene.question("answered", text="Later gevraagd?")
    scene.end()
    assert [record.version for record in boards()] == [1, 2]
    assert list(Record.objects.order_by("pk").values(*columns)[: len(first)]) == first, "a record does not change"
    fresh = Record.objects.filter(kind="question").order_by("pk")[len(first) - 1 :]
    assert {each.key: (each.version, each.payload["state"]) for each in fresh} == {
        asked["waiting"].pk: (2, "visible"),
        later.pk: (1, "answered"),
    }
    assert states()[asked["answered"].pk] == "answered"


def test_what_a_host_does_after_the_end_is_a_new_version_too(scene):
    asked = busy(scene)
    scene.end()
    scene.must("board.reject", question=asked["waiting"].pk, reason="Dubbel.")
    assert states()[asked["waiting"].pk] == "rejected"
    assert boards()[-1].payload["log"][-1]["action"] == "reject"
    assert Record.objects.filter(kind="question", key=asked["waiting"].pk).count() == 2


def test_a_room_without_a_board_keeps_nothing(scene):
    scene.end()
    assert not Record.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_keeping_costs_the_same_for_one_and_for_three(number, scene, django_assert_num_queries):
    for i in range(number):
        scene.question("visible", text=f"Vraag {i}?", who=i % 3)
    board = Board.objects.select_related("room__session").get()
    from rooms.board.keeping import keep

    # States kept before, questions, replies, log, versions kept before, and a savepoint around the new rows.
    with django_assert_num_queries(8):
        keep(board, NOON + timedelta(hours=1))


def test_the_record_outlives_the_session(scene):
    busy(scene)
    scene.end()
    scene.session.delete()
    assert set(Record.objects.values_list("session", flat=True)) == {None} and Record.objects.count() == 7
    assert perform("board.approve", scene.as_host, {"question": "zzzzzzz"}).status == "refused"
