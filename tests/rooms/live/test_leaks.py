"""What could leak does not: whatever somebody may not see is in no page, no push and no number that they get.

Each test first sees that it could leak: somebody else's page has it.
"""

import pytest

from rooms.live.base.people import Role
from tests.browsing import Browser, inside

RARE = "Kwikstaartkolibrie"


async def settled(browser: Browser) -> None:
    """The page agrees with a fresh one: whatever was to be pushed was pushed."""
    await browser.until_it_shows(await inside(browser.parts))
    browser.take_all()


async def everything_that(browser: Browser) -> str:
    """All that the server ever told this browser: page, fallback, and every push."""
    page, parts = await inside(browser.page), await inside(browser.parts)
    return "".join([browser.document, page, *parts.values(), *(element for _id, element in browser.pushed)])


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.SCREEN])
async def test_a_draft_is_seen_by_hosts_only(role, scene, quick):
    host, other = await Browser(scene, Role.HOST).open(), await Browser(scene, role).open()
    await inside(scene.draft, f"Wat vindt u van {RARE}?", f"{RARE} is mooi\n{RARE} is lelijk")
    await settled(host)
    assert RARE in host.document
    before = other.version
    await inside(lambda: scene.must("floor.announce", text="We gaan zo verder."))
    await settled(other)
    assert RARE not in await everything_that(other)
    assert other.version == before + 1, "the counter steps with the announcement only, not with the draft"
    await host.leave()
    await other.leave()


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.SCREEN])
async def test_the_count_of_an_unrevealed_poll_is_seen_by_hosts_only(role, scene, quick):
    poll = await inside(scene.asked)
    host, other = await Browser(scene, Role.HOST).open(), await Browser(scene, role, who=2).open()
    version = other.version
    other.pushed.clear()
    for who in (0, 1):
        assert (await inside(scene.vote, poll, who, who)).status == "ok"
    await settled(host)
    assert 'class="bar"' in host.document and "50%" in host.document
    await settled(other)
    seen = await everything_that(other)
    assert 'class="bar"' not in seen and "50%" not in seen
    assert other.version == version, "a number that steps with hidden votes talks"
    assert "bar" not in {id.split("-")[0] for id, _element in other.pushed}
    assert not {id for id, _element in other.pushed} & {"tally", "voters", "poll", "delivery"}

    await inside(lambda: scene.must("poll.close", poll=poll.pk))
    await settled(other)
    assert "50%" not in await everything_that(other)

    await inside(lambda: scene.must("poll.reveal", poll=poll.pk))
    await other.until(lambda: "50%" in other.document)

    await inside(lambda: scene.must("poll.hide", poll=poll.pk))
    await other.until(lambda: "50%" not in other.document)
    await settled(other)
    other.pushed.clear()
    assert "50%" not in await everything_that(other)
    await host.leave()
    await other.leave()


async def test_below_the_minimum_not_even_the_host_sees_the_count(scene, quick):
    await inside(lambda: scene.must("poll.draft", text="Hoe gaat het?", options=f"{RARE} goed\nSlecht", minimum=3))
    poll = await inside(scene.room.polls.get)
    await inside(lambda: scene.must("poll.open", poll=poll.pk))
    await inside(lambda: scene.must("poll.reveal", poll=poll.pk))
    host, screen = await Browser(scene, Role.HOST).open(), await Browser(scene, Role.SCREEN).open()
    for who in (0, 1):
        assert (await inside(scene.vote, poll, who, who)).status == "ok"
    for browser in (host, screen):
        await settled(browser)
        assert 'class="bar"' not in await everything_that(browser)
    assert (await inside(scene.vote, poll, 0, 2)).status == "ok"
    for browser in (host, screen):
        await browser.until(lambda browser=browser: "67%" in browser.document)
        await browser.leave()


