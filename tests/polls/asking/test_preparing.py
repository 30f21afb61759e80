"""Polls that nobody was asked yet: changed, ordered, removed and put back; and closed polls that are shown again."""

import pytest

from livesessions.archive.models import Record
from polls.asking.models import Poll, PollState
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene


def drafts(scene: Scene) -> list[str]:
    return [poll.text for poll in scene.room.polls.filter(state=PollState.DRAFT)]


@pytest.fixture
def three(scene) -> list[Poll]:
    return [scene.draft(text) for text in ("Een?", "Twee?", "Drie?")]


def test_a_draft_says_what_it_was_changed_to(scene):
    poll = scene.draft()
    changed = {"text": "Wat eerst?", "options": "Rust\nTijd", "minimum": 4, "divides": "alike"}
    scene.must("poll.edit", poll=poll.pk, **changed)
    poll.refresh_from_db()
    assert (poll.text, poll.minimum, poll.divides) == ("Wat eerst?", 4, "alike")
    assert [option.text for option in poll.options.all()] == ["Rust", "Tijd"]


@pytest.mark.parametrize("name", ["poll.edit", "poll.move", "poll.discard"])
def test_what_was_asked_stays_as_it_was(name, scene):
    poll = scene.asked()
    more = {"poll.edit": {"text": "Anders?", "options": "a\nb"}, "poll.move": {"place": 1}}
    for _each in ("open", "closed"):
        receipt = scene.ask(name, poll=poll.pk, **more.get(name, {}))
        assert receipt.status == "refused"
        scene.must("poll.close", poll=poll.pk)
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
def test_a_draft_goes_to_its_place(place, order, scene, three):
    scene.must("poll.move", poll=three[2].pk, place=place)
    assert drafts(scene) == order


def test_a_new_draft_comes_last_whatever_was_moved(scene, three):
    scene.must("poll.move", poll=three[2].pk, place=1)
    scene.draft("Vier?")
    assert drafts(scene) == ["Drie?", "Een?", "Twee?", "Vier?"]


def test_what_was_removed_can_be_put_back_where_it_was(scene, three):
    scene.must("poll.discard", poll=three[1].pk)
    assert drafts(scene) == ["Een?", "Drie?"]
    assert scene.ask("poll.open", poll=three[1].pk).status == "refused"
    scene.must("poll.restore", poll=three[1].pk)
    assert drafts(scene) == ["Een?", "Twee?", "Drie?"]


def test_what_was_removed_goes_when_the_room_is_finished(scene, three):
    scene.must("poll.discard", poll=three[1].pk)
    scene.must("room.close")
    scene.must("room.finish")
    assert drafts(scene) == ["Een?", "Drie?"]
    assert not Poll.objects.filter(state=PollState.REMOVED).exists()


def test_a_closed_poll_has_a_button_that_shows_it_again(scene, quick):
    first = scene.asked("Een?")
    scene.must("poll.close", poll=first.pk)
    scene.asked("Twee?")
    host = Browser(scene, Role.HOST)
    form = f'value="poll.reveal"><input type="hidden" name="poll" value="{first.pk}">'
    assert form in host.page()
    scene.must("poll.reveal", poll=first.pk)
    assert host.page().count(form) == 0, "it is in view"
    assert Poll.objects.get(pk=first.pk).revealed_at is not None


def test_a_poll_keeps_the_name_of_its_barometer(scene):
    scene.must("poll.draft", text="Hoe veilig?", kind="mood", barometer=" Veiligheid 1 ")
    poll = scene.room.polls.get()
    assert poll.barometer == "veiligheid-1"
    assert 'value="veiligheid-1"' in Browser(scene, Role.HOST).parts()["polls"]
    scene.must("poll.again", poll=poll.pk)
    assert [each.barometer for each in scene.room.polls.all()] == ["veiligheid-1", "veiligheid-1"]
    scene.must("poll.open", poll=poll.pk)
    scene.must("poll.close", poll=poll.pk)
    assert Record.objects.get().payload["barometer"] == "veiligheid-1"


def test_the_name_of_a_barometer_has_letters_or_digits(scene):
    receipt = scene.ask("poll.draft", text="Hoe veilig?", kind="mood", barometer="?!")
    assert receipt.status == "refused" and not scene.room.polls.exists()
