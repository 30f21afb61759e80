"""Hands of the hall are added to a result, and can be told apart from its ballots wherever it stands."""

import csv
import io

from django.test import Client

from livesessions.archive.keeping import newest_of
from polls.asking.kept.results import POLL
from polls.asking.models import Poll
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene


def polled(scene: Scene, votes: int, **more: str) -> Poll:
    """An open poll, of which the first option has so many ballots."""
    scene.must("poll.draft", **{"text": "Wat eerst?", "options": "Rust\nTijd", **more})
    poll = scene.room.polls.get()
    scene.must("poll.open", poll=poll.pk)
    for who in range(votes):
        assert scene.vote(poll, 0, who, sequence=1).status == "ok"
    return poll


def hands(poll: Poll, *numbers: object) -> dict[str, object]:
    fields = {f"hands-{option.pk}": number for option, number in zip(poll.options.all(), numbers, strict=True)}
    return {"poll": poll.pk, **fields}


def on(scene: Scene, role: Role) -> str:
    parts = Browser(scene, role).parts()
    return parts["tally"] + parts["voters"]


def test_hands_are_added_and_labelled_on_every_screen_and_in_what_is_kept(db):
    scene = Scene.build(people=5)
    scene.must("room.open")
    poll = polled(scene, 5, minimum="5")
    scene.must("poll.count_hands", **hands(poll, 3, "12"))
    assert "hand" not in on(scene, Role.SCREEN), "the host did not show the result"
    scene.must("poll.reveal", poll=poll.pk)
    for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN):
        seen = on(scene, role)
        assert "8, waarvan 3 handen" in seen and "12, waarvan 12 handen" in seen
        assert "20 mensen stemden, van wie 15 met een hand in de zaal" in seen
    scene.must("poll.close", poll=poll.pk)
    scene.must("poll.count_hands", **hands(poll, 4, ""))
    record, first = newest_of(POLL, [str(poll.pk)])[str(poll.pk)], str(poll.options.first().pk)
    assert (record.answered, record.payload["cells"]) == (5, {first: 5})
    assert record.payload["hands"] == {"counts": {first: 4}, "people": 4}
    assert "9, waarvan 4 handen" in on(scene, Role.SCREEN)
    organiser = Client()
    organiser.force_login(scene.organiser)
    page = organiser.get(f"/archive/{scene.programme.slug}/").content.decode()
    assert "5 antwoorden" in page and "+ 4 handen in de zaal" in page
    text = organiser.get(f"/archive/{scene.programme.slug}/polls.csv").content.decode().removeprefix("\ufeff")
    line = next(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [line[name] for name in ("Antwoord", "Stemmen", "Procent", "Handen in de zaal")] == ["Rust", "9", "100", "4"]


def test_the_minimum_is_one_of_ballots(db):
    scene = Scene.build(people=5)
    scene.must("room.open")
    poll = polled(scene, 4, minimum="5")
    scene.must("poll.count_hands", **hands(poll, 0, 20))
    seen = on(scene, Role.HOST)
    assert "20, waarvan 20 handen" in seen and "20 mensen stemden" in seen, "the hands alone"
    assert "vanaf 5 antwoorden" in seen
    scene.must("poll.close", poll=poll.pk)
    assert scene.record(poll).answered is None
    assert "20 mensen stemden" in on(scene, Role.HOST)


def test_where_people_may_choose_several_the_host_says_how_many_they_were(scene):
    poll = polled(scene, 1, kind="several", minimum="1")
    scene.must("poll.count_hands", **hands(poll, 3, 2), people=4)
    assert "4, waarvan 3 handen" in on(scene, Role.HOST)
    assert "5 mensen stemden, van wie 4 met" in on(scene, Role.HOST)


def test_numbers_that_are_none_and_kinds_without_options_are_refused(scene):
    poll = polled(scene, 1)
    for odd in ("-1", "x", "5001", "٣", "9" * 400):
        assert scene.ask("poll.count_hands", **hands(poll, odd, "")).status == "refused"
    scene.must("poll.close", poll=poll.pk)
    scene.must("poll.draft", kind="words", text="Wat?")
    words = scene.room.polls.exclude(pk=poll.pk).get()
    assert scene.ask("poll.count_hands", poll=words.pk).status == "refused"
