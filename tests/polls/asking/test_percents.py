"""What is printed of a result: the same for the same count, and a word where the sum is not a hundred."""

import pytest

from livesessions.programme.models import Participant
from polls.asking.models import Poll
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.stage import Stage

ROUNDED = "Percentages zijn afgerond."


def shown(stage: Stage, *counts: int) -> Poll:
    """A closed poll with so many votes for each answer, shown to everybody."""
    stage.people = Participant.objects.bulk_create(
        Participant(programme=stage.programme, name=f"P {i}") for i in range(sum(counts))
    )
    poll = stage.asked()
    who = iter(range(sum(counts)))
    for option, count in enumerate(counts):
        for _ in range(count):
            assert stage.vote(poll, option, next(who)).status == "ok"
    stage.must("poll.close", poll=poll.pk)
    stage.must("poll.reveal", poll=poll.pk)
    return poll


def archive(stage: Stage, name: str) -> str:
    client = stage.client(Role.STRANGER)
    client.force_login(stage.organiser)
    return client.get(f"/archive/{stage.programme.slug}/{name}").content.decode()


@pytest.mark.parametrize(
    ("counts", "percents", "rounded"),
    [((4, 4, 6), (29, 29, 43), True), ((1, 1, 1), (33, 33, 33), True), ((2, 1, 1), (50, 25, 25), False)],
)
def test_equal_counts_print_equal_percents_everywhere(stage, counts, percents, rounded):
    shown(stage, *counts)
    pages = [Browser(stage, role).page() for role in (Role.PARTICIPANT, Role.SCREEN, Role.HOST)]
    for page in (*pages, archive(stage, "polls/")):
        found = [f"{percent}%<small>{count}</small>" for count, percent in zip(counts, percents, strict=True)]
        assert all(page.count(each) == found.count(each) for each in found)
        assert page.count(ROUNDED) == rounded
    for count, percent in zip(counts, percents, strict=True):
        assert f";{count};{percent}\r\n" in archive(stage, "polls.csv")


def test_while_people_vote_the_word_comes_and_goes(stage):
    """The bars are sent alone after a vote, and the word comes with the number of voters."""
    stage.must("poll.draft", text="Wat is nodig?", options="Tijd\nMensen\nRegels")
    poll = stage.room.polls.get()
    stage.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    host = Browser(stage, Role.HOST)
    for who, rounded in ((0, False), (1, False), (2, True)):
        stage.vote(poll, who, who)
        page = host.parts()["voters"]
        assert (ROUNDED in page) == rounded
