"""Answers after the session: written by hosts and organisers, found by whoever has the code."""

import logging

import pytest
from django.test import Client

from livesessions.archive.models import Record
from livesessions.followup import receipts
from livesessions.followup.answerable import Overtaken, named
from livesessions.followup.models import Reply
from livesessions.followup.replying import Writer, reply
from rooms.board import afterwards
from rooms.board.models import Board, Question
from rooms.board.questions.pseudonyms import receipt_code
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.rooms.board.test_keeping import busy, whole_dump

ADDRESS = "/antwoord/"


def code_of(scene, question: Question) -> str:
    """The code that the question's asker has, whoever that is."""
    secret = Board.objects.get(pk=question.board_id).secret
    codes = {receipt_code(secret, each, question.pk) for each in scene.secrets.values()}
    [code] = [code for code in codes if receipts.find(code)]
    return code


def look_up(code: str, client: Client | None = None):
    return (client or Client()).post(ADDRESS, {"code": code})


def answers(scene) -> str:
    return f"/hosting/{scene.session.pk}/answers/"


def write(scene, question: Question, text: str, client: Client | None = None, **more):
    seen = Reply.objects.filter(kind="question", key=question.pk).count()
    data = {"kind": "question", "key": question.pk, "version": seen, "text": text, **more}
    return (client or scene.client(Role.HOST)).post(answers(scene), data)


@pytest.mark.both_databases
def test_the_answer_reaches_whoever_asked_in_a_fresh_browser(scene):
    asked = busy(scene)
    codes = {name: code_of(scene, question) for name, question in asked.items()}
    scene.end()
    assert write(scene, asked["shown"], "Bel altijd eerst het wijkteam.\n\nDan de huisarts.").status_code == 302
    page = look_up(codes["shown"].upper().replace("-", " "))
    text = page.content.decode()
    assert page.status_code == 200 and "Bel altijd eerst het wijkteam." in text and "host-dag" in text
    assert "no-store" in page["Cache-Control"] and codes["shown"] not in text
    assert "Bel altijd eerst" in look_up(codes["like"]).content.decode(), "what was taken together is answered together"
    assert "Bel altijd eerst" not in look_up(codes["answered"]).content.decode()


def test_every_asker_hears_what_became_of_the_question(scene):
    asked = busy(scene)
    codes = {name: code_of(scene, question) for name, question in asked.items()}
    assert "Iedereen ziet je vraag" in look_up(codes["shown"]).content.decode(), "also while the room is open"
    scene.end()
    for name, sentence in {
        "shown": "tijdens de bijeenkomst getoond",
        "answered": "tijdens de bijeenkomst beantwoord",
        "waiting": "voordat de begeleider aan deze vraag toekwam",
        "rejected": "Er staat een naam in.",
        "like": "Samengevoegd met een vraag die erop lijkt",
    }.items():
        assert sentence in look_up(codes[name]).content.decode(), name


def test_an_answer_in_the_database_does_not_say_who_asked(scene):
    asked = busy(scene)
    scene.end()
    write(scene, asked["shown"], "Zo zit het.")
    found = whole_dump()
    for person in scene.people:
        assert found.count(person.pk.hex) + found.count(str(person.pk)) == 1


def test_codes_are_guessed_slowly_and_never_logged(scene, caplog):
    question = scene.question()
    code = code_of(scene, question)
    client = Client()
    client.get(ADDRESS)
    with caplog.at_level(logging.DEBUG):
        assert look_up(code[:-1] + ("a" if code[-1] != "a" else "b"), client).status_code == 422
        assert look_up(code, client).status_code == 200
        for _i in range(20):
            look_up("a" * 24, client)
        assert look_up(code, client).status_code == 429
        assert look_up(code).status_code == 200, "another browser goes on"
    assert code not in caplog.text and "a" * 24 not in caplog.text
    assert client.get(f"{ADDRESS}?code={code}").content.decode().count(question.text) == 0, "not by an address"


