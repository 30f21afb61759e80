"""A computer that several people use: the second person sees nothing of the first."""

import re

import pytest
from django.conf import settings
from django.test import Client

from livesessions.programme.models import Participant
from rooms.live.base.people import Role
from rooms.live.entry.remembering import KEEP_FOR
from tests.browsing import Browser, inside
from tests.elements import where_is

FIRST = {"name": "Anna", "team": "", "role": "beleid"}
SECOND = {"name": "Bram", "team": "", "role": "anders"}
QUESTION = "Mag mijn kind thuis blijven?"


def enter(client, scene, **fields):
    return client.post("/", {"code": scene.room.code, **fields})


def page(client, scene) -> str:
    return client.get(f"/r/{scene.room.pk}/").content.decode()


def ask(client, scene) -> str:
    """Ask a question; the code with which its answer is found."""
    board = scene.open_board(moderation="open")
    answer = Browser(scene, Role.PARTICIPANT, client=client).post("board.ask", text=QUESTION, names=board.names)
    assert answer.status_code == 302
    return re.search(r"data-receipt>([^<]+)<", page(client, scene)).group(1)


def own_of(html: str) -> str:
    """What a page shows of its own participant's questions."""
    return html[where_is(html, "asked")]


@pytest.fixture
def computer(scene):
    """The first person took part and asked something."""
    client = Client()
    assert enter(client, scene, **FIRST).status_code == 302
    client.code = ask(client, scene)
    return client


def test_with_the_code_alone_nobody_goes_on_as_another(scene, computer):
    answer = enter(computer, scene)
    assert (answer.status_code, answer.url) == (303, "/")
    asked = computer.get("/").content.decode()
    assert "Ga verder als" in asked and "Anna" in asked
    assert QUESTION not in asked and computer.code not in asked
    assert enter(computer, scene, **{"as": "same"}).url == f"/r/{scene.room.pk}/"
    assert computer.code in page(computer, scene)


def test_somebody_else_sees_nothing_of_the_one_before(scene, computer):
    before = computer.cookies[settings.PARTICIPANT_COOKIE_NAME].value
    enter(computer, scene)
    assert enter(computer, scene, **{"as": "other"}).status_code == 303
    form = computer.get("/").content.decode()
    assert "Anna" not in form and 'name="as" value="other"' in form
    answer = enter(computer, scene, **{"as": "other"}, **SECOND)
    assert answer.status_code == 302
    assert answer["Clear-Site-Data"] == '"storage"'
    shown = page(computer, scene)
    assert "Anna" not in shown and computer.code not in shown and QUESTION not in own_of(shown)
    assert computer.cookies[settings.PARTICIPANT_COOKIE_NAME].value != before
    assert Participant.objects.filter(name__in=("Anna", "Bram")).count() == 2


def test_a_locked_door_stays_locked_for_somebody_else(scene, computer):
    scene.must("room.lock")
    assert enter(computer, scene, **{"as": "other"}, **SECOND).status_code == 409
    assert enter(computer, scene, **{"as": "same"}).status_code == 302


def test_who_left_is_not_known_any_more(scene, computer):
    leave = f"/r/{scene.room.pk}/leave/"
    assert leave in page(computer, scene)
    assert "Ja, vergeet mij hier" in computer.get(leave).content.decode()
    answer = computer.post(leave)
    assert (answer.status_code, answer.url) == (303, "/left/")
    assert answer["Clear-Site-Data"] == '"storage"', "cookies are deleted by name: those of others are not ours"
    assert not computer.cookies[settings.PARTICIPANT_COOKIE_NAME].value
    assert "Je bent weg" in computer.get("/left/").content.decode()
    assert computer.get(f"/r/{scene.room.pk}/").url == "/"
    enter(computer, scene)
    form = computer.get("/").content.decode()
    assert "Anna" not in form and "Ga verder als" not in form
    assert Participant.objects.filter(name="Anna").exists(), "what they gave stays"


