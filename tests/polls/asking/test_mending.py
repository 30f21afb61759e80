"""A typo in an open poll is mended, and what it said before is known."""

from django.test import Client

from livesessions.archive.models import Record
from polls.asking.models import Ballot, Poll
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.planting import take_out


def test_the_question_changes_for_everybody_and_votes_stay(scene, quick):
    poll = scene.asked("Wat is nodg?")
    scene.vote(poll, 1)
    scene.must("poll.mend", poll=poll.pk, text="Wat is nodig?")
    for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN):
        assert "Wat is nodig?" in Browser(scene, role).parts()["poll"]
    assert Ballot.objects.count() == 1
    scene.must("poll.close", poll=poll.pk)
    kept = Record.objects.get(kind="poll").payload
    assert kept["question"] == "Wat is nodig?"
    assert [wording["text"] for wording in kept["wordings"]] == ["Wat is nodg?"]
    organiser = Client()
    organiser.force_login(scene.organiser)
    assert "Wat is nodg?" in organiser.get(f"/archive/{scene.programme.slug}/polls/").content.decode()


def test_only_an_open_poll_is_mended(scene):
    poll = scene.asked()
    scene.must("poll.close", poll=poll.pk)
    assert scene.ask("poll.mend", poll=poll.pk, text="Anders?").status == "refused"
    assert Poll.objects.get(pk=poll.pk).wordings == []


def test_words_that_are_taken_out_go_from_what_it_said_before_too(scene):
    poll = scene.asked("Wat vindt Jansen?")
    scene.must("poll.mend", poll=poll.pk, text="Wat vind Jansen ervan?")
    assert take_out(scene, "poll", poll.pk, "question", word="Jansen").status == "ok"
    poll.refresh_from_db()
    assert "Jansen" not in poll.text + str(poll.wordings)


def test_a_name_that_was_mended_away_can_be_taken_out(scene):
    poll = scene.asked("Wat vindt Jansen?")
    scene.must("poll.mend", poll=poll.pk, text="Wat vinden jullie?")
    assert 'value="wording-0"' in Browser(scene, Role.HOST).parts()["polls"], "the host has a form for it"
    scene.must("poll.close", poll=poll.pk)
    assert take_out(scene, "poll", poll.pk, "wording-0", word="Jansen").status == "ok"
    poll.refresh_from_db()
    assert "Jansen" not in str(poll.wordings) + str(Record.objects.filter(kind="poll").newest().get().payload)


def test_answers_are_mended_until_somebody_has_answered(scene):
    poll = scene.asked("Wat is nodig?", "Meer tjd\nMeer mensen")
    kept = [option.pk for option in poll.options.all()]
    scene.must("poll.mend", poll=poll.pk, text="Wat is nodig?", options="Meer tijd\nMeer mensen")
    assert [(option.pk, option.text) for option in poll.options.all()] == list(
        zip(kept, ["Meer tijd", "Meer mensen"], strict=True)
    )
    assert "Meer tijd" in Browser(scene, Role.PARTICIPANT).parts()["poll"]
    assert scene.vote(poll).status == "ok"
    late = scene.ask("poll.mend", poll=poll.pk, text="Wat is er nodig?", options="Minder tijd\nMeer mensen")
    assert late.code == 409 and late.field == "options"
    # The question can still be mended, with the answers as they are.
    scene.must("poll.mend", poll=poll.pk, text="Wat is er nodig?", options="Meer tijd\nMeer mensen")
    scene.must("poll.close", poll=poll.pk)
    payload = Record.objects.get(kind="poll").payload
    assert [wording["text"] for wording in payload["wordings"]] == ["Meer tjd", "Wat is nodig?"]
    assert payload["options"][0][1] == "Meer tijd"


def test_hands_that_were_counted_are_answers(scene):
    poll = scene.asked("Wat is nodig?", "Ja\nNee")
    first = poll.options.first().pk
    scene.must("poll.count_hands", poll=poll.pk, people="3", **{f"hands-{first}": "3"})
    assert scene.ask("poll.mend", poll=poll.pk, text="Wat is nodig?", options="Jazeker\nNee").status == "refused"


def test_an_open_poll_gets_no_more_and_no_fewer_answers(scene):
    poll = scene.asked("Wat is nodig?", "Ja\nNee")
    for options in ("Ja\nNee\nMisschien", "Ja", "Ja\nja"):
        refused = scene.ask("poll.mend", poll=poll.pk, text="Wat is nodig?", options=options)
        assert (refused.status, refused.field) == ("refused", "options")
    assert [option.text for option in poll.options.all()] == ["Ja", "Nee"]
