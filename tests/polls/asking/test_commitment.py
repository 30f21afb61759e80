"""What somebody writes to themselves: nobody else reads it, also with the database, and a code brings it back."""

import re

from django.db import transaction
from django.test import Client

from livesessions.followup.models import Receipt
from polls.asking.models import Ballot, Poll
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.rooms.board.test_keeping import whole_dump
from tests.scene import Scene

SECRET = "Ik bel Annemiek over de wachtlijst."


def written(scene: Scene, people: int = 5, **more: str) -> Poll:
    """An open poll to which everybody wrote something."""
    scene.must("poll.draft", kind="commitment", text="Wat neem je mee?", **more)
    poll = scene.room.polls.get()
    scene.must("poll.open", poll=poll.pk)
    for who in range(people):
        give(scene, poll, who, f"{SECRET} {who}")
    return Poll.objects.get(pk=poll.pk)


def give(scene: Scene, poll: Poll, who: int, text: str, sequence: int = 1) -> None:
    receipt = perform("poll.vote", scene.as_participant(who), {"poll": poll.pk, "text": text, "sequence": sequence})
    assert receipt.status == "ok", receipt.sentence


def own(scene: Scene) -> str:
    return Browser(scene, Role.PARTICIPANT).parts()["own_vote"]


def code_in(html: str) -> str:
    return re.search(r"data-receipt>([\w-]+)<", html)[1]


def look_up(code: str, **more: str) -> str:
    return Client().post("/antwoord/", {"code": code, **more}, follow=True).content.decode()


def test_nobody_but_the_writer_reads_it_while_the_poll_is_open_or_after(db):
    scene = Scene.build(people=5)
    scene.must("room.open")
    poll = written(scene)
    assert SECRET not in whole_dump()
    assert SECRET in own(scene)
    for role in (Role.HOST, Role.SCREEN):
        assert SECRET not in Browser(scene, role).page()
    scene.must("poll.close", poll=poll.pk)
    assert not Ballot.objects.exists()
    assert scene.record(poll).answered == 5
    assert scene.record(poll).payload["cells"] == {}
    assert SECRET not in whole_dump()
    assert len({len(receipt.sealed) for receipt in Receipt.objects.all()}) == 1


def test_it_comes_back_by_its_code_after_the_session(db):
    scene = Scene.build(people=5)
    scene.must("room.open")
    poll = written(scene)
    before = code_in(own(scene))
    give(scene, poll, 0, "Ik bel Bea.", sequence=2)
    give(scene, poll, 0, "Een te late herhaling.", sequence=1)
    assert code_in(own(scene)) == before
    scene.must("poll.close", poll=poll.pk)
    assert code_in(own(scene)) == before, "the phone shows the code until the room is finished"
    scene.end()
    assert Poll.objects.get().codes_secret is None
    page = look_up(before)
    assert "Ik bel Bea." in page and "Wat neem je mee?" in page
    assert before not in page
    assert SECRET not in page
    token = re.search(r'name="withdraw" value="([^"]+)"', page)[1]
    look_up("", withdraw=token)
    assert "Ik bel Bea." not in look_up(before)
    assert Receipt.objects.count() == 4


def test_too_few_to_tell_how_many_still_get_their_texts_back(scene):
    poll = written(scene, people=1, minimum="5")
    code = code_in(own(scene))
    scene.must("poll.close", poll=poll.pk)
    assert scene.record(poll).answered is None
    assert SECRET in look_up(code)


def test_the_same_text_sent_twice_is_sent_once(scene):
    poll = written(scene, people=1)
    with transaction.atomic():
        give(scene, poll, 0, f"{SECRET} 0")
    other = perform("poll.vote", scene.as_participant(), {"poll": poll.pk, "text": "Iets anders", "sequence": 1})
    assert other.status == "refused"
