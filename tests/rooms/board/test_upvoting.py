"""Upvotes: one each, taken back at will, never undone by a late retry."""

import pytest

from rooms.board.models import Question, Upvote
from rooms.board.questions.listing import people_for
from rooms.board.questions.ordering import follow_the_votes, votes_by_team
from rooms.board.questions.teams import forget_teams
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform, perform_all
from rooms.live.commands.register import CommandRequest
from rooms.live.models import Room
from tests.browsing import Browser, inside
from tests.elements import where_is


def votes(question) -> int:
    return people_for([question.pk]).get(question.pk, 0)


@pytest.mark.both_databases
def test_a_person_counts_once_and_takes_it_back_at_will(scene):
    question = scene.question()
    for _again in range(2):
        assert scene.upvote(question).status == "ok"
    assert scene.upvote(question, who=1).status == "ok"
    assert votes(question) == 2
    assert scene.upvote(question, on=False).status == "ok"
    assert votes(question) == 1
    assert scene.upvote(question).status == "ok"
    assert votes(question) == 2


@pytest.mark.both_databases
def test_a_late_retry_changes_nothing(scene):
    question = scene.question()
    assert scene.upvote(question, sequence=1).status == "ok"
    assert scene.upvote(question, on=False, sequence=2).status == "ok"
    assert scene.upvote(question, sequence=1).status == "ok", "it was carried out; the newer choice counts"
    assert votes(question) == 0


@pytest.mark.both_databases
def test_two_choices_with_one_sequence_are_one_and_the_other_hears_it(scene):
    question = scene.question()
    assert scene.upvote(question, sequence=3).status == "ok"
    assert scene.upvote(question, on=False, sequence=3).status == "refused"
    assert votes(question) == 1


@pytest.mark.both_databases
def test_a_batch_counts_as_one_by_one(scene):
    question, other = scene.question(), scene.question(text="Nog een?", who=1)
    choices = [
        (0, question, "1", 1),
        (1, question, "1", 1),
        (0, question, "0", 2),
        (1, other, "1", 5),
        (0, question, "1", 1),
    ]
    asks = [
        CommandRequest("board.upvote", scene.as_participant(who), {"question": q.pk, "on": on, "sequence": sequence})
        for who, q, on, sequence in choices
    ]
    assert {receipt.status for receipt in perform_all(asks)} == {"ok"}
    assert (votes(question), votes(other)) == (1, 1)


@pytest.mark.parametrize("state", ["pending", "rejected", "answered", "archived"])
def test_what_is_not_on_the_list_is_not_upvoted(state, scene):
    question = scene.question(state)
    assert scene.upvote(question).status == "refused"
    unknown = perform("board.upvote", scene.as_participant(), {"question": "zzzzzzz"})
    if state in ("pending", "rejected"):
        assert scene.upvote(question) == unknown, "no answer tells that it is there"
    assert not Upvote.objects.exists()


def test_the_order_follows_the_votes_at_a_calm_pace(scene):
    first, second = scene.question(text="Eerste?"), scene.question(text="Tweede?", who=1)
    board = scene.room.boards.get()
    assert board.order == [first.pk, second.pk]
    version = Room.objects.get(pk=scene.room.pk).participants_version
    assert scene.upvote(second, who=1).status == "ok"
    board.refresh_from_db()
    assert board.order == [first.pk, second.pk], "nothing moves under a thumb that is about to press"
    assert Room.objects.get(pk=scene.room.pk).participants_version == version + 1
    follow_the_votes(Room.objects.get(pk=scene.room.pk))
    board.refresh_from_db()
    assert board.order == [second.pk, first.pk]


def test_a_frozen_board_does_not_move(scene):
    first, second = scene.question(text="Eerste?"), scene.question(text="Tweede?", who=1)
    scene.must("board.freeze")
    assert scene.upvote(second).status == "ok"
    follow_the_votes(Room.objects.get(pk=scene.room.pk))
    later = scene.question("visible", text="Derde?", who=2)
    page = Browser(scene, Role.PARTICIPANT, who=0).page()
    assert "Derde?" not in page and page.index("Eerste?") < page.index("Tweede?")
    assert "Derde?" in Browser(scene, Role.HOST).page()
    scene.must("board.reject", question=first.pk)
    assert "Eerste?" not in Browser(scene, Role.PARTICIPANT, who=1).page(), "what is taken away goes at once"
    scene.must("board.thaw")
    assert scene.room.boards.get().order == [second.pk, later.pk]


