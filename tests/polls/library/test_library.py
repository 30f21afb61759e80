"""Polls that need not be written anew: templates, built in and of a programme, and polls of earlier sessions."""

import pytest
from django.utils import translation

from livesessions.programme.models import Hosting, Session
from polls.asking.models import Poll, PollState
from polls.library.built_in import BUILT_IN
from polls.library.commands import MOST_TEMPLATES, written_out
from polls.library.models import Template
from polls.library.purging import purge_templates
from rooms.live.base.form_token import FIELD, form_token
from rooms.live.base.people import Role
from rooms.live.models import Room
from tests.scene import Scene


def address(scene: Scene) -> str:
    return f"/r/{scene.room.pk}/library/"


def page(scene: Scene, **query: str) -> str:
    return scene.client(Role.HOST).get(address(scene), query).content.decode()


def form(scene: Scene, command: str, **fields: object) -> dict[str, object]:
    return {FIELD: form_token(scene.room.pk), "command": command, **fields}


def texts(poll: Poll) -> list[str]:
    return [option.text for option in poll.options.all()]


def another_room(scene: Scene, title: str = "Vorige keer") -> Scene:
    """Another session of the same programme, with the same host."""
    session = Session.objects.create(
        programme=scene.programme,
        title=title,
        kind=scene.session.kind,
        starts_at=scene.session.starts_at,
        ends_at=scene.session.ends_at,
    )
    Hosting.objects.create(session=session, user=scene.host)
    room = Room.objects.create(session=session)
    return Scene(scene.programme, session, room, scene.host, scene.organiser, scene.people)


@pytest.fixture
def earlier(scene) -> Scene:
    return another_room(scene)


def test_templates_that_are_built_in_are_good_polls_in_every_language():
    for language in ("nl", "en"):
        with translation.override(language):
            for template in BUILT_IN.values():
                form = written_out(template)
                assert form.is_valid(), (template.name, form.errors)
                assert language == "en" or form.cleaned_data["text"] != template.text, template.name


@pytest.mark.django_db
def test_a_template_becomes_a_poll_in_the_language_of_its_host(scene):
    for name in BUILT_IN:
        scene.must("template.use", template=name)
    assert [poll.kind for poll in scene.room.polls.all()] == [each.kind for each in BUILT_IN.values()]
    poll = scene.room.polls.get(kind="several")
    assert poll.text == "Wat zit ons werk het meest in de weg?"
    assert texts(poll)[0] == "Wachtlijsten bij specialistische hulp"
    assert poll.settings == {"least": 1, "most": 3}


def test_a_programme_keeps_a_poll_without_its_answers(scene, earlier):
    earlier.must("poll.draft", kind="several", text="Wie helpt?", options="Buren\nSchool", minimum="7", divides="")
    poll = earlier.room.polls.get()
    earlier.must("poll.keep", poll=poll.pk)
    earlier.must("poll.keep", poll=poll.pk)
    template = Template.objects.get()
    assert template.options == ["Buren", "School"]
    scene.must("template.use", template=template.pk)
    made = scene.room.polls.get()
    assert (made.text, made.kind, made.minimum, made.state) == ("Wie helpt?", "several", 7, PollState.DRAFT)
    assert (texts(made), made.settings) == (["Buren", "School"], poll.settings)
    scene.must("template.remove", template=template.pk)
    assert (Template.objects.count(), scene.room.polls.count()) == (0, 1)


def test_another_programme_has_templates_of_its_own(scene):
    other = Scene.build("anders")
    other.must("poll.keep", poll=other.draft("Van een ander?").pk)
    template = Template.objects.get()
    assert scene.ask("template.use", template=template.pk).code == 404
    scene.must("template.remove", template=template.pk)
    assert Template.objects.count() == 1
    assert "Van een ander?" not in page(scene)
    assert purge_templates(scene.programme, None) == {"templates": 0}
    assert purge_templates(other.programme, None) == {"templates": 1}


