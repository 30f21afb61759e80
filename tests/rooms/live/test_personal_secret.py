"""The personal secret: only the browser of a participant keeps it, and everything of theirs hangs on it."""

import pickle
from dataclasses import asdict

import pytest
from django.conf import settings
from django.test import Client

from polls.asking.ballots import ballot_key
from polls.asking.models import Ballot
from polls.kinds.answers import answer_in
from rooms.board.questions.pseudonyms import author_keys, voter_key
from rooms.breakouts.written import voter_key as harvest_key
from rooms.live.base.people import PersonalSecret, Role
from rooms.live.base.pseudonyms import key_under
from rooms.live.entry.remembering import Remembered
from tests.polls.asking.test_anonymity import dump

pytestmark = pytest.mark.both_databases


def kept(client: Client, programme: int) -> PersonalSecret | None:
    """What a browser keeps."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return Remembered.of(cookies).personal_secret(programme)


def test_it_is_in_no_log_and_in_no_message(scene):
    secret, actor = scene.secret_of(), scene.as_participant()
    written = secret.written()
    for text in (repr(secret), str(secret), repr(actor), f"{actor}", repr([secret])):
        assert written not in text and "PersonalSecret" not in text.replace("PersonalSecret(...)", "")
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        pickle.dumps(actor)
    with pytest.raises(TypeError):
        asdict(actor)


def test_it_is_read_as_it_was_written():
    secret = PersonalSecret.new()
    assert PersonalSecret.read(secret.written()).written() == secret.written()
    for wrong in ("", "abc", secret.written()[:-2]):
        with pytest.raises(ValueError):
            PersonalSecret.read(wrong)


def test_somebody_who_comes_in_gets_one_and_keeps_it(scene):
    scene.must("room.open")
    phone, other = Client(), Client()
    entry = {"code": scene.room.shown_code, "anonymous": "on", "role": "uitvoering", "team": ""}
    for client in (phone, other, phone):
        answer = client.post("/", entry)
        assert answer.status_code == 302, answer.content.decode()
    first = kept(phone, scene.programme.pk)
    assert first is not None and first.written() != kept(other, scene.programme.pk).written()
    phone.post("/", entry)
    assert kept(phone, scene.programme.pk).written() == first.written()


def test_nothing_on_the_server_leads_from_a_row_to_a_person(scene):
    """With the whole database and the server's own key, while the poll and the board are open."""
    poll, question = scene.asked(), scene.question()
    line = upvoted_line(scene)
    assert scene.vote(poll).status == scene.upvote(question, who=1).status == "ok"
    whole = "\n".join(row for rows in dump().values() for row in rows)
    for person, secret in scene.secrets.items():
        assert secret.written().replace("-", "").lower() not in whole and bytes(secret).hex() not in whole
        assert str(person).replace("-", "") in whole, "the participant is there"
    board = question.board
    under = {"poll": bytes(poll.secret), "board": bytes(board.secret), "room": scene.room.pk.encode()}
    purposes = ("ballot", "author", "named author", "voter", "line of the harvest", "ballot that divides")
    made = {
        key_under(secret, purpose, person.pk.bytes)
        for secret in under.values()
        for purpose in purposes
        for person in scene.people
    }
    assert not [key for key in made if key.replace("-", "").lower() in whole]
    own = scene.secret_of()
    keys = {ballot_key(poll.secret, own), *author_keys(board.secret, own), harvest_key(scene.room.pk, own)}
    keys |= {voter_key(board.secret, scene.secret_of(1))}
    found = {key for key in keys if key.replace("-", "").lower() in whole}
    assert len(found) >= 4 - (line is None), "with the browser's secret it would lead there"


def upvoted_line(scene):
    """One of the people finds a line of the harvest important."""
    from rooms.breakouts.models import Entry
    from rooms.live.commands.performing import perform

    round_ = scene.out()
    seat = scene.seat_of()
    data = {"group": seat.group_id, "field": "home", "base": 0, "text": "Meer tijd", "sequence": 1}
    assert perform("breakouts.write", scene.as_participant(), data).status == "ok"
    scene.must("breakouts.recall", round=round_.pk)
    scene.must("breakouts.show", round=round_.pk, how="wall")
    line = Entry.objects.get(text="Meer tijd")
    assert perform("breakouts.upvote", scene.as_participant(), {"entry": line.pk, "on": "1"}).status == "ok"
    return line


def test_a_link_for_another_browser_carries_it_and_shows_it_to_nobody(scene):
    poll = scene.asked()
    phone, laptop = scene.client(Role.PARTICIPANT), Client()
    page = phone.get(f"/r/{scene.room.pk}/elsewhere/").content.decode()
    link = next(word for word in page.replace('"', " ").replace("<", " ").split() if "#gAAAA" in word)
    assert scene.secret_of().written() not in page
    assert scene.vote(poll).status == "ok"
    assert laptop.post("/continue/", {"link": link, "sure": "on"}).status_code == 302
    assert kept(laptop, scene.programme.pk).written() == scene.secret_of().written()
    assert "Je stem is geteld" in laptop.get(f"/r/{scene.room.pk}/").content.decode()
    chosen = laptop.get(f"/r/{scene.room.pk}/").content.decode()
    assert f'data-choice="option={answer_in(Ballot.objects.get().answer)}"' in chosen
    assert settings.PARTICIPANT_COOKIE_NAME in laptop.cookies