async def test_nobody_sees_what_another_chose(scene, quick):
    poll = await inside(scene.asked, "Wie belt u?", f"{RARE}\nDe buren")
    voter, other = (
        await Browser(scene, Role.PARTICIPANT, who=0).open(),
        await Browser(scene, Role.PARTICIPANT, 1).open(),
    )
    host = await Browser(scene, Role.HOST).open()
    other.pushed.clear()
    assert (await inside(scene.vote, poll)).status == "ok"
    await voter.until(lambda: RARE in voter.shows("own_vote"))
    await settled(other)
    assert RARE not in other.shows("own_vote")
    assert not any(id == "own_vote" for id, _element in other.pushed)
    assert 'data-choice=""' in (await inside(other.parts))["own_vote"]
    person = scene.people[0].pk
    for browser in (host, other):
        seen = await everything_that(browser)
        assert person.hex not in seen and str(person) not in seen
    for browser in (voter, other, host):
        await browser.leave()


async def test_after_closing_not_even_the_own_choice_is_known(scene, quick):
    poll = await inside(scene.asked, "Wie belt u?", f"{RARE}\nDe buren")
    voter = await Browser(scene, Role.PARTICIPANT).open()
    assert (await inside(scene.vote, poll)).status == "ok"
    await voter.until(lambda: RARE in voter.shows("own_vote"))
    await inside(lambda: scene.must("poll.close", poll=poll.pk))
    await settled(voter)
    assert RARE not in voter.shows("own_vote")
    await voter.leave()


async def test_the_code_is_on_the_screen_and_the_console_not_on_phones(scene, quick):
    phone, screen = await Browser(scene, Role.PARTICIPANT).open(), await Browser(scene, Role.SCREEN).open()
    old = scene.room.shown_code
    assert old in screen.document
    await inside(lambda: scene.must("room.rotate", code=old))
    new = scene.room.shown_code
    await screen.until(lambda: new in screen.document)
    await settled(phone)
    seen = await everything_that(phone)
    assert not [code for code in (old, new) if code in seen or code.replace("-", "") in seen]
    await phone.leave()
    await screen.leave()


async def test_a_projector_of_nobody_goes_dark_when_the_host_renews_the_code(scene, quick):
    """Somebody who should not be here may have opened the projector's page as well."""
    nobody = await Browser(scene, Role.SCREEN, client=scene.client(Role.STRANGER)).open()
    hosts = await Browser(scene, Role.SCREEN).open()
    assert scene.room.shown_code in nobody.document
    old = scene.room.shown_code
    await inside(lambda: scene.must("room.rotate", code=old))
    await nobody.until(lambda: nobody.closed)
    assert nobody.closed == 4401
    assert not any(id == "door" for id, _element in nobody.pushed)
    answer = await inside(lambda: nobody.client.get(nobody.address))
    assert answer.status_code == 403
    assert scene.room.shown_code not in answer.content.decode()
    await settled(hosts)
    assert scene.room.shown_code in hosts.document
    await hosts.leave()


@pytest.mark.parametrize("who", ["organiser", "nobody", "elsewhere"])
def test_who_may_not_look_gets_nothing_of_a_room(who, scene, elsewhere):
    scene.must("floor.announce", text=RARE)
    assert RARE in Browser(scene, Role.PARTICIPANT).page()
    client = scene.client(Role.STRANGER)
    if who == "organiser":
        client.force_login(scene.organiser)
    if who == "elsewhere":
        client = elsewhere.client(Role.PARTICIPANT)
        client.force_login(elsewhere.host)
    for look in (Role.HOST, Role.PARTICIPANT):
        browser = Browser(scene, look, client=client)
        answers = [client.get(browser.address), client.get(f"/r/{scene.room.pk}/parts/?{browser.query}seen=-1")]
        answers.append(browser.post("floor.announce", text="ik ook"))
        for answer in answers:
            assert answer.status_code in (302, 401, 403)
            assert RARE not in answer.content.decode()


def test_a_room_that_is_not_there_looks_like_one_that_is_not_mine(scene):
    """No address tells a stranger whether a room exists, but for the room's own id, which nobody guesses."""
    client = scene.client(Role.STRANGER)
    for path in ("/r/zzzzzzzzzzzz/", "/r/zzzzzzzzzzzz/host/", "/r/zzzzzzzzzzzz/screen/", "/r/zzzzzzzzzzzz/parts/"):
        assert client.get(path).status_code == 404
    assert client.post("/r/zzzzzzzzzzzz/do/", {"command": "room.open"}).status_code == 404
