"""Pictures of any size reach everybody who reads, however late they acknowledge; who does not read costs little.

The hub looks when the test says so, and not by its own clock: looks are counted, not seconds.
"""

import asyncio
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rooms.live.base.close_codes import TOO_SLOW
from rooms.live.base.people import Audience
from rooms.live.base.threads import looking
from rooms.live.commands.performing import perform
from rooms.live.hub.flow_control import WINDOW
from rooms.live.hub.registry import hubs
from rooms.live.rendering import parts
from tests.browsing import PATIENCE, inside
from tests.rooms.live.table import OWN, ROOM, Table, nothing_more

KIB = 1024
SIZES = [KIB, 63 * KIB, 64 * KIB, 65 * KIB, 100 * KIB, 256 * KIB, KIB * KIB]
TEMPLATE = "rooms/floor/parts/banner.html"


@pytest.fixture
async def table(scene, monkeypatch):
    """A table whose hub is due each time it looks, has no heartbeat of its own, and is never in a hurry."""
    for name in ("TICK", "SECONDS_PER_SOCKET", "STREET_TICK", "STREET_SECONDS_PER_SOCKET"):
        monkeypatch.setattr(f"rooms.live.hub.schedule.{name}", 0.0)
    monkeypatch.setattr("rooms.live.hub.schedule.HEARTBEAT", 3600.0)
    monkeypatch.setattr("rooms.live.hub.delivery.HOLD_UP", 3600.0)
    table = Table(scene)
    parts.part(ROOM, TEMPLATE, audiences=(Audience.PARTICIPANTS,))(table.everybodys)
    parts.part(OWN, TEMPLATE, audiences=(Audience.PARTICIPANTS,), personal=True)(table.ones_own)
    await table.come()
    yield table
    await hubs.leave(table.socket)
    for name in (ROOM, OWN):
        del parts._parts[name]


# --- When something changes -------------------------------------------------------------------------------------------


async def between_looks(table, part, size):
    """The usual way."""
    await inside(table.change, part, size)
    await table.look()


async def during_a_look(table, part, size):
    """The hub has read the room, and draws it."""
    table.while_drawn = lambda: table.change(part, size)
    await inside(table.change, ROOM, KIB)
    await table.look()
    await table.look()


async def during_a_catch_up(table, part, size):
    """A window opens, and what was missed is handed over."""
    at_once, table.at_once = table.at_once, False
    await inside(table.change, ROOM, WINDOW)
    await table.look()
    await table.look(beat=True)
    table.at_once = at_once
    table.while_sent = lambda: looking.submit(table.change, part, size).result(PATIENCE)
    table.read()
    await table.look()
    await table.look()


# --- What is on the way then ------------------------------------------------------------------------------------------


async def nothing(table, size):
    """All that was sent is acknowledged."""


async def a_head(table, size):
    """What every heartbeat sends."""
    await table.look(beat=True)


async def both_parts(table, size):
    """A picture of this size, and one's own."""
    await inside(table.change, ROOM, size)
    await inside(table.change, OWN, size)
    await table.look()


# --- When the browser reads, and says so ------------------------------------------------------------------------------


async def at_once(table, size):
    """Before the server's own bookkeeping went on."""
    table.read()


async def late(table, size):
    """Some heartbeats later."""
    for _beat in range(3):
        await table.look(beat=True)
    table.read()


async def after_more_changes(table, size):
    """Each part changed twice since."""
    for part in (OWN, ROOM, ROOM, OWN):
        await inside(table.change, part, size)
        await table.look()
    table.read()


async def while_the_hub_draws(table, size):
    """In the middle of a look."""
    table.while_drawn = lambda: table.loop.call_soon_threadsafe(table.read)
    await inside(table.change, ROOM, size)
    await table.look()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size // KIB} KiB")
@pytest.mark.parametrize("reads", [at_once, late, after_more_changes, while_the_hub_draws])
async def test_who_says_what_it_shows_is_up_to_date_a_heartbeat_later(size, reads, table):
    arrives = (between_looks, during_a_look, during_a_catch_up)
    for changes, before, part in product(arrives, (nothing, a_head, both_parts), (ROOM, OWN)):
        case = f"{part} changes {changes.__name__}, {before.__name__} on the way"
        await table.rest()
        await before(table, size)
        table.at_once = reads is at_once
        await changes(table, part, size)
        await reads(table, size)
        table.read()
        await table.look(beat=True)
        table.read()
        assert table.is_up_to_date, case


