"""A host puts somebody out of the room: pages close and say so, nothing more counts, and they can be let in again."""

import json

import pytest
from django.test import Client

from livesessions.texts.redacting import MARK
from rooms.board.models import Question
from rooms.breakouts.models import Seat
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.models import Outsider
from tests.browsing import Browser, inside, unheard
from tests.everything import everything
from tests.rooms.board.test_keeping import whole_dump


def put_out(scene, who: int = 0, **more: object) -> None:
    scene.must("room.remove", person=scene.people[who].pk, **more)


@pytest.mark.parametrize("told", [True, False], ids=["at once", "when the call was lost"])
async def test_all_pages_of_who_is_put_out_close_and_say_so(told, scene, quick):
    client = await inside(scene.client, Role.PARTICIPANT)
    tabs = [await Browser(scene, Role.PARTICIPANT, client=client).open() for _ in range(2)]
    other = await Browser(scene, Role.PARTICIPANT, 1).open()
    await inside(put_out if told else unheard(lambda: put_out(scene)), *([scene] if told else []))
    for tab in tabs:
        await tab.until(lambda tab=tab: tab.closed)
        assert tab.closed == 4401
    page = await inside(tabs[0].client.get, tabs[0].address)
    assert page.status_code == 403
    assert "Een begeleider heeft je uit deze bijeenkomst gehaald" in page.content.decode()
    await tabs[0].connect()
    assert tabs[0].closed == 4401
    assert other.closed is None
    await other.leave()


def test_nothing_that_they_ask_for_is_done_any_more(scene):
    poll = scene.asked()
    phone = Browser(scene, Role.PARTICIPANT)
    put_out(scene)
    before = everything()
    assert scene.vote(poll).code == 401, "also over a socket that is still open"
    assert phone.post("poll.vote", poll=poll.pk, option=poll.options.first().pk).status_code == 403
    assert phone.client.get(f"/r/{scene.room.pk}/parts/").status_code == 403
    for page in ("questions", "elsewhere"):
        assert phone.client.get(f"/r/{scene.room.pk}/{page}/").status_code == 302
    assert everything() == before
    assert scene.vote(poll, who=1).status == "ok"


def test_their_browser_does_not_come_in_again_with_the_code(scene):
    phone = Browser(scene, Role.PARTICIPANT)
    put_out(scene)
    before = everything()
    for fields in ({}, {"name": "Iemand anders", "team": scene.people[0].team_id, "role": "anders"}):
        answer = phone.client.post("/", {"code": scene.room.code, **fields})
        assert answer.status_code == 403
        assert "uit deze bijeenkomst gehaald" in answer.content.decode()
    assert everything() == before
    assert phone.client.get(phone.address).status_code == 403


def test_a_link_for_another_browser_opens_nothing(scene):
    phone = Browser(scene, Role.PARTICIPANT)
    page = phone.client.get(f"/r/{scene.room.pk}/elsewhere/").content.decode()
    link = page.split('data-copy="')[1].split('"')[0]
    put_out(scene)
    assert Client().post("/continue/", {"link": link, "sure": "on"}).status_code == 422


def test_who_is_let_in_again_is_the_same_person(scene):
    poll = scene.asked()
    assert scene.vote(poll).status == "ok"
    phone = Browser(scene, Role.PARTICIPANT)
    put_out(scene)
    scene.must("room.readmit", person=scene.people[0].pk)
    assert phone.client.get(phone.address).status_code == 200
    assert scene.vote(poll, option=1, sequence=2).status == "ok"
    assert poll.ballots.count() == 1
    assert not Outsider.objects.exists()


