"""What people write in groups is text, wherever it is shown: card, notes, window, street, wall, archive."""

import pytest
from django.test import Client

from livesessions.programme.models import Participant, Team
from polls.groups.models import GroupPoll
from rooms.breakouts.models import Entry, Seat
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.rooms.live.test_markup import HOSTILE, shape
from tests.scene import Scene

LOOKING = (Role.HOST, Role.PARTICIPANT, Role.SCREEN)


def pages(scene: Scene, text: str) -> dict[str, str]:
    """Every view while people are out, with the harvest on the wall, and in the archive."""
    Team.objects.filter(pk=scene.people[0].team_id).update(name=text[:80])
    scene.people.append(Participant.objects.create(programme=scene.programme))
    Participant.objects.filter(programme=scene.programme).update(name=text[:80])
    round_ = scene.out(way="hand", groups=2, task=text)
    mine = scene.seat_of(0).group
    Seat.objects.filter(participant__in=scene.people[:3]).update(group=mine)
    Seat.objects.filter(participant=scene.people[3]).update(group=round_.groups.exclude(pk=mine.pk).get())
    scene.must("breakouts.tell", round=round_.pk, text=text)
    wanted = {"group": mine.pk, "task": text, "name": text[:80], "link": "https://video.example/a"}
    assert perform("breakouts.task", scene.as_host, wanted).status == "ok"
    for seat in mine.seats.all():
        actor = scene.as_participant([person.pk for person in scene.people].index(seat.participant_id))
        for field in ("note", "home"):
            words = {"group": mine.pk, "field": field, "base": 0, "text": f"{text} {seat.pk}"}
            assert perform("breakouts.write", actor, words).status == "ok"
    assert perform("breakouts.curtain", scene.as_participant(), {"group": mine.pk, "on": "1"}).status == "ok"
    for number in (1, 2):
        asked = {"group": mine.pk, "number": number, "text": text, "options": f"{text}\n{number}"}
        assert perform("grouppoll.ask", scene.as_participant(), asked).status == "ok"
        poll = {"poll": GroupPoll.objects.get(number=number, group=mine).pk}
        for who in range(3):
            assert perform("grouppoll.vote", scene.as_participant(who), {**poll, "option": 1}).status == "ok"
        if number == 1:
            assert perform("grouppoll.show", scene.as_participant(), poll).status == "ok"
    assert perform("breakouts.peek", scene.as_participant(3), {"group": mine.pk}).status == "ok"
    found = {f"out {role}": Browser(scene, role).page() for role in LOOKING}
    found["peeking"] = Browser(scene, Role.PARTICIPANT, 3).page()
    scene.must("breakouts.recall", round=round_.pk)
    for entry in Entry.objects.exclude(text="").filter(group=mine, field="home"):
        scene.must("breakouts.cluster", entry=entry.pk, label=text[:40])
    scene.must("breakouts.show", round=round_.pk, how="wall")
    found |= {f"wall {role}": Browser(scene, role).page() for role in LOOKING}
    scene.end()
    organiser = Client()
    organiser.force_login(scene.organiser)
    found["archive"] = organiser.get(f"/archive/{scene.programme.slug}/harvest/").content.decode()
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_every_field_of_a_group_stays_text(text, scene, elsewhere):
    plain = pages(elsewhere, "Gewone woorden")
    for name, page in pages(scene, text).items():
        assert shape(page) <= shape(plain[name]) | {("a", "hreflang")}, name
        assert "steal" in page, (name, "make sure that it could leak")
