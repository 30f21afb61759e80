"""A program without a browser, which reads demo.json and forms and speaks the socket, can join, host and vote."""

import asyncio
import csv
import io
import json
import uuid

import httpx
import pytest
import pytest_asyncio
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from .program import Document, Program, Socket

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Welke afspraak maken we vandaag?"
ANSWERS = ("Elke week bellen", "Samen op huisbezoek", "Eén plan")


@pytest.fixture(scope="module")
def demo(own_site):
    """What programs are told: url, code, room, host, organiser."""
    return json.loads((own_site.var / "demo.json").read_text())


@pytest_asyncio.fixture(loop_scope="session")
async def host(demo):
    """A program that is logged in as host; its page is the console."""
    async with Program(demo["url"]) as program:
        program.page = await program.login(f"/r/{demo['room']}/host/", **demo["host"])
        yield program


@pytest_asyncio.fixture(loop_scope="session")
async def guest(demo):
    """A program that came in with the code; its page is that of a participant."""
    async with Program(demo["url"]) as program:
        program.page = await program.join(demo["code"], name="Programma", role="uitvoering")
        yield program


def own_poll(console: Document) -> dict[str, str]:
    """The number of each prepared question on the console."""
    return {form.fields["poll"]: form.fields["command"] for form in console.forms if "poll" in form.fields}


async def drafted_and_opened(host, question):
    """Prepare and open a question by forms; answers its number."""
    before = own_poll(host.page)
    page = await host.submit(host.page.form("poll.draft"), text=question, options="\n".join(ANSWERS))
    (poll,) = own_poll(page).keys() - before.keys()
    page = await host.submit(page.form("poll.open", poll=poll))
    assert page.elements["poll"].attributes["data-version"].isdigit()
    assert question in page.elements["poll"].text
    host.page = page
    return poll


async def test_health(demo):
    async with httpx.AsyncClient(base_url=demo["url"]) as client:
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 200


async def test_join_host_and_vote(demo, host, guest):
    """The whole way: forms for the host, the socket for one participant, plain POST and the fallback for two others."""
    room = demo["room"]
    assert guest.answer.url.path == f"/r/{room}/"
    assert host.answer.url.path == f"/r/{room}/host/"
    async with guest.socket(room) as connection, host.socket(room, "?as=host") as hosts_connection:
        socket, hosts = Socket(connection), Socket(hosts_connection)
        await socket.receive()
        # It reads all the time: a page that does not is closed as too slow.
        counted = asyncio.ensure_future(hosts.until("voters", "3"))
        poll = await drafted_and_opened(host, QUESTION)
        await socket.until("poll", QUESTION)
        ballot = socket.forms["poll.vote"]
        assert ballot.fields["poll"] == poll
        first, second, third = ballot.choices["option"]

        # Vote, change it, send it twice: one ballot.
        for sequence, option in ((1, first), (2, second)):
            id = await socket.send("poll.vote", poll=poll, option=option, sequence=sequence)
            receipt = await socket.receipt(id)
            assert receipt.attributes["data-status"] == "ok", receipt
            assert receipt.text.strip()
        again = await socket.receipt(await socket.send("poll.vote", id=id, poll=poll, option=second, sequence=2))
        assert again.attributes["data-status"] == "ok"
        late_retry = await socket.send("poll.vote", poll=poll, option=first, sequence=1)
        await socket.receipt(late_retry)
        assert ANSWERS[1] in (await socket.until("own_vote", ANSWERS[1])).text

        # Without a socket: once by the form alone, once as the page does it on the fallback.
        async with Program(demo["url"]) as plain, Program(demo["url"]) as fallback:
            page = await plain.join(demo["code"], anonymous="on", role="beleid")
            page = await plain.submit(page.form("poll.vote"), option=third)
            assert ANSWERS[2] in page.elements["own_vote"].text
            page = await fallback.join(demo["code"], name="Terugval", role="beleid")
            head = page.elements["head"].attributes
            id = str(uuid.uuid4())
            answer = await fallback.submit(page.form("poll.vote"), scripted=True, option=third, id=id, sequence="1")
            assert answer.elements["receipt"].attributes["data-for"] == id
            assert answer.elements["receipt"].attributes["data-status"] == "ok"
            news = await fallback.get(f"/r/{room}/parts/?seen={head['data-version']}&epoch={head['data-epoch']}")
            assert ANSWERS[2] in news.elements["own_vote"].text
            assert "poll" not in news.elements
            news = await fallback.get(f"/r/{room}/parts/?seen=0&epoch={head['data-epoch']}")
            assert QUESTION in news.elements["poll"].text
            assert [swap for _target, swap in news.targets] == ["outerMorph"] * len(news.targets)

        await counted
        page = await guest.get(f"/r/{room}/")
        assert not page.elements["tally"].text.split()
        console = await host.get(f"/r/{room}/host/")
        await host.submit(console.form("poll.reveal"))
        await socket.until("tally", "67")
        closed = await host.submit((await host.get(f"/r/{room}/host/")).form("poll.close"))
        assert closed.elements["receipt"].attributes["data-status"] in ("", "ok")
        await socket.until("poll", "gesloten")
        too_late = await socket.receipt(await socket.send("poll.vote", poll=poll, option=first, sequence=9))
        assert too_late.attributes["data-status"] == "refused"
        assert "te laat" in too_late.text

        # Every part that was pushed wraps exactly one element, which carries its id and a version, and only grows.
        versions: dict[str, int] = {}
        for frame in socket.frames:
            for target, swap in Document(frame).targets:
                assert swap == "outerMorph"
                element = Document(frame).elements[target.removeprefix("#")]
                version = int(element.attributes["data-version"])
                assert version >= versions.get(target, 0)
                versions[target] = version
        # What the socket showed is what a fresh page shows.
        page = await guest.get(f"/r/{room}/")
        for id in ("poll", "tally", "voters"):
            assert " ".join(page.elements[id].text.split()) == " ".join(socket.elements[id].text.split()), id

    async with Program(demo["url"]) as organiser:
        page = await organiser.login("/archive/", **demo["organiser"])
        programme = next(link["href"] for link in page.links if link["href"].startswith("/archive/dag"))
        page = await organiser.get(programme)
        download = next(link["href"] for link in page.links if "download" in link)
        await organiser.get(download)
        rows = list(csv.reader(io.StringIO(organiser.answer.content.decode("utf-8-sig")), delimiter=";"))
        assert {row[4]: row[5] for row in rows if row[1] == QUESTION} == dict(zip(ANSWERS, "012", strict=True))


