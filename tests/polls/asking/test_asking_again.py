"""Asking again: copies of polls, and rounds beside each other."""

import pytest

from polls.asking.models import Poll, PollState
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene

LOOKERS = (Role.HOST, Role.PARTICIPANT, Role.SCREEN)


@pytest.fixture
def six(transactional_db) -> Scene:
    scene = Scene.build(people=6)
    scene.must("room.open")
    return scene


def held(scene: Scene, poll: Poll, votes: int, option: int = 0) -> Poll:
    """The poll is opened, so many people choose this option, and it is closed."""
    scene.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    for who in range(votes):
        assert scene.vote(poll, option=option, who=who).status == "ok"
    scene.must("poll.reveal", poll=poll.pk)
    scene.must("poll.close", poll=poll.pk)
    return poll


def again(scene: Scene, poll: Poll) -> Poll:
    scene.must("poll.again", poll=poll.pk)
    return scene.room.polls.get(again_of=poll)


def drafted(scene: Scene, **more: object) -> Poll:
    scene.must("poll.draft", text="Wat is nodig?", options="Tijd\nGeld", minimum=5, countdown=90, **more)
    return scene.room.polls.get()


def test_a_copy_of_a_draft_says_and_does_the_same_and_is_not_made_twice(six):
    poll = drafted(six, closes_itself="on")
    for _twice in range(2):
        copy = again(six, poll)
    assert [option.text for option in copy.options.all()] == ["Tijd", "Geld"]
    assert (copy.state, copy.round, copy.countdown, copy.closes_itself) == (PollState.DRAFT, 1, 90, True)
    assert copy.secret != poll.secret


def test_two_rounds_stand_beside_each_other_once_both_are_closed(six):
    first = held(six, drafted(six), votes=5)
    second = again(six, first)
    assert second.round == 2
    six.must("poll.open", poll=second.pk)
    for who in range(5):
        assert six.vote(second, option=who % 2, who=who).status == "ok"
    six.must("poll.reveal", poll=second.pk)
    for role in LOOKERS:
        assert "Ronde 2" in (page := Browser(six, role).page()) and 'class="result two-rounds"' not in page
    six.must("poll.close", poll=second.pk)
    for role in LOOKERS:
        page = " ".join(Browser(six, role).page().split())
        assert 'class="result two-rounds"' in page and "40 minder" in page and "40 meer" in page
    six.must("poll.hide", poll=second.pk)
    assert 'class="result two-rounds"' not in Browser(six, Role.PARTICIPANT).page()


def test_a_round_that_was_not_shown_is_not_shown_with_the_next_one(six):
    first = held(six, drafted(six), votes=5)
    second = held(six, again(six, first), votes=5)
    six.must("poll.hide", poll=first.pk)
    six.must("poll.reveal", poll=second.pk)
    seen = {role: 'class="result two-rounds"' in Browser(six, role).page() for role in LOOKERS}
    assert {role for role, both in seen.items() if both} == {Role.HOST}


@pytest.mark.parametrize(("before", "now"), [(4, 5), (5, 4)])
def test_a_round_with_too_few_answers_stands_beside_nothing(six, before, now):
    second = again(six, held(six, drafted(six), votes=before))
    held(six, second, votes=now)
    for role in LOOKERS:
        assert 'class="result two-rounds"' not in Browser(six, role).page()


def test_a_draft_that_asks_something_else_is_no_round_any_more(six):
    second = again(six, held(six, drafted(six), votes=5))
    same = {"poll": second.pk, "text": second.text, "options": "Tijd\nGeld"}
    six.must("poll.edit", **same, minimum=6)
    second.refresh_from_db()
    assert second.round == 2
    six.must("poll.edit", **same | {"options": "Tijd\nRust"})
    second.refresh_from_db()
    assert (second.round, second.again_of) == (1, None)


def test_the_archive_has_both_rounds_and_how_it_moved(six):
    second = again(six, held(six, drafted(six), votes=5))
    held(six, second, votes=6, option=1)
    six.end()
    client = Browser(six, Role.HOST).client
    client.force_login(six.organiser)
    page = " ".join(client.get(f"/archive/{six.programme.slug}/", follow=True).content.decode().split())
    assert "Ronde 2" in page and page.count('class="result two-rounds"') == 1


def test_an_open_poll_is_closed_first(six):
    poll = drafted(six)
    six.must("poll.open", poll=poll.pk)
    assert six.ask("poll.again", poll=poll.pk).code == 409
