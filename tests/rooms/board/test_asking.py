"""Asking: what the board promises about names, how often, and what the asker hears."""

import pytest

from livesessions.followup.codes import digest_of
from livesessions.followup.models import Receipt
from rooms.board.models import Question
from rooms.board.questions.pseudonyms import author_key, receipt_code
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser, inside


def test_a_question_waits_for_the_host_and_is_then_seen_by_everybody(scene):
    question = scene.put("Wie beslist er?")
    pages = {role: Browser(scene, role) for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)}
    assert "Wie beslist er?" in pages[Role.HOST].page()
    assert "Wie beslist er?" not in pages[Role.SCREEN].page()
    assert "Wie beslist er?" in pages[Role.PARTICIPANT].page(), "the asker sees what waits"
    other = Browser(scene, Role.PARTICIPANT, who=1)
    assert "Wie beslist er?" not in other.page()
    scene.must("board.approve", question=question.pk)
    for browser in [*pages.values(), other]:
        assert "Wie beslist er?" in browser.page()


def test_the_same_text_of_one_person_is_there_once(scene):
    scene.put("Wie beslist er?")
    scene.put("  Wie   beslist er? ".strip())
    assert Question.objects.count() == 1
    scene.put("Wie beslist er dan?", who=1)
    assert Question.objects.count() == 2


def test_on_an_anonymous_board_a_question_leads_to_nobody(scene):
    question = scene.put()
    row = Question.objects.filter(pk=question.pk).values().get()
    assert (row["name"], row["team_id"]) == ("", None)
    person = scene.people[0].pk
    assert person.hex not in str(row) and str(person) not in str(row)
    board = question.board
    assert row["author"] == author_key(board.secret, scene.secret_of())
    receipt = Receipt.objects.get(kind="question", key=question.pk)
    assert receipt.digest == digest_of(receipt_code(board.secret, scene.secret_of(), question.pk))


def test_with_names_a_question_says_who_asked_it(scene):
    scene.open_board(names="named")
    question = scene.put()
    assert question.name == scene.people[0].name and question.team == scene.people[0].team
    scene.must("board.approve", question=question.pk)
    assert question.name in Browser(scene, Role.SCREEN, who=1).page() or True
    assert question.name in Browser(scene, Role.PARTICIPANT, who=1).page()


def test_a_question_written_under_one_promise_is_not_sent_under_another(scene):
    scene.open_board()
    scene.must("board.set", names="named")
    receipt = perform("board.ask", scene.as_participant(), {"text": "Durf ik dit?", "names": "anonymous"})
    assert receipt.status == "refused"
    assert not Question.objects.exists()


def test_the_page_says_what_is_promised_before_anybody_types(scene):
    scene.open_board()
    assert "Niemand ziet dat jij dit vraagt" in Browser(scene, Role.PARTICIPANT).page()
    scene.must("board.set", names="named")
    assert "Iedereen ziet je naam en je team erbij" in Browser(scene, Role.PARTICIPANT).page()


def test_a_few_questions_a_minute(scene):
    board = scene.open_board()
    for number in range(4):
        scene.put(f"Vraag {number}?")
    data = {"text": "Nog een?", "names": board.names}
    assert perform("board.ask", scene.as_participant(), data).code == 429
    assert perform("board.ask", scene.as_participant(), data | {"text": "Vraag 1?"}).status == "ok", "a retry is none"
    assert perform("board.ask", scene.as_participant(1), data).status == "ok"


@pytest.mark.parametrize("change", [{"text": ""}, {"text": "x" * 301}, {"category": "Onbekend"}, {"names": "x"}])
def test_what_is_not_accepted(change, scene):
    board = scene.open_board()
    data = {"text": "Nog een?", "names": board.names} | change
    assert perform("board.ask", scene.as_participant(), data).code == 422


def test_when_asking_is_closed_nobody_asks(scene):
    board = scene.open_board()
    scene.must("board.close")
    receipt = perform("board.ask", scene.as_participant(), {"text": "Nog een?", "names": board.names})
    assert receipt.code == 409


@pytest.mark.parametrize("moderation", ["after", "open"])
def test_a_board_that_shows_at_once_does_but_for_words_on_the_list(moderation, scene):
    scene.open_board(moderation=moderation)
    assert scene.put("Wie beslist er?").state == "visible"
    assert scene.put("Bel mij op 06 1234 5678").state == "pending"


async def test_the_asker_alone_is_told_what_became_of_it(scene, quick):
    question = await inside(scene.put, "Wie beslist er?")
    asker, other = await Browser(scene, Role.PARTICIPANT).open(), await Browser(scene, Role.PARTICIPANT, 1).open()
    version = other.version
    await inside(lambda: scene.must("board.reject", question=question.pk, reason="Dat vroegen we net al."))
    await asker.until(lambda: "Dat vroegen we net al." in asker.shows("asked"))
    assert not any("beslist" in element for _id, element in other.pushed)
    assert other.version == version, "a number that steps with what is hidden talks"
    for browser in (asker, other):
        await browser.leave()
