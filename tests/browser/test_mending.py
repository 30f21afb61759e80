"""A group that fell apart: the host reads it, presses once, and one phone says where to go."""

import pytest
from playwright.async_api import expect

from .groups import company, deal, gathered, groups_on_phones, make_plan, sent_out
from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_who_is_left_alone_goes_to_the_others(people, room):
    host = await people.host(room)
    phones = await gathered(people, room)
    await make_plan(host, rounds=1)
    await deal(host)
    await sent_out(host, phones)
    before = await groups_on_phones(phones)
    left, *gone = sorted(before[1])
    for name in gone:
        await phones[name].page.close()
    mending = host.see("mending")
    await expect(mending).to_contain_text("In Groep 1 is nog 1 persoon.", timeout=30_000)
    await expect(mending).to_contain_text("1 persoon verhuist als je dit herstelt.")
    assert not await faults(host.page, "host, a group of one")
    await host.press("breakouts.mend")
    moved = phones[left]
    await expect(moved.see("card")).to_contain_text("Je groep werd te klein. Je bent welkom in Groep 2.")
    assert await company(moved) == before[2] | {left}
    for name in before[2]:
        await expect(phones[name].see("card")).not_to_contain_text("Je groep werd te klein")
    await expect(mending).to_be_empty()
