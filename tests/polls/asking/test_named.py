"""Named polls: said before anybody answers, seen by hosts and organisers only, and gone with the person."""

import csv
import io

import pytest
from django.test import Client

from livesessions.programme.models import Participant
from polls.asking.models import Ballot, NamedAnswer, Poll
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene

pytestmark = pytest.mark.both_databases


def asked(scene: Scene, named: str = "on") -> Poll:
    scene.must("poll.draft", text="Waar sluit je aan?", options="Werkplaats\nLeerkring", named=named)
    scene.must("poll.open", poll=scene.room.polls.get().pk)
    return scene.room.polls.get()


def answered(scene: Scene) -> Poll:
    poll = asked(scene)
    for who in range(3):
        assert scene.vote(poll, who % 2, who, sequence=1).status == "ok"
    assert scene.vote(poll, 1, 0, sequence=2).status == "ok"
    assert scene.vote(poll, 0, 0, sequence=1).status == "ok", "a late retry, which loses"
    return poll


def test_the_ballot_says_so_first_and_it_is_fixed(scene):
    poll = asked(scene)
    page = Browser(scene, Role.PARTICIPANT).parts()["poll"]
    assert page.index("zien je naam bij je antwoord") < page.index("Waar sluit je aan?")
    assert page.count(f"named-{poll.pk}") == 2 and "Niemand ziet wat je antwoordt" not in page
    receipt = scene.ask("poll.edit", poll=poll.pk, text="Waar sluit je aan?", options="Werkplaats\nLeerkring")
    assert receipt.status == "refused" and scene.room.polls.get().named


def test_hosts_see_who_answered_what_and_nobody_else_does(scene):
    poll = answered(scene)
    for _state in ("open", "closed"):
        seen = Browser(scene, Role.HOST).parts()["named"]
        assert [seen.index(text) for text in ("Mens 0", "Leerkring", "Mens 1", "Mens 2", "Werkplaats")] == sorted(
            seen.index(text) for text in ("Mens 0", "Leerkring", "Mens 1", "Mens 2", "Werkplaats")
        )
        scene.must("poll.reveal", poll=poll.pk)
        for role in (Role.PARTICIPANT, Role.SCREEN):
            parts = Browser(scene, role).parts()
            assert "named" not in parts and "Mens 1" not in "".join(parts[name] for name in ("poll", "tally", "voters"))
        if scene.room.polls.get().state == "open":
            scene.must("poll.close", poll=poll.pk)
    assert not Ballot.objects.exists()
    assert "Mens" not in str(scene.record(poll).payload)


def test_organisers_find_the_names_in_the_archive_until_the_person_goes(scene):
    scene.must("poll.close", poll=answered(scene).pk)
    organiser = Client()
    organiser.force_login(scene.organiser)
    address = f"/archive/{scene.programme.slug}/"

    def names() -> list[tuple[str, str]]:
        text = organiser.get(f"{address}polls.csv").content.decode().removeprefix("\ufeff")
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
        return [(row["Naam"], row["Antwoord"]) for row in rows if row["Geteld"] == "Op naam"]

    assert names() == [("Mens 0", "Leerkring"), ("Mens 1", "Leerkring"), ("Mens 2", "Werkplaats")]
    assert "Mens 1" in organiser.get(address).content.decode()
    Participant.objects.get(name="Mens 1").delete()
    assert [name for name, _answer in names()] == ["Mens 0", "Mens 2"]
    assert "Mens 1" not in organiser.get(address).content.decode()


def test_who_is_put_out_with_what_they_said_is_not_named_any_more(scene):
    answered(scene)
    person = scene.people[0]
    scene.must("room.remove", person=person.pk, take_away="on")
    assert not NamedAnswer.objects.filter(participant=person).exists()
    assert "Mens 0" not in Browser(scene, Role.HOST).parts()["named"]


def test_other_polls_write_no_name_down(scene):
    scene.vote(asked(scene, named=""), 0, 0)
    assert not NamedAnswer.objects.exists()
    assert "Mens 0" not in Browser(scene, Role.HOST).parts()["named"]


@pytest.mark.parametrize("more", [{"kind": "words"}, {"divides": "alike"}])
def test_names_go_with_neither_words_nor_groups(scene, more):
    receipt = scene.ask("poll.draft", text="Wat neem je mee?", options="Werkplaats\nLeerkring", named="on", **more)
    assert receipt.status == "refused"
