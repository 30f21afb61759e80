"""Hostile frames: each gets a sentence or a close code, changes nothing, shows no traceback, troubles nobody else."""

import asyncio
import json
from uuid import uuid4

import pytest

from rooms.live.base.input_validation import LONGEST
from rooms.live.base.people import Role
from tests.browsing import Browser, inside
from tests.everything import everything

ID = "0b5b8a51-7c0e-4a57-9a5e-8ed0a9a8f0aa"

# What no page of ours sends: refused by the gate.
UNREADABLE = {
    "nothing": "",
    "half an object": '{"command": "floor.announce", "text": "abc',
    "not JSON": "hallo",
    "a list": "[]",
    "a text": '"room.open"',
    "a number": "7",
    "null": "null",
    "very deep": "[" * 5000 + "]" * 5000,
    "a deep field": '{"command": "floor.announce", "text": ' + "[" * 50 + "]" * 50 + "}",
    "NaN": '{"command": "floor.plan", "title": "a", "minutes": NaN}',
    "infinity": '{"command": "floor.plan", "title": "a", "minutes": -Infinity}',
    "a huge integer": '{"command": "floor.plan", "title": "a", "minutes": ' + "9" * 400 + "}",
    "a very huge integer": '{"command": "floor.plan", "title": "a", "minutes": ' + "9" * 10_000 + "}",
    "a huge negative integer": '{"command": "floor.plan", "title": "a", "minutes": -' + "9" * 400 + "}",
    "one key twice": '{"command": "floor.announce", "command": "room.close", "text": "a"}',
    "one key twice inside": '{"command": "floor.announce", "text": {"a": 1, "a": 2}}',
    "a raw NUL": '{"command": "floor.announce", "text": "a\0b"}',
    "a surrogate in a key": '{"command": "floor.announce", "\\ud800": "a"}',
    "a raw surrogate": '{"command": "floor.announce", "text": "\ud800"}',
    "NUL in a key": '{"command": "floor.announce", "te\\u0000xt": "abc"}',
    "bidi in a key": '{"command": "floor.announce", "te\\u202ext": "abc"}',
    "one byte too long": json.dumps({"command": "floor.announce", "text": ""}).replace('""', f'"{"a" * LONGEST}"'),
    "too long in bytes": '{"command": "floor.announce", "text": "' + "é" * (LONGEST // 2) + '"}',
    "no command": f'{{"id": "{ID}", "text": "a"}}',
    "command null": f'{{"command": null, "id": "{ID}"}}',
    "command a list": f'{{"command": ["room.open"], "id": "{ID}"}}',
    "command an object": f'{{"command": {{"name": "room.open"}}, "id": "{ID}"}}',
    "command a number": f'{{"command": 1, "id": "{ID}"}}',
    "command true": f'{{"command": true, "id": "{ID}"}}',
    "id a number": '{"command": "floor.announce", "id": 5, "text": "a"}',
    "id a list": f'{{"command": "floor.announce", "id": ["{ID}"], "text": "a"}}',
    "id null": '{"command": "floor.announce", "id": null, "text": "a"}',
    "id markup": '{"command": "floor.announce", "id": "\\"><script>alert(1)</script>", "text": "a"}',
    "id too long": f'{{"command": "floor.announce", "id": "{ID}{ID}", "text": "a"}}',
    "id 36 signs and no UUID": '{"command": "floor.announce", "id": "' + "z" * 36 + '", "text": "a"}',
}

# What people paste, and what is left of it.
PASTED = {
    "NUL": ("a\0b", "ab"),
    "a vertical tab of slides": ("Samen\veten", "Samen\neten"),
    "a form feed": ("Samen\feten", "Samen\neten"),
    "a line end of another system": ("a\r\nb\rc", "a\nb\nc"),
    "a line end of Unicode": ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
    "the end of an old file": ("abc\x1a", "abc"),
    "a terminal's colour": ("\x1b[31mabc", "[31mabc"),
    "delete": ("a\x7fb", "ab"),
    "marks of a chat": ("\u200eabc\u200f \u202adef\u202c", "abc def"),
    "an override": ("abc\u202edef", "abcdef"),
    "an isolate": ("\u2066abc\u2069", "abc"),
    "half a picture": ("abc\ud83d", "abc"),
    "its other half": ("\ude00abc", "abc"),
    "an accent by itself": ("cafe\u0301", "caf\u00e9"),
}

# What can be read, and is refused by the door with a sentence.
REFUSED = {
    "an unknown command": {"command": "room.explode"},
    "no name": {"command": ""},
    "a private name": {"command": "_private"},
    "dunder": {"command": "__class__"},
    "a type of channels": {"command": "websocket.close"},
    "the hub's own type": {"command": "look.again", "type": "look.again", "ended": True},
    "a method": {"command": "dispatch"},
    "another case": {"command": "ROOM.CLOSE"},
    "with a space": {"command": "room.close "},
    "a look-alike": {"command": "room.cl\u043ese"},
    "ten thousand signs": {"command": "floor.announce", "text": "a" * 10_000},
    "ten thousand signs in an agenda": {"command": "floor.plan", "title": "a" * 10_000, "minutes": 5},
    "ten thousand signs in a question": {"command": "poll.draft", "text": "a" * 10_000, "options": "a\nb"},
    "ten thousand signs in an answer": {"command": "poll.draft", "text": "a", "options": "a\n" + "b" * 10_000},
    "a hundred answers": {"command": "poll.draft", "text": "a", "options": "\n".join(map(str, range(100)))},
    "one answer": {"command": "poll.draft", "text": "a", "options": "a"},
    "no answer": {"command": "poll.draft", "text": "a", "options": " \n \n"},
    "equal answers": {"command": "poll.draft", "text": "a", "options": "Ja\nja"},
    "a list for a text": {"command": "floor.announce", "text": ["a", "b"]},
    "an object for a text": {"command": "floor.announce", "text": {"a": 1}},
    "an object for a title": {"command": "floor.plan", "title": {"__html__": "<b>"}, "minutes": 5},
    "a text for a number": {"command": "floor.plan", "title": "a", "minutes": "vijf"},
    "a fraction": {"command": "floor.plan", "title": "a", "minutes": 1.5},
    "an exponent": {"command": "floor.plan", "title": "a", "minutes": "1e3"},
    "true for a number": {"command": "floor.plan", "title": "a", "minutes": True},
    "minus": {"command": "floor.plan", "title": "a", "minutes": -5},
    "zero": {"command": "floor.plan", "title": "a", "minutes": 0},
    "too many": {"command": "floor.plan", "title": "a", "minutes": 481},
    "a huge number as text": {"command": "poll.open", "poll": "9" * 40},
    "a very huge number as text": {"command": "poll.open", "poll": "9" * 5000},
    "a huge negative number as text": {"command": "poll.open", "poll": "-" + "9" * 40},
    "a lookup": {"command": "poll.open", "poll__gt": 0},
    "a lookup as a value": {"command": "poll.open", "poll": {"gt": 0}},
    "no item": {"command": "floor.start"},
    "an item that is not there": {"command": "floor.start", "item": 999},
    "a huge item": {"command": "floor.start", "item": "9" * 30},
    "a poll that is not there": {"command": "poll.close", "poll": 999},
    "SQL": {"command": "poll.open", "poll": "1; DROP TABLE rooms"},
}


@pytest.mark.parametrize("frame", UNREADABLE.values(), ids=UNREADABLE)
async def test_an_unreadable_frame_gets_a_sentence_and_the_third_closes(frame, scene, quick, caplog):
    before = await inside(everything)
    other = await Browser(scene, Role.PARTICIPANT).open()
    browser = await Browser(scene, Role.HOST).open()
    for _ in range(2):
        browser.sentences.clear()
        await browser.say(frame)
        await browser.until(lambda: browser.sentences or browser.closed)
        assert browser.sentences[0] and not browser.closed
    await browser.say(frame)
    await browser.until(lambda: browser.closed)
    assert browser.closed == 4400
    assert await inside(everything) == before
    assert await other.receipt("poll.vote", poll=1, option=1) == "refused", "other sockets stay open"
    await other.leave()
    assert not errors(caplog)


@pytest.mark.parametrize(("pasted", "kept"), PASTED.values(), ids=PASTED)
async def test_marks_that_people_paste_are_dropped_and_never_held_against_them(pasted, kept, scene, quick):
    browser = await Browser(scene, Role.HOST).open()
    assert [await browser.receipt("floor.announce", text=pasted) for _ in range(4)] == ["ok"] * 4
    await browser.leave()
    await inside(scene.room.refresh_from_db)
    assert scene.room.announcement == kept


LONG = "a" * LONGEST
NAMED = {
    "too long": f'{{"command": "floor.announce", "id": "{ID}", "text": "{LONG}"}}',
    "half an object": f'{{"command": "floor.announce", "id": "{ID}", "text": "abc',
    "one key twice": f'{{"id": "{ID}", "command": "floor.announce", "command": "room.close"}}',
    "a deep field": f'{{"command": "floor.announce", "id":"{ID}", "text": {"[" * 50}{"]" * 50}}}',
    "command null": f'{{"command": null, "id": "{ID}"}}',
    "no command": f'{{"id": "{ID}", "text": "a"}}',
}


@pytest.mark.parametrize("frame", NAMED.values(), ids=NAMED)
async def test_an_unreadable_frame_is_answered_by_the_id_that_it_holds(frame, scene, quick):
    """So that who sent it knows that it was this one, and does not send it again."""
    browser = await Browser(scene, Role.HOST).open()
    await browser.say(frame)
    await browser.until(lambda: browser.receipts)
    assert browser.receipts == {ID: "refused"}
    await browser.leave()


async def test_binary_frames_are_not_read(scene, quick, caplog):
    browser = await Browser(scene, Role.HOST).open()
    for data in (b"\x00\xff", b'{"command": "room.close"}', b""):
        await browser.say(data=data)
    await browser.until(lambda: browser.closed)
    assert browser.closed == 4400
    await inside(scene.room.refresh_from_db)
    assert scene.room.is_open
    assert not errors(caplog)


@pytest.mark.parametrize("fields", REFUSED.values(), ids=REFUSED)
async def test_a_wrong_command_is_refused_with_a_sentence(fields, scene, quick, caplog):
    before = await inside(everything)
    browser = await Browser(scene, Role.HOST).connect()
    id = str(uuid4())
    browser.sentences.clear()
    await browser.say(json.dumps({**fields, "id": id}))
    await browser.until(lambda: browser.receipts or browser.closed)
    assert browser.receipts == {id: "refused"}
    assert len(browser.sentences) == 1 and browser.sentences[0]
    assert await inside(everything) == before
    assert await browser.receipt("floor.announce", text="En we gaan door.") == "ok"
    await browser.leave()
    assert not errors(caplog)


async def test_a_command_without_id_is_carried_out_without_a_receipt(scene, quick):
    browser = await Browser(scene, Role.HOST).open()
    await browser.say('{"command": "floor.announce", "text": "Zonder bon"}')
    await browser.until(lambda: "Zonder bon" in browser.shows("banner"))
    assert not browser.receipts
    await browser.leave()


async def test_what_the_extension_adds_is_ignored(scene, quick):
    browser = await Browser(scene, Role.HOST).open()
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    assert await browser.receipt("floor.announce", text="Goed zo", headers=headers, values={"a": [1]}) == "ok"
    await browser.leave()


async def test_who_is_very_quick_is_told_to_wait_and_loses_nothing(scene, quick):
    """A burst is allowed; then the receipt says that the browser has to try again."""
    browser = await Browser(scene, Role.HOST).open()
    answers = [await browser.receipt("floor.announce", text=f"{i}") for i in range(30)]
    assert answers[:20] == ["ok"] * 20
    assert "busy" in answers[20:] and set(answers[20:]) <= {"ok", "busy"}
    await browser.leave()


async def test_a_flood_is_cut_off_and_reaches_nobody(scene, quick, caplog):
    """More frames than the server works off: the guard closes with 4429 and throws the rest away."""
    other = await Browser(scene, Role.PARTICIPANT).open()
    browser = await Browser(scene, Role.HOST).open()
    for i in range(3000):
        browser.socket.input_queue.put_nowait(
            {"type": "websocket.receive", "text": json.dumps({"command": "floor.announce", "text": str(i)})}
        )
    await browser.until(lambda: browser.closed, 20)
    assert browser.closed == 4429
    assert await other.receipt("poll.vote", poll=1, option=1) == "refused", "other sockets stay open"
    await asyncio.gather(browser.leave(), other.leave())
    assert not errors(caplog)


@pytest.mark.parametrize("more", [{}, {"fill": "x" * 16_000}], ids=["small", "large"])
async def test_every_frame_has_a_budget(more, scene, quick, caplog):
    """Also one that asks for nothing, and that is worked off as soon as it comes."""
    browser = await Browser(scene, Role.SCREEN).open()
    for version in range(200):
        await browser.say(json.dumps({"command": "room.seen", "version": version, **more}, separators=(",", ":")))
        await asyncio.sleep(0.001)
    await browser.until(lambda: browser.closed, 20)
    assert browser.closed == 4429
    await browser.leave()
    assert not errors(caplog)


def errors(caplog) -> list[str]:
    """What a developer would have to look at."""
    return [record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]
