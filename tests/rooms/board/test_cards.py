"""Cards are not questions: for whoever wrote one, for hosts, in written answers, and in the archive."""

import csv
import io

import pytest
from django.test import Client

from livesessions.archive.models import Record
from livesessions.followup.models import Receipt
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser, inside


def put_up(scene, text: str = "Meer tijd", who: int = 0, **prompt: str):
    """A card under an open prompt; answers its receipt."""
    if not scene.room.boards.filter(kind="prompt", closed_at=None).exists():
        scene.must("board.prompt", title="Wat heb je nodig?", **prompt)
    board = scene.room.boards.get(kind="prompt", closed_at=None)
    return perform("board.card", scene.as_participant(who), {"text": text, "board": board.pk})


def put_away(scene) -> None:
    scene.must("board.finish", board=scene.room.boards.get(kind="prompt", closed_at=None).pk)


def parts(scene, who: int = 0) -> dict[str, str]:
    return Browser(scene, Role.PARTICIPANT, who=who).parts()


@pytest.fixture
def organiser(scene) -> Client:
    client = Client()
    client.force_login(scene.organiser)
    return client


@pytest.mark.parametrize(("moderation", "says"), [("open", "Je kaartje hangt"), ("first", "Je kaartje ligt bij de")])
def test_the_receipt_speaks_of_a_card(moderation, says, scene):
    receipt = put_up(scene, moderation=moderation)
    assert receipt.status == "ok" and says in receipt.sentence and "vraag" not in receipt.sentence


def test_a_card_that_is_held_back_is_not_said_to_be_up(scene):
    assert "ligt bij de begeleider" in put_up(scene, "Bel 06-12345678", moderation="open").sentence


def test_a_card_for_a_prompt_that_was_put_away_is_refused_as_a_card(scene):
    board = scene.prompt()
    put_away(scene)
    receipt = perform("board.card", scene.as_participant(), {"text": "Te laat", "board": board.pk})
    assert receipt.status == "refused" and "opdracht" in receipt.sentence and "vra" not in receipt.sentence


def test_a_board_of_questions_takes_no_cards(scene):
    board = scene.open_board()
    assert perform("board.card", scene.as_participant(), {"text": "Mis", "board": board.pk}).status == "refused"
    assert not board.questions.exists()


def test_own_cards_and_own_questions_have_lists_of_their_own(scene):
    put_up(scene, moderation="open")
    scene.put("Hoe gaat het verder?")
    mine = parts(scene)
    assert "Mijn kaartjes" in mine["own_cards"] and "Meer tijd" in mine["own_cards"]
    assert "Meer tijd" not in mine["asked"] and "Hoe gaat het verder?" not in mine["own_cards"]
    assert "Meer tijd" not in parts(scene, who=1)["own_cards"]
    assert "data-receipt" not in mine["own_cards"], "a card is not answered, so it has no code"
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize(
    ("moderation", "before", "after"),
    [
        ("open", "Hangt: iedereen ziet je kaartje", "Hing er tot de opdracht werd opgeborgen"),
        ("first", "Wacht op de begeleider", "opgeborgen voordat de begeleider"),
    ],
)
def test_what_is_told_of_a_card_stays_true_when_the_prompt_is_put_away(moderation, before, after, scene):
    put_up(scene, moderation=moderation)
    assert before in parts(scene)["own_cards"]
    put_away(scene)
    own = parts(scene)["own_cards"]
    assert after in own and "Iedereen ziet" not in own


async def test_whoever_wrote_a_card_is_told_when_the_prompt_is_put_away(scene, quick):
    await inside(lambda: put_up(scene, moderation="open"))
    writer = await Browser(scene, Role.PARTICIPANT).open()
    await inside(lambda: put_away(scene))
    await writer.until_it_shows(await inside(writer.parts))
    assert "Hing er tot de opdracht" in writer.document
    await writer.leave()


def test_a_rejected_card_is_told_to_its_writer_as_a_card(scene):
    put_up(scene, moderation="first")
    card = scene.room.boards.get(kind="prompt").questions.get()
    scene.must("board.reject", question=card.pk, reason="Er staat een naam in.")
    mine = parts(scene)
    assert "Er staat een naam in." in mine["own_cards"] and "Er staat een naam in." not in mine["asked"]