# --- Any order of these -----------------------------------------------------------------------------------------------

STEPS = st.one_of(
    st.tuples(st.sampled_from([ROOM, OWN]), st.sampled_from([KIB, 40 * KIB, 100 * KIB])),
    st.sampled_from(["look", "beat", "read", "read while the hub draws", "read while it sends"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=12))
async def test_in_any_order_who_says_what_it_shows_is_up_to_date_a_heartbeat_later(steps, table):
    await table.rest()
    for step in steps:
        if isinstance(step, tuple):
            await inside(table.change, *step)
        elif step == "read":
            table.read()
        elif step == "read while the hub draws":
            table.while_drawn = lambda: table.loop.call_soon_threadsafe(table.read)
        elif step == "read while it sends":
            table.while_sent = table.read
        else:
            await table.look(beat=step == "beat")
        assert table.unread < WINDOW + 250 * KIB
    table.while_drawn = table.while_sent = nothing_more
    await table.look()
    table.read()
    await table.look(beat=True)
    table.read()
    assert table.is_up_to_date


# --- Who does not -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size // KIB} KiB")
@pytest.mark.parametrize("part", [ROOM, OWN])
async def test_who_reads_nothing_costs_a_window_and_a_frame_and_is_closed(size, part, table, monkeypatch):
    while table.socket.full_since is None:
        await inside(table.change, part, size)
        await table.look()
    for _change in range(5):
        await inside(table.change, part, size)
        await table.look(beat=True)
    assert WINDOW <= table.unread < WINDOW + size + 4 * KIB
    assert table.closed is None
    monkeypatch.setattr("rooms.live.hub.flow_control.PATIENCE", 0.0)
    await table.look(beat=True)
    await asyncio.sleep(0)
    assert table.closed == TOO_SLOW


async def test_a_hub_rests_though_a_page_that_was_closed_says_what_it_shows(table, monkeypatch):
    """Its acknowledgement was on its way when the server gave up."""
    await inside(table.change, ROOM, WINDOW)
    await table.look()
    await table.look(beat=True)
    monkeypatch.setattr("rooms.live.hub.flow_control.PATIENCE", 0.0)
    await table.look(beat=True)
    assert table.socket not in table.hub.sockets
    table.read()
    await table.look()
    resting = asyncio.ensure_future(table.hub._sleep())
    await asyncio.sleep(0)
    assert not resting.done()
    resting.cancel()


# --- What this is for -------------------------------------------------------------------------------------------------


async def test_long_notes_reach_the_whole_group_and_what_comes_after_them_too(scene, table):
    """Two fields of 4,000 quotation marks, six bytes each and each of them twice: 100 KB for everybody in the group."""
    await inside(lambda: scene.out(groups=1))
    await table.rest()
    seat = await inside(scene.seat_of)

    async def ask(command, **data):
        """Somebody of the group asks for this while a head is on its way, and the page reads at each heartbeat."""
        await table.look(beat=True)
        actor = scene.as_host if command == "breakouts.tell" else scene.as_participant(1)
        assert (await inside(perform, command, actor, data)).status == "ok"
        await table.look()
        table.read()
        await table.look(beat=True)
        table.read()

    words = {"group": seat.group_id, "base": 0, "sequence": 1}
    for field in ("home", "noticed"):
        await ask("breakouts.write", **words, field=field, text='"' * 3990 + field)
        assert f"&quot;{field}" in table.shows["notes"]
    assert len(table.shows["notes"]) > WINDOW
    await ask("breakouts.tell", round=seat.round_id, text="Nog vijf minuten")
    assert "Nog vijf minuten" in table.shows["card"]
    await ask("grouppoll.ask", group=seat.group_id, number=1, text="Waar beginnen we?", options="Klein\nGroot")
    assert "Waar beginnen we?" in table.shows["grouppoll"]
    await ask("breakouts.write", **words, field="policy", text="Samen eten")
    assert "Samen eten" in table.shows["notes"]