def test_a_programme_has_so_many_templates(scene):
    Template.objects.bulk_create(Template(session=scene.session, text=f"{n}?") for n in range(MOST_TEMPLATES))
    receipt = scene.ask("poll.keep", poll=scene.draft().pk)
    assert "heel veel voorbeelden" in receipt.sentence


def test_a_poll_of_another_session_comes_along_without_its_answers(scene, earlier, settings):
    earlier.must("room.open")
    poll = earlier.asked("Wat hielp?", "Rust\nTijd")
    earlier.vote(poll)
    Poll.objects.filter(pk=poll.pk).update(strict=False)
    earlier.must("poll.close", poll=poll.pk)
    assert "Wat hielp?" in page(scene)
    settings.SMALLEST_RESULT = 5
    scene.must("poll.take", poll=poll.pk)
    made = scene.room.polls.get()
    assert (made.text, texts(made), made.minimum, made.strict) == ("Wat hielp?", ["Rust", "Tijd"], 5, None)
    assert (made.state, made.opened_at, made.ballots.count()) == (PollState.DRAFT, None, 0)


def test_only_who_hosts_a_session_now_takes_its_polls_over(scene, earlier):
    poll = earlier.draft("Van toen?")
    Hosting.objects.filter(session=earlier.session).delete()
    assert "Van toen?" not in page(scene)
    assert scene.ask("poll.take", poll=poll.pk).code == 404
    assert scene.room.polls.count() == 0


def test_a_removed_poll_is_not_offered(scene, earlier):
    poll = earlier.draft("Weg ermee?")
    earlier.must("poll.discard", poll=poll.pk)
    assert "Weg ermee?" not in page(scene)
    assert scene.ask("poll.take", poll=poll.pk).code == 404


def test_the_page_finds_polls_by_a_word(scene, earlier):
    earlier.draft("Wat hielp?", "Rust\nTijd")
    earlier.draft("Wie belt?", "Jij\nIk")
    found = page(scene, text="rust")
    assert "Wat hielp?" in found
    assert "Wie belt?" not in found
    assert "Minder formulieren" not in found
    assert "Minder formulieren" in page(scene, text="formulieren")
    assert "komt nergens voor" in page(scene, text="Zandkasteel")


def test_the_page_asks_as_often_however_many_polls_there_are(scene, earlier, django_assert_max_num_queries):
    for number in range(12):
        earlier.draft(f"Peiling {number}?")
        scene.draft(f"Hier {number}?")
    client = scene.client(Role.HOST)
    client.get(address(scene))
    with django_assert_max_num_queries(14):
        client.get(address(scene))


def test_the_page_carries_out_its_forms_and_stays(scene, earlier):
    client = scene.client(Role.HOST)
    poll = earlier.draft("Wat hielp?")
    for command, data in (("template.use", {"template": "check-in"}), ("poll.take", {"poll": poll.pk})):
        answer = client.post(f"{address(scene)}?text=hielp", form(scene, command, **data))
        assert answer["Location"] == f"{address(scene)}?text=hielp"
    assert scene.room.polls.count() == 2
    assert "2 peilingen staan klaar" in client.get(address(scene)).content.decode()
    answer = client.post(address(scene), form(scene, "poll.keep", poll=scene.room.polls.first().pk), follow=True)
    assert "bewaard als voorbeeld" in answer.content.decode()
    client.post(address(scene), form(scene, "room.close"))
    assert Room.objects.get(pk=scene.room.pk).closed_at is None
    assert client.post(address(scene), {"command": "template.use", "template": "check-in"}).status_code == 403


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.MODERATOR, Role.STRANGER])
def test_nobody_else_has_the_page(role, scene):
    scene.must("room.open")
    client = scene.client(role)
    assert client.get(address(scene))["Location"].startswith("/accounts/login/")
    client.force_login(scene.organiser)
    assert client.get(address(scene)).status_code == 403
    assert client.post(address(scene), form(scene, "template.use", template="check-in")).status_code == 403
    assert scene.room.polls.count() == 0