@pytest.mark.both_databases
@pytest.mark.parametrize("goes", [False, True], ids=["stays", "goes"])
def test_what_they_said_under_their_name_stays_or_goes(goes, scene):
    scene.open_board(names="named", moderation="open")
    signed, other = scene.put("Met naam?"), scene.put("Van een ander?", who=1)
    scene.must("board.set", names="anonymous")
    unsigned = scene.put("Zonder naam?")
    scene.must("board.set", names="named")
    turned_down, merged, of_another = scene.put("Ook met naam?"), scene.put("Met naam, samen?"), scene.put("En ik?", 2)
    scene.must("board.reject", question=turned_down.pk)
    scene.must("board.merge", question=merged.pk, into=other.pk)
    scene.must("board.merge", question=of_another.pk, into=signed.pk)
    for _again in range(2):
        put_out(scene, **({"take_away": "on"} if goes else {}))
    told = {each.pk: (each.text, each.state, each.merged_into_id) for each in Question.objects.all()}
    assert told[unsigned.pk] == (unsigned.text, "visible", None)
    assert told[other.pk] == (other.text, "visible", None)
    if goes:
        assert told[signed.pk] == (MARK, "rejected", None)
        assert told[turned_down.pk] == (MARK, "rejected", None)
        assert told[merged.pk] == (MARK, "visible", other.pk), "the one that stays keeps its votes"
        assert told[of_another.pk] == (of_another.text, "visible", None), "what others asked stands for itself again"
        assert scene.ask("board.undo", entry=signed.log.get(action="reject").pk).status == "refused"
        scene.end()
        assert "et naam" not in whole_dump()
    else:
        assert told[signed.pk] == (signed.text, "visible", None)
        assert told[of_another.pk][2] == signed.pk


def test_only_a_question_with_a_name_leads_to_its_asker(scene):
    scene.open_board(names="anonymous", moderation="open")
    scene.put("Zonder naam?")
    console = Browser(scene, Role.HOST).page()
    assert str(scene.people[0].pk) not in console
    scene.must("board.set", names="named")
    scene.put("Met naam?")
    scene.people[1].__class__.objects.filter(pk=scene.people[1].pk).update(name="")
    scene.put("Alleen een team?", who=1)
    console = Browser(scene, Role.HOST).page()
    assert str(scene.people[0].pk) in console
    assert str(scene.people[1].pk) not in console
    assert [each.text for each in Question.objects.exclude(asker=None)] == ["Met naam?"]
    assert str(scene.people[0].pk) not in Browser(scene, Role.MODERATOR).page()
    assert str(scene.people[0].pk) not in Browser(scene, Role.PARTICIPANT, 2).page()
    scene.end()
    assert not Question.objects.exclude(asker=None).exists()


def test_they_have_no_place_in_a_group_that_is_out(scene):
    scene.out()
    group = scene.seat_of().group_id
    put_out(scene)
    assert not Seat.objects.filter(participant=scene.people[0]).exists()
    assert Seat.objects.filter(group=group).count() < 3
    scene.must("room.readmit", person=scene.people[0].pk)
    assert Browser(scene, Role.PARTICIPANT).client.get(f"/r/{scene.room.pk}/").status_code == 200
    assert scene.seat_of().late


def test_hosts_see_who_is_here_and_who_was_put_out(scene):
    scene.gather()
    host = scene.client(Role.HOST)
    address = f"/r/{scene.room.pk}/people/"
    page = host.get(address).content.decode()
    assert all(person.name in page for person in scene.people)
    assert "met een andere browser" in page, "the limit is said where people read it"
    data = {"act": "remove", "person": scene.people[0].pk}
    page = host.post(address, data, follow=True).content.decode()
    assert "is uit de bijeenkomst" in page
    assert 'value="readmit"' in page
    console = Browser(scene, Role.HOST, client=host).page()
    assert f'name="person" value="{scene.people[0].pk}"' in console
    page = host.post(address, data | {"act": "readmit"}, follow=True).content.decode()
    assert 'value="readmit"' not in page


def test_the_page_of_the_people_does_nothing_else_and_is_for_hosts(scene, elsewhere):
    scene.gather()
    address = f"/r/{scene.room.pk}/people/"
    before = everything()
    scene.client(Role.HOST).post(address, {"act": "room.close"})
    for client in (Client(), scene.client(Role.PARTICIPANT), elsewhere.client(Role.HOST)):
        for answer in (client.get(address), client.post(address, {"act": "remove"})):
            assert answer.status_code in (302, 403)
            assert scene.people[0].name not in answer.content.decode()
    assert everything() == before


def test_somebody_of_another_programme_is_not_put_out(scene, elsewhere):
    receipt = scene.ask("room.remove", person=elsewhere.people[0].pk)
    assert (receipt.status, receipt.code) == ("refused", 404)
    assert perform("room.remove", scene.as_participant(), {"person": scene.people[1].pk}).code == 403


def test_the_end_forgets_who_was_put_out(scene):
    put_out(scene)
    scene.end()
    assert not Outsider.objects.exists()
    assert str(scene.people[0].pk) not in json.dumps(everything()["live.Outsider"])