@pytest.mark.parametrize(
    ("who", "room", "query", "code"),
    [
        ("guest", "bestaatniet", "", 4404),
        ("stranger", "", "", 4401),
        ("guest", "", "?as=host", 4401),
    ],
)
async def test_who_may_not_is_told_by_the_close_code(demo, guest, who, room, query, code):
    async with Program(demo["url"]) as stranger:
        program = guest if who == "guest" else stranger
        async with program.socket(room or demo["room"], query) as connection:
            closed = await Socket(connection).closed()
    assert closed.code == code


async def test_frames_of_nobodys_page(demo, guest):
    """Each is answered with a refusal, the third ends it with 4400."""
    async with guest.socket(demo["room"]) as connection:
        socket = Socket(connection)
        await socket.receive()
        await connection.send("[]")
        assert (await socket.receipt("")).attributes["data-status"] == "refused"
        await connection.send('{"command": "poll.vote", "command": "poll.close"}')
        await connection.send(b"\x00")
        closed = await socket.closed()
    assert closed.code == 4400


async def test_a_participant_gets_no_command_of_a_host(demo, guest):
    async with guest.socket(demo["room"]) as connection:
        socket = Socket(connection)
        for command in ("room.close", "poll.close", "floor.announce", "bestaat.niet"):
            receipt = await socket.receipt(await socket.send(command, poll="1", text="Ik ben de baas"))
            assert receipt.attributes["data-status"] == "refused"


async def test_a_foreign_page_opens_no_socket(demo, guest):
    where = f"{demo['url'].replace('http', 'ws', 1)}/ws/r/{demo['room']}/"
    for origin in ("http://kwaad.example", "http://127.0.0.1:1", demo["url"].replace("http", "https")):
        with pytest.raises(InvalidStatus):
            await connect(where, origin=origin)


async def test_the_end_is_4000(own_site, demo):
    room = own_site.new_room()
    async with Program(demo["url"]) as guest, Program(demo["url"]) as host:
        await guest.join(room.code, name="Programma", role="uitvoering")
        host.http.cookies.update(own_site.login())
        console = await host.get(f"{room.path}host/")
        async with guest.socket(room.id) as connection:
            socket = Socket(connection)
            await host.submit(console.form("room.close"))
            closed = await socket.closed()
        assert closed.code == 4000
        assert (await guest.get(room.path)).elements
        assert guest.answer.status_code == 410


async def test_a_restart_says_when_to_come_back(own_site, demo, guest):
    """The last test of this module: the site is started again for nobody."""
    async with guest.socket(demo["room"]) as connection:
        socket = Socket(connection)
        await socket.receive()
        await asyncio.to_thread(own_site.stop)
        closed = await socket.closed()
    assert closed.code == 4012
    assert closed.reason.startswith("retry_in=")