async def test_numbers_stand_still_on_a_frozen_board(scene, quick):
    """But for hosts, and for one's own button: participants and projector see the numbers again when it moves."""
    now, next_ = await inside(scene.question, "live", "Nu?"), await inside(scene.question, "visible", "Straks?", 1)
    await inside(scene.upvote, next_, 0)
    await inside(lambda: scene.must("board.freeze"))
    phone, screen, host = [await Browser(scene, role).open() for role in (Role.PARTICIPANT, Role.SCREEN, Role.HOST)]
    versions = {browser.role: browser.version for browser in (phone, screen)}
    for question in (now, next_):
        receipt = await inside(lambda question=question: scene.upvote(question, 2))
        assert receipt.sentence == "Geteld. Je ziet het aan het getal zodra het bord weer beweegt."
    assert await phone.receipt("board.upvote", question=now.pk, sequence="1") == "ok"
    await phone.until(lambda: now.pk in phone.shows("upvoted"))
    await host.until(lambda: ">2<" in host.shows(f"votes-{now.pk}") and ">2<" in host.shows(f"votes-{next_.pk}"))
    for browser in (phone, screen):
        browser.take_all()
        assert ">0<" in browser.shows(f"votes-{now.pk}") and ">1<" in browser.shows(f"votes-{next_.pk}")
        await browser.until_it_shows(await inside(browser.parts))
        assert browser.version == versions[browser.role], "a counter that steps with every upvote talks"
    assert ">1<" in where_they_stand(await inside(phone.client.get, f"/r/{scene.room.pk}/questions/"), next_)
    await inside(lambda: scene.must("board.thaw"))
    for browser in (phone, screen):
        for id in (now.pk, next_.pk):
            await browser.until(lambda b=browser, id=id: ">2<" in b.shows(f"votes-{id}"))
        await browser.until_it_shows(await inside(browser.parts))
    for browser in (phone, screen, host):
        await browser.leave()


def where_they_stand(answer, question) -> str:
    """The number of a question on the page with all of them."""
    page = answer.content.decode()
    return page[where_is(page, f"votes-{question.pk}")]


def a_board_with(scene, others: int) -> Question:
    """A question that is pinned, and so many others."""
    question = scene.question()
    now = question.asked_at
    Question.objects.bulk_create(
        Question(
            board=question.board,
            text=f"Vraag {i} over de wijk?",
            state="visible",
            asked_at=now,
            state_at=now,
        )
        for i in range(others)
    )
    scene.must("board.pin", question=question.pk)
    return question


async def test_another_order_travels_by_itself(scene, quick):
    """Votes bring the fifth of fifty questions to the top: everybody's rows move, and none of them is sent again."""
    pinned = await inside(a_board_with, scene, 49)
    board = await inside(scene.room.boards.get)
    risen = board.order[4]
    browsers = [await Browser(scene, role).open() for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)]
    for browser in browsers:
        await browser.until_it_shows(await inside(browser.parts))
        browser.pushed.clear()
    await inside(lambda: scene.upvote(Question.objects.get(pk=risen)))
    for browser in browsers:
        await browser.until(lambda b=browser: b.shows("order-shown").count(f"{pinned.pk} {risen}"))
        board_parts = [element for id, element in browser.pushed if id.startswith(("board", "order", "votes"))]
        assert sum(len(element.encode()) + 60 for element in board_parts) <= 1200
        await browser.until_it_shows(await inside(browser.parts))
        assert browser.shows("board") in await inside(browser.page)
        assert "board" not in dict(browser.pushed)
        await browser.leave()


async def test_what_an_upvote_costs_somebody_else(scene, quick):
    """On a board of a hundred questions: the number, and nothing of the list."""
    question = await inside(a_board_with, scene, 99)
    phone = await Browser(scene, Role.PARTICIPANT, who=2).open()
    assert phone.document.count('value="board.upvote"') == 50
    await phone.until(lambda: "upvoted" in dict(phone.pushed))  # a page older than its hub is told what is its own
    phone.pushed.clear()
    assert (await inside(scene.upvote, question)).status == "ok"
    await phone.until(lambda: ">1<" in phone.shows(f"votes-{question.pk}"))
    assert {id for id, _element in phone.pushed} <= {f"votes-{question.pk}", "head", "headcount"}
    assert sum(len(element.encode()) + 60 for _id, element in phone.pushed) <= 1024
    await phone.leave()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_upvotes_that_come_together(number, scene, django_assert_num_queries):
    questions = [scene.question(text=f"Vraag {i}?") for i in range(number)]
    asks = [
        CommandRequest("board.upvote", scene.as_participant(who), {"question": question.pk, "on": "1", "sequence": 1})
        for question in questions
        for who in range(number)
    ]
    # Begin, room, people, boards, questions, teams, the upvotes, two for the versions, commit.
    with django_assert_num_queries(10):
        assert {receipt.status for receipt in perform_all(asks)} == {"ok"}
    assert {votes(question) for question in questions} == {number}


def test_a_row_does_not_say_of_which_team_a_voter_is(scene):
    """The only one of a team would be known by it. Two of one team still count as one team."""
    question = scene.question()
    first = scene.people[0]
    scene.people[1].team = first.team
    scene.people[1].save()
    for who in (0, 1, 2):
        assert scene.upvote(question, who=who).status == "ok"
    assert {field.name for field in Upvote._meta.get_fields()} == {"key", "sequence", "question", "voter", "on"}
    counts = votes_by_team(question.board)[question.pk]
    assert sorted(counts.values()) == [1, 2]


def test_teams_are_known_again_after_a_restart_when_people_come_back(scene):
    """The server forgets of which team a voter is, and counts them as somebody without a team until they look."""
    question = scene.question()
    assert scene.upvote(question).status == "ok"
    forget_teams(scene.room.pk)
    assert votes_by_team(question.board)[question.pk] == {None: 1}
    scene.gather()
    Browser(scene, Role.PARTICIPANT).page()
    assert votes_by_team(question.board)[question.pk] == {scene.people[0].team_id: 1}
