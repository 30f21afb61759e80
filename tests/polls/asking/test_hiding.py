"""A host hides a word: it is on no screen, in no record and in no file."""

import pytest
from django.test import Client

from polls.asking.models import Poll
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.everything import everything
from tests.scene import Scene

pytestmark = pytest.mark.both_databases

WORD = "Zandkasteel"


@pytest.fixture
def written(scene) -> Poll:
    """An open poll to which everybody wrote a word, one of them twice in another spelling."""
    scene.must("poll.draft", kind="words", text="Wat neem je mee?")
    scene.must("poll.open", poll=scene.room.polls.get().pk)
    poll = scene.room.polls.get()
    for who, words in enumerate(((WORD, "tijd"), (WORD.upper(), "rust"), ("tijd", ""))):
        data = {"poll": poll.pk, "word-1": words[0], "word-2": words[1], "sequence": 1}
        assert perform("poll.vote", scene.as_participant(who), data).status == "ok"
    scene.must("poll.reveal", poll=poll.pk)
    return poll


def on_screens(scene: Scene) -> list[bool]:
    return [
        WORD.casefold() in (Browser(scene, role).parts()["tally"] + Browser(scene, role).parts()["voters"]).casefold()
        for role in (Role.PARTICIPANT, Role.SCREEN)
    ]


def test_a_hidden_word_is_on_no_screen_and_can_be_shown_again(scene, written):
    assert on_screens(scene) == [True, True]
    scene.must("poll.hide_answer", poll=written.pk, answer=WORD)
    assert on_screens(scene) == [False, False]
    assert "1 antwoord is verborgen" in Browser(scene, Role.HOST).parts()["tally"]
    scene.must("poll.show_answer", poll=written.pk, answer=WORD.lower())
    assert on_screens(scene) == [True, True]


def test_what_was_hidden_is_not_kept(scene, written):
    scene.must("poll.hide_answer", poll=written.pk, answer=WORD)
    scene.must("poll.close", poll=written.pk)
    kept = [str(row) for rows in everything().values() for row in rows]
    assert not [row for row in kept if WORD.casefold() in row.casefold()]
    assert scene.record(written).payload["cells"] == {"tijd": 2, "rust": 1}


def test_after_closing_a_word_goes_from_the_record_for_good(scene, written):
    scene.must("poll.close", poll=written.pk)
    assert WORD.casefold() in str(scene.record(written).payload).casefold()
    scene.must("poll.hide_answer", poll=written.pk, answer=WORD)
    assert on_screens(scene) == [False, False]
    assert WORD.casefold() not in str(scene.record(written).payload).casefold()
    assert scene.ask("poll.show_answer", poll=written.pk, answer=WORD).status == "refused"


def test_answers_that_nobody_wrote_cannot_be_hidden(scene):
    poll = scene.asked()
    assert scene.ask("poll.hide_answer", poll=poll.pk, answer="1").status == "refused"


def test_where_a_host_looks_first_nobody_else_learns_of_a_word_before_it_is_approved(scene, written):
    Poll.objects.update(settings={"words": 3, "approve": True})
    for role in (Role.PARTICIPANT, Role.SCREEN):
        tally = Browser(scene, role).parts()["tally"]
        assert "tijd" not in tally and 'class="many"' not in tally
    assert "3 antwoorden wachten op jou" in Browser(scene, Role.HOST).parts()["tally"]
    scene.must("poll.approve_answer", poll=written.pk, answer=WORD)
    assert on_screens(scene) == [True, True]
    assert "2 antwoorden wachten op jou" in Browser(scene, Role.HOST).parts()["tally"]
    scene.must("poll.hide_answer", poll=written.pk, answer=WORD)
    assert on_screens(scene) == [False, False]
    scene.must("poll.approve_answer", poll=written.pk, answer=WORD.upper())
    scene.must("poll.close", poll=written.pk)
    assert on_screens(scene) == [True, True]
    organiser = Client()
    organiser.force_login(scene.organiser)
    archive = organiser.get(f"/archive/{scene.programme.slug}/polls/").content.decode()
    assert WORD.upper() in archive and "rust" not in archive, "it still waits"
    scene.must("poll.approve_answer", poll=written.pk, answer="Tijd")
    assert "tijd" in Browser(scene, Role.SCREEN).parts()["tally"]
    scene.end()
    assert scene.record(written).payload["cells"] == {WORD.upper(): 2, "tijd": 2}
    assert not [row for rows in everything().values() for row in rows if "rust" in str(row)]
