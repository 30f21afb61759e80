"""Planning, dividing, going out and coming back: what was shown starts, and everybody knows where to go."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from livesessions.programme.models import Participant
from rooms.breakouts.models import Group, Round, Seat
from rooms.breakouts.plan.background import settle
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.rendering.renderer import render_personal
from tests.browsing import Browser, inside
from tests.scene import Scene


def crowd(scene: Scene, people: int) -> None:
    """So many people, in the teams of the programme by turns."""
    teams = list(scene.programme.teams.all())
    roles = ("uitvoering", "beleid", "bestuur")
    scene.people = Participant.objects.bulk_create(
        Participant(programme=scene.programme, name=f"P {i}", team=teams[i % len(teams)], role=roles[i % 3])
        for i in range(people)
    )


def groups_of(round_: Round) -> dict[int, list]:
    """Who sits in each group of a round."""
    found: dict[int, list] = {}
    for seat in Seat.objects.filter(round=round_).select_related("participant"):
        found.setdefault(seat.group_id, []).append(seat.participant)
    return found


def test_only_the_plan_that_was_shown_starts(scene):
    round_ = scene.dealt()
    shown = scene.shown_plan()
    group = round_.groups.last()
    scene.must("breakouts.place", **shown, person=str(scene.people[0].pk), group=group.pk)
    before = list(Seat.objects.values_list("pk", "group"))
    receipt = scene.ask("breakouts.send", **shown, round=round_.pk)
    assert receipt.status == "refused" and "veranderd" in receipt.sentence
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    assert list(Seat.objects.values_list("pk", "group")) == before


def test_time_longer_notice_and_back(scene):
    round_ = scene.out(minutes=10)
    assert timedelta(minutes=9) < round_.ends_at - timezone.now() <= timedelta(minutes=10)
    scene.must("breakouts.extend", round=round_.pk, until=round_.ends_ms, minutes=5)
    scene.must("breakouts.extend", round=round_.pk, until=round_.ends_ms, minutes=5)
    longer = Round.objects.get(pk=round_.pk)
    assert longer.ends_at - round_.ends_at == timedelta(minutes=5)
    scene.must("breakouts.notice", round=round_.pk)
    assert Round.objects.get(pk=round_.pk).ends_at - timezone.now() <= timedelta(seconds=60)
    # A page that has not heard of the notice yet still gives five minutes, and does not only say so.
    scene.must("breakouts.extend", round=round_.pk, until=longer.ends_ms, minutes=5)
    assert Round.objects.get(pk=round_.pk).ends_at - timezone.now() > timedelta(minutes=5)
    scene.must("breakouts.recall", round=round_.pk)
    back = Round.objects.get(pk=round_.pk)
    assert back.back_at and back.back_by == scene.host
    assert scene.ask("breakouts.extend", round=round_.pk, until=back.ends_ms, minutes=5).status == "refused"
    assert scene.ask("breakouts.send", **scene.shown_plan(), round=round_.pk).status == "refused"


def test_two_rounds_are_never_out_together(scene):
    first = scene.out(rounds=2)
    second = scene.current_plan.rounds.last()
    assert scene.ask("breakouts.send", **scene.shown_plan(), round=second.pk).status == "refused"
    assert scene.ask("breakouts.plan", way="random", groups=2, minutes=5).status == "refused"
    scene.must("breakouts.recall", round=first.pk)
    scene.must("breakouts.send", **scene.shown_plan(), round=second.pk)


@pytest.mark.parametrize("people", [3, 60])
def test_all_cards_of_a_round_cost_the_same_few_queries(people, scene):
    """Four hundred people who go out together: no query for each."""
    crowd(scene, people)
    scene.out(groups=3)
    room = type(scene.room).objects.get(pk=scene.room.pk)
    own = {"card", "notes", "window", "liked"}
    with CaptureQueriesContext(connection) as captured:
        people = {person.pk: scene.secrets[person.pk] for person in scene.people}
        cards = render_personal(room, people, "nl", dict.fromkeys(people, own))
    # Versions, rounds, seats, groups, words, words beside.
    assert len(captured) == 6
    for pictures in cards.values():
        assert "Je gaat naar" in "".join(picture.html for picture in pictures)


async def test_everybody_sees_their_card_and_the_way_back(scene, quick):
    round_ = await inside(lambda: scene.dealt())
    browsers = [await Browser(scene, Role.PARTICIPANT, who).open() for who in range(3)]
    await inside(lambda: scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk))
    for who, browser in enumerate(browsers):
        seat = await inside(lambda who=who: Seat.objects.select_related("group").get(participant=scene.people[who]))
        await browser.until(lambda b=browser, s=seat: f"Groep {s.group.number}" in b.shows("card"))
        assert "Terug naar de plenaire zaal" in browser.shows("card")
    await inside(lambda: scene.must("breakouts.recall", round=round_.pk))
    for browser in browsers:
        await browser.until(lambda b=browser: "Groep " not in b.shows("card"))
        await browser.leave()


def test_a_round_is_called_back_by_the_clock_only_if_the_plan_says_so(scene):
    from rooms.breakouts.round.clock import mind_the_round

    for calls_back in (False, True):
        round_ = scene.out(**({"calls_back": "1"} if calls_back else {}))
        Round.objects.filter(pk=round_.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
        mind_the_round(scene.room)
        assert (Round.objects.get(pk=round_.pk).back_at is not None) == calls_back
        if not calls_back:
            scene.must("breakouts.recall", round=round_.pk)


def test_a_message_to_all_and_to_one(scene):
    round_ = scene.out()
    mine = scene.seat_of().group_id
    scene.must("breakouts.tell", round=round_.pk, text="Nog even.")
    scene.must("breakouts.tell", round=round_.pk, group=mine, text="Jullie ook.")
    assert "Jullie ook." in Browser(scene, Role.PARTICIPANT).page()
    other = Group.objects.filter(round=round_).exclude(pk=mine).get()
    assert other.message == "Nog even." and other.message_by == scene.host


def test_who_chooses_a_full_group_waits_and_moves_up(scene):
    round_ = scene.group_plan(way="choice", groups=2, size=1).rounds.get()
    one, two = round_.groups.all()
    assert (one.number, two.number) == (1, 2)

    def choose(who: int, group: Group) -> str:
        return perform("breakouts.choose", scene.as_participant(who), {"group": group.pk}).sentence

    assert "koos" in choose(0, one)
    assert "vol" in choose(1, one)
    assert "wacht" in Browser(scene, Role.PARTICIPANT, 1).parts()["card"]
    choose(0, two)
    assert "koos <bdi>Groep 1</bdi>" in Browser(scene, Role.PARTICIPANT, 1).parts()["card"]
    assert "vol" in choose(2, two)
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    assert perform("breakouts.choose", scene.as_participant(2), {"group": one.pk}).status == "refused"
    settle()
    assert not Seat.objects.filter(round=round_, group=None).exists(), "who still waited has a place too"


def test_who_is_here_without_a_group_gets_one_when_the_others_go(scene):
    late = Participant.objects.create(programme=scene.programme, name="Laat")
    round_ = scene.dealt()
    scene.people.append(late)
    scene.gather()
    assert "Laat" in Browser(scene, Role.HOST).parts()["unseated"]
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    settle()
    assert Seat.objects.get(round=round_, participant=late).group
