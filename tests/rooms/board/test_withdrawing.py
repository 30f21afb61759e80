"""An asker withdraws a question or a card, until it is answered: in the room, and with the code afterwards."""

import pytest
from django.test import Client

from livesessions.archive.models import Record
from rooms.board.models import LogEntry, Question
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.models import Room
from tests.browsing import Browser
from tests.rooms.board.test_afterwards import code_of, look_up, write
from tests.rooms.board.test_keeping import whole_dump

WORD = "Zandkasteel"


def withdraw(scene, question: Question, who: int = 0):
    return perform("board.withdraw", scene.as_participant(who), {"question": question.pk})


@pytest.mark.both_databases
@pytest.mark.parametrize("state", ["pending", "visible", "live", "rejected"])
def test_it_is_gone_at_once_and_the_log_says_so_without_its_words(scene, state):
    question = scene.question(state, text=f"Wat doet {WORD} hier?")
    assert withdraw(scene, question).sentence == "Je vraag is ingetrokken."
    assert WORD not in whole_dump()
    scene.room.refresh_from_db()
    assert scene.room.stage != "question"
    for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN, Role.MODERATOR):
        page = Browser(scene, role).page()
        assert WORD not in page
    entry = LogEntry.objects.latest("pk")
    assert (entry.action, entry.by, entry.by_name, entry.question_id) == ("withdraw", None, "", question.pk)
    assert withdraw(scene, question).status == "ok", "a retry says the same"
    assert LogEntry.objects.filter(action="withdraw").count() == 1


def test_only_whoever_wrote_it_and_not_what_was_answered(scene):
    question = scene.question("pending", text="Van iemand anders?")
    assert withdraw(scene, question, who=1).code == 404
    answered = scene.question("answered", text="Al beantwoord?")
    refused = withdraw(scene, answered)
    assert refused.status == "refused" and "beantwoord" in refused.sentence
    assert Question.objects.get(pk=answered.pk).text == "Al beantwoord?"


def test_a_host_undoes_it_no_more(scene):
    question = scene.question("visible", text=f"Over {WORD}?")
    withdraw(scene, question)
    for entry in LogEntry.objects.filter(question=question):
        assert scene.ask("board.undo", entry=entry.pk).status == "refused"
    for name in ("approve", "reject", "answer", "live", "archive", "pin"):
        assert scene.ask(f"board.{name}", question=question.pk).status == "refused", name
    assert WORD not in whole_dump()


def test_what_was_merged_into_it_stands_for_itself_again(scene):
    into = scene.question("visible", text=f"Over {WORD}?", who=0)
    other = scene.question("visible", text="Over kastelen?", who=1)
    scene.must("board.merge", question=other.pk, into=into.pk)
    assert withdraw(scene, into).status == "ok"
    other.refresh_from_db()
    assert other.merged_into is None and other.state == "visible"
    assert other.pk in scene.room.boards.get(kind="questions").order
    [entry] = other.log.filter(action="apart")
    assert scene.ask("board.undo", entry=entry.pk).status == "refused"


def test_a_card_too(scene):
    card = scene.card(f"Meer {WORD}")
    assert withdraw(scene, card).sentence == "Je kaartje is ingetrokken."
    assert WORD not in whole_dump()
    assert scene.card(f"Meer {WORD}").state == "visible", "the same can be written anew"


@pytest.mark.both_databases
def test_with_the_code_after_the_session_also_from_every_version_that_was_kept(scene):
    question = scene.question("visible", text=f"Wat doet {WORD} hier?")
    like = scene.question("visible", text="Iets anders?", who=1)
    scene.must("board.merge", question=like.pk, into=question.pk)
    scene.must("board.reject", question=scene.question("pending", text="Nog een?").pk, reason="Nee")
    code = code_of(scene, question)
    scene.end()
    client = Client()
    page = look_up(code, client).content.decode()
    assert WORD in page and "Mijn vraag intrekken" in page
    token = page.split('name="withdraw" value="')[1].split('"')[0]
    done = client.post("/antwoord/", {"withdraw": token}).content.decode()
    assert "Je vraag is ingetrokken" in done and WORD not in done
    assert WORD.casefold() not in whole_dump().casefold()
    assert Record.objects.filter(kind="question", key=question.pk).count() == 2
    assert not Record.objects.filter(kind="question", key=question.pk).listed().exists()
    assert Record.objects.filter(kind="question", key=like.pk).listed().get().within == ""
    assert "Mijn vraag intrekken" not in look_up(code).content.decode()


def test_an_answered_question_stays_and_a_token_of_somebody_else_opens_nothing(scene):
    question = scene.question("visible", text="Wanneer weer?")
    code = code_of(scene, question)
    scene.end()
    page = look_up(code).content.decode()
    token = page.split('name="withdraw" value="')[1].split('"')[0]
    write(scene, question, "Volgend jaar.")
    stays = Client().post("/antwoord/", {"withdraw": token}).content.decode()
    assert "inmiddels beantwoord" in stays and "Volgend jaar." in stays
    assert Client().post("/antwoord/", {"withdraw": token[:-2]}).status_code == 422


def test_the_form_stands_with_ones_own_questions_alone(scene):
    question = scene.question("pending", text="Van mij?")
    form = 'name="command" value="board.withdraw"'
    own, other = (Browser(scene, Role.PARTICIPANT, who).page() for who in (0, 1))
    assert form in own and f'value="{question.pk}"' in own
    assert form not in other


def test_of_what_came_from_somebody_muted_hosts_learn_nothing(scene):
    scene.must("board.mute", question=scene.question("pending", text="De eerste?").pk)
    unread = scene.put(f"Over {WORD}?")
    before = LogEntry.objects.count(), Room.objects.get().hosts_version
    assert withdraw(scene, unread).status == "ok"
    assert (LogEntry.objects.count(), Room.objects.get().hosts_version) == before
    assert WORD not in whole_dump()
    assert "Je hebt deze vraag ingetrokken" in Browser(scene, Role.PARTICIPANT).page()
