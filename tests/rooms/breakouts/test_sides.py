"""From which side somebody looks at the subject is read in the reader's language, and never as it is stored."""

import re

import pytest

from livesessions.programme.models import Participant, ParticipantRole
from rooms.live.base.people import Audience
from rooms.live.hub.presence import PresenceEntry, presence
from rooms.live.models import Room
from rooms.live.rendering.renderer import render_all
from tests.scene import Scene

STORED = re.compile(rf"\b({'|'.join(role.value for role in ParticipantRole)})\b")


def shown(scene: Scene, audience: Audience, language: str) -> str:
    """All parts of an audience in a language, without tags."""
    drawn = render_all(Room.fetch(scene.room.pk), audience, language)
    return re.sub(r"<[^>]+>", " ", "".join(picture.html for picture in drawn.rendered_parts))


def test_hosts_read_roles_in_their_own_language(scene):
    scene.people = Participant.objects.bulk_create(
        Participant(programme=scene.programme, name=f"P {role.name}", role=role) for role in ParticipantRole
    )
    for person in scene.people:
        presence.sit(scene.room.pk, person.pk.hex, PresenceEntry(0, 0, fallback=False), stay=600)
    scene.out(groups=1)
    english, dutch = (shown(scene, Audience.HOSTS, language) for language in ("en", "nl"))
    assert {"Practice", "Policy", "Management", "Resident", "Other"} <= set(english.split())
    assert {"Uitvoering", "Beleid", "Bestuur", "Inwoner", "Anders"} <= set(dutch.split())


@pytest.mark.parametrize("audience", [Audience.HOSTS, Audience.SCREEN, Audience.PARTICIPANTS])
def test_nobody_reads_a_role_as_it_is_stored(scene, audience):
    scene.people = Participant.objects.bulk_create(
        Participant(programme=scene.programme, name=f"P {role.name}", role=role) for role in ParticipantRole
    )
    scene.out(groups=1)
    assert not STORED.search(shown(scene, audience, "en"))
