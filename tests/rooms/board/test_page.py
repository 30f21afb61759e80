"""All questions on a page of their own, and a board of a thousand."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rooms.board.models import Question
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene


def fill(scene: Scene, many: int) -> None:
    """So many questions on the board."""
    first = scene.question()
    now = first.asked_at
    Question.objects.bulk_create(
        Question(
            board=first.board,
            text=f"Vraag {i:04}?",
            state="visible",
            asked_at=now + timedelta(seconds=i),
            state_at=now,
        )
        for i in range(1, many)
    )
    scene.must("board.pin", question=first.pk)


def queries(function) -> int:
    """How many queries `function` makes about boards; what else is on the page is counted elsewhere."""
    with CaptureQueriesContext(connection) as captured:
        function()
    return len([query for query in captured if "board_" in query["sql"]])


# Not a bound but the number itself: whoever adds a query sees it here, and says why.
PAGE = {Role.HOST: 9, Role.PARTICIPANT: 4, Role.SCREEN: 1}
ALL = 5


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("role", PAGE)
def test_queries_of_a_page_do_not_grow_with_the_board(role, many, scene):
    fill(scene, many)
    scene.put("Wacht?", who=1)
    scene.question("answered", text="Klaar?", who=2)
    scene.question("live", text="Nu?", who=2)
    scene.question("rejected", text="Niet?", who=2)
    browser = Browser(scene, role)
    browser.page()
    assert queries(browser.page) == PAGE[role]


@pytest.mark.parametrize("many", [1, 3])
def test_queries_of_all_questions(many, scene):
    fill(scene, many)
    client = scene.client(Role.PARTICIPANT)
    assert queries(lambda: client.get(f"/r/{scene.room.pk}/questions/")) == ALL


def test_of_a_thousand_questions_the_first_fifty_are_shown(scene):
    fill(scene, 1000)
    page = Browser(scene, Role.PARTICIPANT).page()
    assert page.count('value="board.upvote"') == 50
    assert "Meer vragen" in page
    client = scene.client(Role.PARTICIPANT)
    first = client.get(f"/r/{scene.room.pk}/questions/").content.decode()
    last = client.get(f"/r/{scene.room.pk}/questions/?page=20").content.decode()
    assert first.count('value="board.upvote"') == last.count('value="board.upvote"') == 50
    assert "Vraag 0001?" in first and "Vraag 0999?" not in first


def test_by_time_and_by_subject(scene):
    scene.open_board(categories="Zorg\nWonen")
    for who, (text, category) in enumerate([("Eerste?", "Zorg"), ("Tweede?", "Wonen"), ("Derde?", "Zorg")]):
        question = scene.put(text, who=who, category=category)
        scene.must("board.approve", question=question.pk)
    client = scene.client(Role.PARTICIPANT)
    newest = client.get(f"/r/{scene.room.pk}/questions/?order=newest").content.decode()
    assert newest.index("Derde?") < newest.index("Tweede?") < newest.index("Eerste?")
    care = client.get(f"/r/{scene.room.pk}/questions/?category=Zorg").content.decode()
    assert "Eerste?" in care and "Tweede?" not in care
    assert client.get(f"/r/{scene.room.pk}/questions/?order=x&page=x&category=x").status_code == 200


def test_without_scripts_an_upvote_is_given_and_taken_back(scene):
    question = scene.question()
    browser = Browser(scene, Role.PARTICIPANT)
    address = f"/r/{scene.room.pk}/questions/"
    assert browser.post("board.upvote", question=question.pk, on="1").status_code == 302
    page = browser.client.get(address).content.decode()
    assert 'aria-pressed="true"' in page and 'name="on" value="0"' in page
    assert browser.post("board.upvote", question=question.pk, on="0").status_code == 302
    assert 'aria-pressed="false"' in browser.client.get(address).content.decode()


@pytest.mark.parametrize("state", ["pending", "rejected", "archived"])
def test_what_nobody_may_see_is_not_there(state, scene):
    question = scene.question(state)
    for query in ("", "?order=newest"):
        page = scene.client(Role.PARTICIPANT, 2).get(f"/r/{scene.room.pk}/questions/{query}").content.decode()
        assert question.text not in page


def test_a_stranger_goes_to_the_front_door(scene, elsewhere):
    scene.question()
    for client in (scene.client(Role.STRANGER), elsewhere.client(Role.PARTICIPANT)):
        assert client.get(f"/r/{scene.room.pk}/questions/").status_code == 302


def test_a_question_that_was_just_taken_away_is_not_listed(scene):
    """The order is written after the question."""
    question = scene.question(text="Weg?")
    Question.objects.filter(pk=question.pk).update(state="rejected")
    assert scene.room.boards.get().order == [question.pk], "make sure that it could leak"
    client = scene.client(Role.PARTICIPANT)
    for order in ("votes", "newest"):
        assert "Weg?" not in client.get(f"/r/{scene.room.pk}/questions/?order={order}").content.decode()
