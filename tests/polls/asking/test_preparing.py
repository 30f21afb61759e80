"""Polls that nobody was asked yet: changed, ordered, removed and put back; and closed polls that are shown again."""

import pytest

from polls.asking.models import Poll, PollState
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.stage import Stage


def drafts(stage: Stage) -> list[str]:
    return [poll.text for poll in stage.room.polls.filter(state=PollState.DRAFT)]


@pytest.fixture
def three(stage) -> list[Poll]:
    return [stage.draft(text) for text in ("Een?", "Twee?", "Drie?")]


def test_a_draft_says_what_it_was_changed_to(stage):
    poll = stage.draft()
    changed = {"text": "Wat eerst?", "options": "Rust\nTijd", "minimum": 4, "divides": "alike"}
    stage.must("poll.edit", poll=poll.pk, **changed)
    poll.refresh_from_db()
    assert (poll.text, poll.minimum, poll.divides) == ("Wat eerst?", 4, "alike")
    assert [option.text for option in poll.options.all()] == ["Rust", "Tijd"]


@pytest.mark.parametrize("name", ["poll.edit", "poll.move", "poll.discard"])
def test_what_was_asked_stays_as_it_was(name, stage):
    poll = stage.asked()
    more = {"poll.edit": {"text": "Anders?", "options": "a\nb"}, "poll.move": {"place": 1}}
    for _each in ("open", "closed"):
        receipt = stage.ask(name, poll=poll.pk, **more.get(name, {}))
        assert receipt.status == "refused"
        stage.must("poll.close", poll=poll.pk)
    assert Poll.objects.get().text == poll.text


@pytest.mark.parametrize(
    ("place", "order"),
    [
        (1, ["Drie?", "Een?", "Twee?"]),
        (2, ["Een?", "Drie?", "Twee?"]),
        (0, ["Drie?", "Een?", "Twee?"]),
        (9, ["Een?", "Twee?", "Drie?"]),
    ],
)
def test_a_draft_goes_to_its_place(place, order, stage, three):
    stage.must("poll.move", poll=three[2].pk, place=place)
    assert drafts(stage) == order


def test_a_new_draft_comes_last_whatever_was_moved(stage, three):
    stage.must("poll.move", poll=three[2].pk, place=1)
    stage.draft("Vier?")
    assert drafts(stage) == ["Drie?", "Een?", "Twee?", "Vier?"]


def test_what_was_removed_can_be_put_back_where_it_was(stage, three):
    stage.must("poll.discard", poll=three[1].pk)
    assert drafts(stage) == ["Een?", "Drie?"]
    assert stage.ask("poll.open", poll=three[1].pk).status == "refused"
    stage.must("poll.restore", poll=three[1].pk)
    assert drafts(stage) == ["Een?", "Twee?", "Drie?"]


def test_what_was_removed_goes_when_the_room_is_finished(stage, three):
    stage.must("poll.discard", poll=three[1].pk)
    stage.must("room.close")
    stage.must("room.finish")
    assert drafts(stage) == ["Een?", "Drie?"]
    assert not Poll.objects.filter(state=PollState.REMOVED).exists()


def test_a_closed_poll_has_a_button_that_shows_it_again(stage, quick):
    first, second = stage.asked("Een?"), None
    stage.must("poll.close", poll=first.pk)
    second = stage.asked("Twee?")
    host = Browser(stage, Role.HOST)
    assert "poll.reveal" in host.page()
    form = f'value="poll.reveal"><input type="hidden" name="poll" value="{first.pk}">'
    assert form not in host.page(), "another poll is open"
    stage.must("poll.close", poll=second.pk)
    assert form in host.page()
    stage.must("poll.reveal", poll=first.pk)
    assert form not in host.page(), "it is in view"
    assert Poll.objects.get(pk=first.pk).revealed_at is not None
