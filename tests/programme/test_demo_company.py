"""The demo's company: who tries the demo alone sees a room with people, and a result."""

import random

from livesessions.management.demo_company import SIZE, Company
from polls.asking.models import Ballot
from rooms.live.base.people import Role
from rooms.live.commands.writer import writer
from rooms.live.hub.presence import presence
from tests.browsing import Browser
from tests.scene import Scene


def test_they_are_here_and_answer_each_poll_once(prepared, settings):
    settings.SMALLEST_RESULT = 5
    scene = Scene.build(slug="groot", people=SIZE + 3)
    company = Company(scene.room.pk, random.Random(1))
    company.look()
    assert not presence.here(scene.room.pk), "nobody is in a room that was not opened"
    scene.must("room.open")
    poll = scene.asked()
    for _look in range(40):
        company.look()
    writer.close()
    assert len(presence.here(scene.room.pk)) == Ballot.objects.filter(poll=poll).count() == SIZE
    assert "<table" in Browser(scene, Role.HOST).parts()["tally"]


def test_nobody_disturbs_a_room_that_has_ended(scene):
    scene.end()
    Company(scene.room.pk).look()
    assert not presence.here(scene.room.pk)
