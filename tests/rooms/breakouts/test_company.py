"""Who comes late, stays elsewhere, looks in, asks for help: everybody lands somewhere, nobody is singled out."""

import pytest

from livesessions.programme.models import Participant
from rooms.breakouts.models import Group, Seat
from rooms.breakouts.round.clock import mind_the_round
from rooms.live.base.form_token import form_token
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.hub.presence import PresenceEntry, presence
from tests.browsing import Browser, inside, unheard
from tests.scene import Scene


def newcomer(scene: Scene, team: int = 0) -> int:
    """Somebody who was not here when people were divided; their place among the people."""
    scene.people.append(
        Participant.objects.create(programme=scene.programme, name="Laat", team=scene.programme.teams.all()[team])
    )
    return len(scene.people) - 1


def test_who_comes_late_has_a_group_on_the_first_page(scene):
    round_ = scene.out(rounds=2)
    who = newcomer(scene)
    before = set(Seat.objects.values_list("participant", "round", "group"))
    assert "Je gaat naar" in Browser(scene, Role.PARTICIPANT, who).page()
    assert before < set(Seat.objects.values_list("participant", "round", "group")), "nobody was moved"
    seats = Seat.objects.filter(participant=scene.people[who])
    assert seats.count() == 2, "in the coming round too"
    assert seats.get(round=round_).group.seats.exclude(participant=scene.people[who]).count() == 1, "the smaller group"


def test_who_comes_late_is_not_put_with_colleagues(transactional_db):
    scene = Scene.build(teams=2, people=4)
    scene.must("room.open")
    scene.out(groups=2)
    Seat.objects.update(group=Group.objects.first())
    Seat.objects.filter(participant__team=scene.people[0].team).update(group=Group.objects.last())
    who = newcomer(scene, team=0)
    Browser(scene, Role.PARTICIPANT, who).page()
    assert scene.seat_of(who).group == Group.objects.first()


def test_who_slept_through_the_start_is_seated_at_the_heartbeat(scene):
    scene.out()
    who = newcomer(scene)
    presence.sit(scene.room.pk, scene.people[who].pk.hex, PresenceEntry(0, 0, fallback=False))
    mind_the_round(scene.room)
    mind_the_round(scene.room)
    assert scene.seat_of(who).group is not None


def test_a_second_tab_and_a_return_land_in_the_same_group(scene):
    scene.out()
    group = scene.seat_of().group_id
    for _ in range(2):
        assert Browser(scene, Role.PARTICIPANT).page()
    assert scene.seat_of().group_id == group and Seat.objects.count() == 3


@pytest.mark.parametrize("where", ["plenary", "quiet"])
def test_who_stays_elsewhere_is_not_singled_out_and_can_come_back(where, scene):
    round_ = scene.out(groups=1)
    asked = {"round": round_.pk, "where": where}
    assert perform("breakouts.stay", scene.as_participant(), asked).status == "ok"
    for page in (Browser(scene, Role.PARTICIPANT, 1).parts()["card"], Browser(scene, Role.HOST).parts()["groups"]):
        assert "Mens 1" in page and "Mens 0" not in page
    assert "Naar mijn groep" in Browser(scene, Role.PARTICIPANT).page()
    assert perform("breakouts.return", scene.as_participant(), {"round": round_.pk}).status == "ok"
    assert "Mens 0" in Browser(scene, Role.PARTICIPANT, 1).parts()["card"]