@pytest.mark.parametrize("number", [1, 3])
def test_looking_up_costs_the_same(number, scene, django_assert_num_queries):
    codes = [code_of(scene, scene.question("visible", text=f"Vraag {i}?", who=i)) for i in range(number)]
    with django_assert_num_queries(4):  # receipt, question, whether it can be withdrawn, replies
        assert look_up(codes[-1]).status_code == 200


def test_a_correction_is_a_new_version(scene):
    question = scene.question()
    scene.end()
    write(scene, question, "Eerste antwoord.")
    write(scene, question, "Eerste antwoord.")
    write(scene, question, "Beter antwoord.")
    versions = Record.objects.filter(kind="question", key=question.pk).order_by("version")
    assert [(each.version, each.payload["answer"], each.payload["outcome"]) for each in versions] == [
        (1, "", "open"),
        (2, "Eerste antwoord.", "writing"),
        (3, "Beter antwoord.", "writing"),
    ]


@pytest.mark.both_databases
def test_of_two_writers_the_second_hears_of_the_first(scene):
    question = scene.question()
    scene.end()
    assert write(scene, question, "Van de een.").status_code == 302
    late = write(scene, question, "Van de ander.", version=0)
    assert late.status_code == 422 and "Van de ander." in late.content.decode(), "nothing that was typed is lost"
    assert Reply.objects.get().text == "Van de een."


def test_what_a_host_turns_down_meanwhile_is_not_answered(scene):
    """The writer's page was made before the host said no."""
    question = scene.question("pending")
    scene.end()
    page = afterwards.waiting(scene.session)
    scene.must("board.reject", question=question.pk, reason="Dubbel.")
    with pytest.raises(Overtaken):
        reply(named("question"), scene.session, page[0].key, "Te laat.", 0, Writer(scene.host.pk, "Ander"))
    assert not Reply.objects.exists()


@pytest.mark.both_databases
def test_an_answer_that_is_there_when_the_room_ends_again_stays_with_the_question(scene):
    question = scene.question("pending")
    scene.end()
    write(scene, question, "Alvast dit.")
    scene.must("room.open")
    scene.open_board()
    scene.must("board.approve", question=question.pk)
    scene.must("board.answer", question=question.pk)
    assert "Alvast dit." in Browser(scene, Role.PARTICIPANT).parts()["answered"]
    scene.end()
    kept = Record.objects.filter(kind="question", key=question.pk).order_by("version").last()
    assert (kept.payload["answer"], kept.payload["outcome"]) == ("Alvast dit.", "session")


def test_who_may_write(scene, elsewhere):
    asked = busy(scene)
    organiser, stranger = Client(), Client()
    organiser.force_login(scene.organiser)
    stranger.force_login(elsewhere.host)
    for client, status in ((Client(), 302), (stranger, 404), (scene.client(Role.PARTICIPANT), 302)):
        assert client.get(answers(scene)).status_code == status
    scene.end()
    assert write(scene, asked["shown"], "Nee.", stranger).status_code == 404
    assert write(scene, asked["shown"], "Ja.", organiser).status_code == 302
    assert write(scene, asked["rejected"], "Nee.").status_code == 422, "what was turned down has had its answer"
    assert [reply.by for reply in Reply.objects.all()] == [scene.organiser]


def test_the_page_of_a_session_shows_what_can_be_answered_and_no_more(scene, elsewhere):
    busy(scene)
    other = elsewhere.question("visible", text="Van elders?")
    elsewhere.end()
    scene.end()
    page = scene.client(Role.HOST).get(answers(scene)).content.decode()
    assert "Wie belt u als eerste?" in page and "Hoe lang duurt het?" in page and "Nog niet bekeken?" in page
    assert "Jansen" not in page and other.text not in page and "Wie belt u het eerst?" not in page
    assert "Mens " not in page, "names were for the people in the room"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same(number, scene, django_assert_num_queries):
    for i in range(number):
        scene.question("visible", text=f"Vraag {i}?", who=i)
    scene.end()
    client = scene.client(Role.HOST)
    # Session and user, the session asked for, who may, what is to come, replies, records.
    with django_assert_num_queries(8):
        assert client.get(answers(scene)).status_code == 200
    assert len(afterwards.waiting(scene.session)) == number
