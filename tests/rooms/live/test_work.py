"""Count work, not seconds: how many queries, how many renderings, how many bytes."""

import asyncio
import gzip
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext

from livesessions.programme.models import Participant
from rooms.live.base.people import Audience, Role
from rooms.live.entry.admission import admit
from rooms.live.hub import schedule
from tests.browsing import Browser, inside
from tests.scene import Scene

# Not a bound but the number itself: whoever adds a query sees it here, and says why.
JOINING = 2
PAGE = {Role.HOST: 16, Role.PARTICIPANT: 10, Role.SCREEN: 10}
FALLBACK = {Role.HOST: 7, Role.PARTICIPANT: 5, Role.SCREEN: 6}
ADMIT = {Role.HOST: 5, Role.PARTICIPANT: 2, Role.SCREEN: 5}
VOTE = 9  # one of them: whether the poll is on the stage, or open beside it
AUDIENCE = {Role.HOST: Audience.HOSTS, Role.PARTICIPANT: Audience.PARTICIPANTS, Role.SCREEN: Audience.SCREEN}


@pytest.fixture(params=[1, 3], ids=["one of each", "three of each"])
def sized(request, transactional_db):
    """A room with so many teams, items, drafts and closed polls, an open poll, and votes."""
    scene = Scene.build(teams=request.param)
    scene.must("room.open")
    scene.must("floor.start", item=scene.plan(tuple(f"Punt {i}" for i in range(request.param)))[0])
    for i in range(request.param):
        poll = scene.asked(f"Vraag {i}?")
        assert scene.vote(poll).status == "ok"
        scene.must("poll.close", poll=poll.pk)
        scene.draft(f"Later {i}?")
    assert scene.vote(scene.asked("Nu?")).status == "ok"
    return scene


def queries(function) -> int:
    """How many queries `function` makes, but for opening and closing transactions."""
    with CaptureQueriesContext(connection) as captured:
        function()
    return len([q for q in captured if not q["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))])


def test_joining(sized):
    client = Client()
    entry = {"code": sized.room.code, "name": "Anna", "team": "", "role": "beleid"}
    assert queries(lambda: client.post("/", entry)) == JOINING


def test_the_two_steps_of_joining_cost_no_query_more_than_both_forms(sized):
    """The page between them is drawn once for everybody, and its address asks the database nothing."""
    client, entry = Client(), {"name": "Anna", "team": "", "role": "beleid"}

    def both_steps(client):
        client.post("/", {"code": sized.room.code})
        client.get("/")
        client.post("/", {"code": sized.room.code, **entry})

    both_steps(Client())
    assert queries(lambda: both_steps(client)) == 1 + JOINING


@pytest.mark.parametrize("role", [Role.HOST, Role.PARTICIPANT, Role.SCREEN])
def test_a_page(role, sized):
    browser = Browser(sized, role)
    browser.page()
    assert queries(browser.page) == PAGE[role]


@pytest.mark.parametrize("role", [Role.HOST, Role.PARTICIPANT, Role.SCREEN])
def test_a_look_without_a_socket(role, sized):
    browser = Browser(sized, role)
    version = sized.room.version_for(AUDIENCE[role])
    browser.parts(version)
    assert queries(lambda: browser.parts(version)) == FALLBACK[role]


@pytest.mark.parametrize("role", [Role.HOST, Role.PARTICIPANT, Role.SCREEN])
def test_opening_a_socket(role, sized):
    cookies = {name: morsel.value for name, morsel in sized.client(role).cookies.items()}
    assert queries(lambda: admit(sized.room.pk, AUDIENCE[role], cookies)) == ADMIT[role]


def test_a_vote(sized):
    poll = sized.room.polls.get(state="open")
    assert queries(lambda: sized.vote(poll, 1, 1)) == queries(lambda: sized.vote(poll, 2, 1, sequence=9)) + 1 == VOTE


@pytest.mark.parametrize("revealed", [False, True])
async def test_fifty_votes_cost_a_rendering_for_each_tick_and_audience(revealed, scene):
    """Not one for each vote, and not one for each socket."""
    poll = await inside(scene.asked)
    if revealed:
        await inside(lambda: scene.must("poll.reveal", poll=poll.pk))
    people = await inside(
        lambda: Participant.objects.bulk_create(Participant(programme=scene.programme) for _ in range(50))
    )
    scene.people = list(people)
    option = (await inside(lambda: list(poll.options.all())))[0].pk
    voters = [await Browser(scene, Role.PARTICIPANT, who).connect() for who in range(50)]
    others = [await Browser(scene, role).open() for role in (Role.HOST, Role.SCREEN)]
    await asyncio.sleep(schedule.TICK)
    rendered: list[str] = []

    def count(sender, template, **kwargs):
        rendered.append(template.name)

    template_rendered.connect(count)
    began = time.monotonic()
    try:
        answers = await asyncio.gather(
            *[v.receipt("poll.vote", poll=poll.pk, option=option, sequence="1") for v in voters]
        )
        await others[0].until(lambda: "50<" in others[0].shows(f"bar-{option}"))
    finally:
        template_rendered.disconnect(count)
    ticks = (time.monotonic() - began) // schedule.TICK + 2
    assert set(answers) == {"ok"}
    options, audiences = 3, 3 if revealed else 1
    bars = rendered.count("polls/parts/bar.html")
    assert 0 < bars <= ticks * audiences * options
    assert rendered.count("polls/parts/voters.html") <= ticks * audiences
    assert rendered.count("polls/parts/tally.html") == 0
    for browser in [*voters, *others]:
        await browser.leave()


async def test_four_hundred_phones_that_wake_together_cost_no_rendering_each(scene, quick):
    """The newest picture is in memory: who comes back is served from there."""
    first = await Browser(scene, Role.PARTICIPANT).open()
    rendered: list[str] = []

    def count(sender, template, **kwargs):
        rendered.append(template.name)

    template_rendered.connect(count)
    try:
        again = [await Browser(scene, Role.PARTICIPANT, who).connect() for who in (1, 2, 1, 2, 1, 2)]
    finally:
        template_rendered.disconnect(count)
    assert "polls/parts/poll.html" not in rendered
    for browser in [first, *again]:
        assert browser.shows or browser.pushed
        await browser.leave()


async def test_what_a_vote_costs_in_bytes(scene, quick):
    """Four answers of 45 characters, on a phone, while the result is shown."""
    options = [f"{letter} is een antwoord van vijfenveertig tekens lang"[:45].ljust(45, ".") for letter in "ABCD"]
    poll = await inside(scene.asked, "Wat is het belangrijkst voor de wijk?", "\n".join(options))
    await inside(lambda: scene.must("poll.reveal", poll=poll.pk))
    assert (await inside(scene.vote, poll, 0, 0)).status == "ok"
    phone = await Browser(scene, Role.PARTICIPANT, 2).open()
    phone.pushed.clear()
    assert (await inside(scene.vote, poll, 1, 1)).status == "ok"
    await phone.until(lambda: "50%" in phone.document)
    results = [element for id, element in phone.pushed if id.startswith(("bar", "voters", "tally"))]
    assert results
    assert sum(len(element.encode()) for element in results) <= 1400
    await phone.leave()


def test_a_page_fits_a_slow_phone(sized):
    page = Browser(sized, Role.PARTICIPANT).page()
    assert len(page.encode()) < 40_000
    assert len(gzip.compress(page.encode())) < 10_000
