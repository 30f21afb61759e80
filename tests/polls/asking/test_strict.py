"""Strict anonymity: whoever watches the numbers while people vote cannot tell who chose what."""

import pytest

from livesessions.programme.models import Participant
from polls.asking.models import Ballot, Poll, Step
from rooms.live.base.people import Audience, Role
from rooms.live.models import Room
from rooms.live.rendering.renderer import version_of
from tests.browsing import Browser
from tests.scene import Scene

pytestmark = pytest.mark.both_databases


@pytest.fixture
def twelve(scene) -> Scene:
    """A room with twelve people."""
    more = [Participant(programme=scene.programme, name=f"Meer {i}") for i in range(12 - len(scene.people))]
    scene.people = [*scene.people, *Participant.objects.bulk_create(more)]
    return scene


def asked(scene: Scene, strict: str) -> Poll:
    scene.must("poll.draft", text="Wat is nodig?", options="Tijd\nMensen\nRegels", minimum=5, strict=strict)
    scene.must("poll.open", poll=scene.room.polls.get().pk)
    return scene.room.polls.get()


def seen(scene: Scene) -> str:
    """What a host sees of the numbers."""
    parts = Browser(scene, Role.HOST).parts()
    return parts["tally"] + parts["voters"]


def test_numbers_move_once_in_five_answers_and_the_number_of_answers_always(twelve):
    poll = asked(twelve, "yes")
    moved, versions = [], []
    for who in range(12):
        before = seen(twelve)
        assert twelve.vote(poll, who % 3, who, sequence=1).status == "ok"
        moved.append(seen(twelve) != before)
        versions.append(version_of(Room.objects.get(pk=twelve.room.pk), Audience.HOSTS, "bar"))
        assert f"<dd>{who + 1}</dd>" in Browser(twelve, Role.HOST).parts()["delivery"]
    assert [who + 1 for who in range(12) if moved[who]] == [5, 10]
    assert len(set(versions)) == 3, "the version tells no more than the numbers"
    assert "10 mensen stemden" in seen(twelve)
    twelve.must("poll.close", poll=poll.pk)
    assert "12 mensen stemden" in seen(twelve)
    assert sum(twelve.record(poll).payload["cells"].values()) == twelve.record(poll).answered == 12
    assert not Step.objects.exists() and not Ballot.objects.exists()


def test_who_changes_an_answer_moves_nothing(twelve):
    poll = asked(twelve, "yes")
    for who in range(6):
        twelve.vote(poll, 0, who, sequence=1)
    before = seen(twelve)
    twelve.vote(poll, 2, 5, sequence=2)
    assert seen(twelve) == before


def test_a_result_that_is_shown_moves_in_steps_for_everybody(twelve):
    poll = asked(twelve, "yes")
    for who in range(5):
        twelve.vote(poll, 0, who, sequence=1)
    twelve.must("poll.reveal", poll=poll.pk)
    before = Browser(twelve, Role.PARTICIPANT).parts()["tally"]
    for who in range(5, 9):
        twelve.vote(poll, 1, who, sequence=1)
        assert Browser(twelve, Role.PARTICIPANT).parts()["tally"] == before
    twelve.vote(poll, 1, 9, sequence=1)
    assert Browser(twelve, Role.PARTICIPANT).parts()["tally"] != before


@pytest.mark.parametrize(
    ("wish", "below", "strict"), [("", 20, True), ("", 3, False), ("no", 20, False), ("yes", 0, True)]
)
def test_few_people_make_a_poll_strict_unless_the_host_decided(wish, below, strict, twelve, settings):
    settings.STRICT_BELOW = below
    twelve.gather()
    poll = asked(twelve, wish)
    assert poll.strict is strict
    assert ("in stappen van vijf" in Browser(twelve, Role.HOST).parts()["poll"]) is strict


WARNED = "Eén of twee mensen"


def test_a_host_is_warned_before_few_of_a_small_crowd_are_shown(twelve, settings):
    settings.STRICT_BELOW = 20
    poll = asked(twelve, "no")
    for who in range(7):
        assert twelve.vote(poll, option=int(who == 6), who=who).status == "ok"
    assert WARNED in seen(twelve)
    assert WARNED not in Browser(twelve, Role.PARTICIPANT).page() + Browser(twelve, Role.SCREEN).page()
    for who in (7, 8):
        assert twelve.vote(poll, option=1, who=who).status == "ok"
    assert WARNED not in seen(twelve), "three are no longer few"
    assert twelve.vote(poll, option=2, who=9).status == "ok"
    twelve.must("poll.reveal", poll=poll.pk)
    assert WARNED not in seen(twelve), "it is shown already"