def test_through_an_open_curtain_one_reads_along_until_it_closes(scene):
    scene.people = scene.people[:2]
    scene.out()
    mine, other = scene.seat_of(0).group_id, scene.seat_of(1).group_id
    peek = {"group": other}
    assert perform("breakouts.peek", scene.as_participant(0), peek).status == "refused"
    words = {"group": other, "field": "note", "base": 0, "text": "Hier binnen"}
    assert perform("breakouts.write", scene.as_participant(1), words).status == "ok"
    assert perform("breakouts.curtain", scene.as_participant(1), {**peek, "on": "1"}).status == "ok"
    assert perform("breakouts.peek", scene.as_participant(0), peek).status == "ok"
    assert "Hier binnen" in Browser(scene, Role.PARTICIPANT, 0).page()
    assert perform("breakouts.write", scene.as_participant(0), {**words, "base": 1}).code == 403
    assert perform("breakouts.curtain", scene.as_participant(1), peek).status == "ok"
    assert "Hier binnen" not in Browser(scene, Role.PARTICIPANT, 0).page()
    assert perform("breakouts.peek", scene.as_participant(0), {"group": mine}).status == "refused"


def test_without_scripts_one_looks_in_at_others_and_is_not_offered_the_own_group(scene):
    scene.people = scene.people[:2]
    scene.out()
    mine, other = scene.seat_of(0).group_id, scene.seat_of(1).group_id
    for who, group in ((0, mine), (1, other)):
        assert perform("breakouts.curtain", scene.as_participant(who), {"group": group, "on": "1"}).status == "ok"
    client = scene.client(Role.PARTICIPANT)
    here = f"/r/{scene.room.pk}/"
    page = client.get(f"{here}?plain").content.decode()
    assert f'id="neighbour-{mine}" data-own ' in page and f'id="neighbour-{other}" data-own' not in page
    asked = {"command": "breakouts.peek", "group": other, "csrfmiddlewaretoken": form_token(scene.room.pk)}
    answer = client.post(f"{here}do/", asked)
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Je kijkt mee en verandert niets" in page and f'id="neighbour-{mine}" data-own ' in page


def test_help_is_asked_by_the_group_answered_by_the_host_and_withdrawn(scene):
    scene.out()
    mine = {"group": scene.seat_of().group_id}
    assert perform("breakouts.help", scene.as_participant(), {**mine, "on": "1"}).status == "ok"
    assert "Hulp gevraagd" in Browser(scene, Role.HOST).page()
    scene.must("breakouts.answer", **mine)
    assert "komt eraan" in Browser(scene, Role.PARTICIPANT).page()
    assert perform("breakouts.help", scene.as_participant(), mine).status == "ok"
    assert scene.ask("breakouts.answer", **mine).status == "refused"
    assert "Hulp gevraagd" not in Browser(scene, Role.HOST).page()


async def test_the_host_sees_a_group_write_and_be_done(scene, quick):
    await inside(scene.out)
    host = await Browser(scene, Role.HOST).open()
    group = (await inside(scene.seat_of)).group_id
    words = {"group": group, "field": "home", "base": 0, "text": "Samen"}
    await inside(perform, "breakouts.write", scene.as_participant(), words)
    await host.until(lambda: "schrijft" in host.shows(f"group-{group}"))
    await inside(perform, "breakouts.done", scene.as_participant(), {"group": group, "on": "1"})
    await host.until(lambda: "klaar" in host.shows(f"group-{group}"))
    await host.leave()


async def test_a_peeker_sees_what_is_written_as_it_is_written_until_the_curtain_closes(scene, quick):
    """Also if the call about the curtain is lost on its way to the process of the onlooker."""
    scene.people = scene.people[:2]
    await inside(scene.out)
    other = {"group": (await inside(scene.seat_of, 1)).group_id}
    await inside(perform, "breakouts.curtain", scene.as_participant(1), {**other, "on": "1"})
    peeker = await Browser(scene, Role.PARTICIPANT, 0).open()
    assert await peeker.receipt("breakouts.peek", **other) == "ok"
    words = {**other, "field": "noticed", "base": 0, "text": "Nu geschreven"}
    await inside(perform, "breakouts.write", scene.as_participant(1), words)
    await peeker.until(lambda: "Nu geschreven" in peeker.shows("window"))
    await inside(unheard(lambda: perform("breakouts.curtain", scene.as_participant(1), other)))
    await peeker.until(lambda: "Nu geschreven" not in peeker.shows("window"))
    await peeker.leave()
