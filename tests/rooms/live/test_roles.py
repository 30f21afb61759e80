"""Who may do what: every command × every kind of person × socket and form × own room and others, open and closed.

Generated from the register: a new command is in the matrix by itself.
"""

import pytest
from django.test import Client

from livesessions.programme.models import Hosting
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from rooms.live.commands.register import registered
from rooms.live.models import ModeratorLink
from rooms.live.web.posting import audience_of
from tests.browsing import Browser, inside
from tests.everything import everything
from tests.examples import EXAMPLES, by
from tests.scene import NOON

REFUSED = {"refused", "closed 4000", "closed 4401", "closed 4403"}
WAYS_TO_LOOK = (Role.HOST, Role.PARTICIPANT, Role.SCREEN, Role.MODERATOR)

# Who comes in from elsewhere, and which commands are theirs in this room.
PEOPLE = {
    "the host": Role.HOST,
    "a participant": Role.PARTICIPANT,
    "a moderator": Role.MODERATOR,
    "a moderator of another room": None,
    "a moderator whose link was taken back": None,
    "a host of another room": None,
    "a participant of another programme": None,
    "an organiser": None,
    "a host who was made inactive": None,
    "a host who was taken off": None,
    "somebody with the room's id only": None,
}


def browser_of(person: str, scene, elsewhere) -> Client:
    """The browser of one of `PEOPLE`."""
    match person:
        case "the host":
            return scene.client(Role.HOST)
        case "a participant":
            return scene.client(Role.PARTICIPANT)
        case "a moderator":
            return scene.client(Role.MODERATOR)
        case "a moderator of another room":
            return elsewhere.client(Role.MODERATOR)
        case "a moderator whose link was taken back":
            client = scene.client(Role.MODERATOR)
            ModeratorLink.objects.update(ended_at=NOON)
            return client
        case "a host of another room":
            return elsewhere.client(Role.HOST)
        case "a participant of another programme":
            return elsewhere.client(Role.PARTICIPANT)
        case "an organiser":
            client = Client()
            client.force_login(scene.organiser)
            return client
        case "a host who was made inactive":
            client = scene.client(Role.HOST)
            scene.host.is_active = False
            scene.host.save()
            return client
        case "a host who was taken off":
            client = scene.client(Role.HOST)
            Hosting.objects.filter(session=scene.session).delete()
            return client
    return Client()


def data_of_everything(scene) -> dict[str, dict]:
    """A scene in which every command has something to do, with good data for each."""
    scene.must("room.open")
    scene.plan()
    draft = scene.draft("Nog niet gevraagd?")
    poll = scene.asked("Wel gevraagd?")
    scene.out()
    assert scene.vote(poll).status == "ok"
    data = {}
    for name, example in EXAMPLES.items():
        match name:
            case "poll.discard" | "poll.open":
                data[name] = {"poll": draft.pk}
            case "poll.close" | "poll.reveal" | "poll.hide" | "poll.stage":
                data[name] = {"poll": poll.pk}
            case _:
                data[name] = example.data(scene)
    return data


def may(person: str, name: str, closed: bool) -> bool:
    """The command is this person's in this room, as it is now."""
    found = registered()[name]
    if PEOPLE[person] == Role.MODERATOR:
        return found.moderators and not closed
    return PEOPLE[person] == found.by and (found.when_closed or not closed)


CLAIMS = {"role": "host", "room": "x", "is_host": "1", "user": "1"}
"""What somebody may send along, in vain."""


def test_every_command_is_for_a_role_that_can_be_held():
    assert {found.by for found in registered().values()} <= {Role.HOST, Role.PARTICIPANT}


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("person", PEOPLE)
async def test_by_socket_nobody_does_what_is_not_theirs(person, closed, prepared, elsewhere, quick, monkeypatch):
    for budget in ("COMMANDS", "FRAMES"):
        monkeypatch.setattr(f"rooms.live.web.consumers.{budget}", (300, 2.0))  # all commands, one after the other
    data = await inside(data_of_everything, prepared)
    client = await inside(browser_of, person, prepared, elsewhere)
    if closed:
        await inside(lambda: perform("room.close", prepared.as_host, {}))
    before = await inside(everything)
    answers = {}
    for look in WAYS_TO_LOOK:
        browser = await Browser(prepared, look, client=client).connect()
        for name in EXAMPLES:
            if look == PEOPLE[person] and may(person, name, closed):
                continue  # that these are carried out is shown below
            answer = await browser.receipt(name, **{**CLAIMS, **data[name]})
            answers[look, name] = answer
            if answer.startswith("closed"):
                break
        await browser.leave()
    assert len(answers) >= len(WAYS_TO_LOOK) - 1
    assert not {where: answer for where, answer in answers.items() if answer not in REFUSED}
    assert await inside(everything) == before


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("person", PEOPLE)
def test_by_form_nobody_does_what_is_not_theirs(person, closed, prepared, elsewhere, quick):
    data = data_of_everything(prepared)
    client = browser_of(person, prepared, elsewhere)
    if closed:
        assert perform("room.close", elsewhere.as_host, {}).status == "ok"
        perform("room.close", Actor(prepared.room.pk, Role.HOST, user=prepared.host.pk), {})
    before = everything()
    browser = Browser(prepared, Role.PARTICIPANT, client=client)
    for name in EXAMPLES:
        if may(person, name, closed):
            continue
        answer = browser.post(name, **{**CLAIMS, **data[name]})
        assert answer.status_code in (401, 403, 409, 410), (name, answer.status_code)
        assert sentence_in(answer)
    assert everything() == before


def sentence_in(answer) -> bool:
    """The page says something to the person, and shows no traceback."""
    text = answer.content.decode()
    return "Traceback" not in text and ('role="status"' in text or "<h1" in text)


@pytest.mark.parametrize("name", EXAMPLES)
async def test_by_socket_and_by_form_whose_it_is_does_it(name, prepared, quick):
    """The other half of the matrix: that they are refused above is not because nothing works."""
    data = await inside(EXAMPLES[name].prepare, prepared)
    browser = await Browser(prepared, by(name)).connect()
    assert await browser.receipt(name, **data) == "ok"
    await browser.leave()
    assert (await inside(lambda: browser.post(name, **data))).status_code == 302


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_host_does_nothing_in_the_room_of_another(name, prepared, elsewhere):
    """Also when the actor says that the role is held: the door asks the database."""
    data = EXAMPLES[name].prepare(prepared)
    before = everything()
    stranger = Actor(prepared.room.pk, by(name), user=elsewhere.host.pk, participant=None)
    if by(name) == Role.HOST:
        assert perform(name, stranger, data).code == 403
    for role in (Role.SCREEN, Role.STRANGER):
        assert perform(name, Actor(prepared.room.pk, role, user=prepared.host.pk), data).code == 403
    assert everything() == before


@pytest.mark.parametrize(
    "name",
    [name for name in EXAMPLES if {"poll", "item", "question", "entry"} & set(registered()[name].form.base_fields)],
)
def test_the_data_of_one_room_is_of_no_use_in_another(name, prepared, elsewhere):
    """Polls and items of another room are not found in mine."""
    data = EXAMPLES[name].prepare(prepared)
    before = everything()
    assert perform(name, elsewhere.actor(by(name)), data).status == "refused"
    assert everything() == before


def test_a_form_is_on_the_page_of_whoever_may_ask_for_it():
    assert {audience_of(name) for name in EXAMPLES if by(name) == Role.HOST} == {"hosts"}
    assert audience_of("poll.vote") == audience_of("no.such.command") == "participants"