def test_who_comes_in_again_is_somebody_new_with_a_vote_of_their_own(scene):
    """A limit that docs/threat-model.md names: a vote for each time, and never two of one participant."""
    poll = scene.asked()
    option = poll.options.first().pk
    client = Client()
    kept = []
    for times in (1, 2):
        enter(client, scene, **FIRST)
        voted = Browser(scene, Role.PARTICIPANT, client=client).post("poll.vote", poll=poll.pk, option=option)
        assert (voted.status_code, poll.ballots.count()) == (302, times)
        kept.append(client.cookies[settings.PARTICIPANT_COOKIE_NAME].value)
        client.post(f"/r/{scene.room.pk}/leave/")
    for cookie in kept:
        sly = Client()
        sly.cookies[settings.PARTICIPANT_COOKIE_NAME] = cookie
        Browser(scene, Role.PARTICIPANT, client=sly).post("poll.vote", poll=poll.pk, option=option, sequence=9)
    assert poll.ballots.count() == Participant.objects.filter(name="Anna").count() == 2


async def test_leaving_closes_every_page_of_this_browser(scene, quick):
    client = await inside(scene.client, Role.PARTICIPANT)
    tabs = [await Browser(scene, Role.PARTICIPANT, client=client).open() for _ in range(2)]
    other = await Browser(scene, Role.PARTICIPANT, 1).open()
    await inside(client.post, f"/r/{scene.room.pk}/leave/")
    for tab in tabs:
        await tab.until(lambda tab=tab: tab.closed)
        assert tab.closed == 4401
    assert other.closed is None
    await other.leave()


def test_leaving_is_no_way_back_for_who_was_put_out(scene):
    client = scene.client(Role.PARTICIPANT)
    scene.must("room.remove", person=scene.people[0].pk)
    client.post(f"/r/{scene.room.pk}/leave/")
    assert enter(client, scene, **FIRST).status_code == 403
    assert enter(client, scene, **{"as": "other"}, **FIRST).status_code == 403
    scene.must("room.readmit", person=scene.people[0].pk)
    assert enter(client, scene, **FIRST).status_code == 302
    assert client.get(f"/r/{scene.room.pk}/").status_code == 200


def test_who_was_put_out_and_left_is_not_known_any_more(scene):
    """In another room of the programme, the next person at this computer reads nobody's name."""
    client, poll = scene.client(Role.PARTICIPANT), scene.asked()
    scene.vote(poll)
    scene.must("room.remove", person=scene.people[0].pk)
    client.post(f"/r/{scene.room.pk}/leave/")
    scene.must("room.readmit", person=scene.people[0].pk)
    enter(client, scene, **{"as": "same"})
    form = client.get("/").content.decode()
    assert "Mens 0" not in form and "Ga verder als" not in form
    before = Participant.objects.count()
    assert enter(client, scene, **FIRST).status_code == 302
    assert Participant.objects.count() == before + 1, "nobody votes twice as one participant"


@pytest.mark.parametrize("door", ["room.lock", "room.wait"])
def test_whom_an_administrator_removed_is_a_newcomer(door, scene):
    client = scene.client(Role.PARTICIPANT)
    scene.people[0].delete()
    scene.must(door)
    answer = enter(client, scene, **SECOND)
    if door == "room.lock":
        assert answer.status_code == 409 and not Participant.objects.filter(name="Bram").exists()
    else:
        assert client.get(f"/r/{scene.room.pk}/").status_code == 202


@pytest.mark.parametrize("asked", [False, True], ids=["by default", "when asked"])
def test_a_browser_forgets_when_it_is_closed_unless_it_was_asked_to_remember(asked, scene):
    client = Client()
    enter(client, scene)
    form = client.get("/").content.decode()
    assert re.search(r'name="remember" value="on"\s+aria', form), "there, and not ticked"
    enter(client, scene, **FIRST, **({"remember": "on"} if asked else {}))
    cookie = client.cookies[settings.PARTICIPANT_COOKIE_NAME]
    assert cookie["max-age"] == (KEEP_FOR if asked else "")
    assert f'data-stays="{"yes" if asked else ""}"' in page(client, scene)
    # The choice holds for the next room of the same person, and not for the next person.
    enter(client, scene, **{"as": "same"})
    assert client.cookies[settings.PARTICIPANT_COOKIE_NAME]["max-age"] == (KEEP_FOR if asked else "")
    enter(client, scene, **{"as": "other"}, **SECOND)
    assert client.cookies[settings.PARTICIPANT_COOKIE_NAME]["max-age"] == ""


def test_a_newcomer_has_no_step_more(scene):
    """The code, one form, and in."""
    client = Client()
    client.get("/")
    steps = [enter(client, scene), client.get("/"), enter(client, scene, **FIRST), client.get(f"/r/{scene.room.pk}/")]
    assert [answer.status_code for answer in steps] == [303, 200, 302, 200]