def test_hosts_count_cards_and_questions_apart(scene):
    put_up(scene, moderation="first")
    put_up(scene, "Meer mensen", who=1)
    scene.put("Hoe gaat het verder?")
    queue = " ".join(Browser(scene, Role.HOST).parts()["queue"].split())
    assert (
        '<span class="number">1</span> vraag wacht' in queue
        and '<span class="number">2</span> kaartjes wachten' in queue
    )
    put_away(scene)
    queue = " ".join(Browser(scene, Role.HOST).parts()["queue"].split())
    assert "vraag wacht" in queue and "kaartje" not in queue and "Meer tijd" not in queue


def test_the_host_reads_what_was_shown(scene):
    put_up(scene, moderation="first")
    card = scene.room.boards.get(kind="prompt").questions.get()
    question = scene.put("Hoe gaat het verder?")
    receipt = scene.ask("board.approve", question=[card.pk, question.pk])
    assert receipt.sentence == "Iedereen ziet de vraag. Iedereen ziet het kaartje."


def test_votes_for_a_card_agree_with_it(scene):
    card = scene.card()
    assert "eens" in scene.upvote(card, who=1).sentence
    assert "is het hiermee eens" in parts(scene)["cards"] and "wil dit ook weten" not in parts(scene)["cards"]


@pytest.mark.parametrize("command", ["board.live", "board.answer"])
def test_a_card_is_not_answered(command, scene):
    card = scene.card()
    assert scene.ask(command, question=card.pk).status == "refused"


def test_a_question_is_not_clustered(scene):
    assert scene.ask("board.cluster", question=scene.question().pk, cluster="Tijd").status == "refused"


def test_cards_are_not_among_what_waits_for_a_written_answer(scene, organiser):
    put_up(scene, moderation="open")
    scene.question("visible", text="Een vraag?")
    scene.end()
    page = organiser.get(f"/hosting/{scene.session.pk}/answers/").content.decode()
    assert "Een vraag?" in page and "Meer tijd" not in page


def kept(scene) -> None:
    put_up(scene, moderation="open")
    put_up(scene, "Meer rust", who=1)
    put_up(scene, "Een naam", who=2)
    cards = {card.text: card for card in scene.room.boards.get(kind="prompt").questions.all()}
    scene.must("board.cluster", question=cards["Meer rust"].pk, cluster="Rust")
    scene.must("board.reject", question=cards["Een naam"].pk, reason="Een naam.")
    scene.upvote(cards["Meer rust"], who=0)
    put_away(scene)
    scene.question("visible", text="Een vraag?")
    scene.end()


@pytest.mark.both_databases
def test_cards_have_a_page_of_their_own_in_the_archive(scene, organiser):
    kept(scene)
    questions = organiser.get(f"/archive/{scene.programme.slug}/questions/").content.decode()
    assert "Een vraag?" in questions and "Meer tijd" not in questions and "Meer rust" not in questions
    page = organiser.get(f"/archive/{scene.programme.slug}/cards/").content.decode()
    assert "Opdrachten en kaartjes" in page and "Wat heb je nodig?" in page
    assert "Meer tijd" in page and "Rust" in page and "Een naam" not in page and "Een vraag?" not in page
    assert page.count("Meer tijd") == 1, "a card stands there once"
    found = organiser.get(f"/archive/{scene.programme.slug}/cards/?text=rust").content.decode()
    assert "Wat heb je nodig?" in found
    assert '<td class="amount">2</td>' in page, "two cards are counted"


@pytest.mark.both_databases
def test_the_download_of_cards(scene, organiser):
    kept(scene)
    text = organiser.get(f"/archive/{scene.programme.slug}/cards.csv").content.decode().removeprefix("\ufeff")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert head[2:4] == ["Opdracht", "Kaartje"]
    assert {(row[2], row[3], row[4], row[6]) for row in rows} == {
        ("Wat heb je nodig?", "Meer tijd", "", "0"),
        ("Wat heb je nodig?", "Meer rust", "Rust", "1"),
    }


def test_questions_that_nobody_answered_are_counted_without_cards(scene, organiser):
    kept(scene)
    open_ = Record.objects.filter(kind="question", payload__outcome="open").newest()
    assert [record.payload["text"] for record in open_] == ["Een vraag?"]
    assert {record.kind for record in Record.objects.all()} >= {"prompt", "card", "question", "board"}


def test_what_a_host_decides_after_the_end_makes_a_new_version_of_a_card(scene):
    kept(scene)
    card = Record.objects.get(kind="card", payload__text="Meer tijd")
    scene.must("board.cluster", question=card.key, cluster="Tijd")
    newest = Record.objects.filter(kind="card", key=card.key).newest().get()
    assert newest.version == 2 and newest.payload["cluster"] == "Tijd"
