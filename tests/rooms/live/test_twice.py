"""Twice is once: the browser resends what was not receipted, so every command can be repeated."""

import asyncio

import pytest

from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.at_once import all_at_once
from tests.browsing import Browser, inside
from tests.everything import everything
from tests.examples import EXAMPLES, by


@pytest.mark.both_databases
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_command_carried_out_twice_leaves_what_once_leaves(name, prepared):
    data = EXAMPLES[name].prepare(prepared)
    actor = prepared.actor(by(name))
    before = everything()
    assert perform(name, actor, data).status == "ok"
    once = everything()
    assert perform(name, actor, data).status == "ok"
    assert everything() == once
    # Make sure that there was something to be doubled.
    assert (once != before) == (name != "poll.resend")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_form_sent_twice_leaves_what_once_leaves(name, prepared, quick):
    data = EXAMPLES[name].prepare(prepared)
    browser = Browser(prepared, by(name))
    assert browser.post(name, **data).status_code == 302
    once = everything()
    assert browser.post(name, **data).status_code == 302
    assert everything() == once


@pytest.mark.both_databases
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_command_that_arrives_twice_at_the_same_moment_counts_once(name, prepared):
    """Through two processes, as it were: each in a thread and a transaction of its own."""
    data = EXAMPLES[name].prepare(prepared)
    actor = prepared.actor(by(name))
    receipts = []

    def once():
        receipt = perform(name, actor, data)
        if receipt.status == "busy":  # "we keep trying": so does the browser
            receipt = perform(name, actor, data)
        receipts.append(receipt)

    all_at_once(once, once)
    assert [receipt.status for receipt in receipts] == ["ok", "ok"]
    state = everything()
    assert perform(name, actor, data).status == "ok"
    assert everything() == state
    if name == "poll.draft":
        assert prepared.room.polls.count() == 1
    if name == "floor.plan":
        assert prepared.room.agenda.count() == 4


async def test_the_same_frame_twice_gets_two_receipts_and_one_effect(scene, quick):
    poll = await inside(scene.asked)
    option = (await inside(lambda: list(poll.options.all())))[2]
    browser = await Browser(scene, Role.PARTICIPANT).open()
    frame = (
        '{"command": "poll.vote", "id": "8d7c2f2e-6c4b-4c8e-9f0e-0f6d1c7a5b11",'
        f' "poll": "{poll.pk}", "option": "{option.pk}", "sequence": "1"}}'
    )
    for _ in range(2):
        browser.receipts.clear()
        await browser.say(frame)
        await browser.until(lambda: browser.receipts)
        assert list(browser.receipts.values()) == ["ok"]
    assert await inside(poll.ballots.count) == 1
    await asyncio.gather(browser.leave())
