"""What is printed of a result: the same for the same count, and a word where the sum is not a hundred."""

import pytest

from livesessions.programme.models import Participant
from polls.asking.models import Poll
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene

ROUNDED = "Percentages zijn afgerond."


def shown(scene: Scene, *counts: int) -> Poll:
    """A closed poll with so many votes for each answer, shown to everybody."""
    scene.people = Participant.objects.bulk_create(
        Participant(programme=scene.programme, name=f"P {i}") for i in range(sum(counts))
    )
    poll = scene.asked()
    who = iter(range(sum(counts)))
    for option, count in enumerate(counts):
        for _ in range(count):
            assert scene.vote(poll, option, next(who)).status == "ok"
    scene.must("poll.close", poll=poll.pk)
    scene.must("poll.reveal", poll=poll.pk)
    return poll


def archive(scene: Scene, name: str) -> str:
    client = scene.client(Role.STRANGER)
    client.force_login(scene.organiser)
    return client.get(f"/archive/{scene.programme.slug}/{name}").content.decode()


@pytest.mark.parametrize(
    ("counts", "percents", "rounded"),
    [((4, 4, 6), (29, 29, 43), True), ((1, 1, 1), (33, 33, 33), True), ((2, 1, 1), (50, 25, 25), False)],
)
def test_equal_counts_print_equal_percents_everywhere(scene, counts, percents, rounded):
    shown(scene, *counts)
    pages = [Browser(scene, role).page() for role in (Role.PARTICIPANT, Role.SCREEN, Role.HOST)]
    for page in (*pages, archive(scene, "polls/")):
        found = [f"{percent}%<small>{count}</small>" for count, percent in zip(counts, percents, strict=True)]
        assert all(page.count(each) == found.count(each) for each in found)
        assert page.count(ROUNDED) == rounded
    for count, percent in zip(counts, percents, strict=True):
        assert f";{count};{percent};" in archive(scene, "polls.csv")


def test_while_people_vote_the_word_comes_and_goes(scene):
    """The bars are sent alone after a vote, and the word comes with the number of voters."""
    scene.must("poll.draft", text="Wat is nodig?", options="Tijd\nMensen\nRegels")
    poll = scene.room.polls.get()
    scene.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    host = Browser(scene, Role.HOST)
    for who, rounded in ((0, False), (1, False), (2, True)):
        scene.vote(poll, who, who)
        page = host.parts()["voters"]
        assert (ROUNDED in page) == rounded
