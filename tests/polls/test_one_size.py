"""What the network sees of a vote: lengths. They are the same for every answer, also when it is changed."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from polls.asking.models import Option
from polls.groups.models import GroupPoll
from rooms.live.base.form_token import form_token
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser, inside
from tests.elements import parts_in

ANSWERS = ("Ja", "Nee, want <b>dat</b> & \"alles\" 'eromheen' kost te veel " * 3, "é🏡ع" * 60, "x" * 200)
GROUP_ANSWERS = ("Ja", "x" * 100, "\"'<>&" * 20, "é🏡ع" * 30)


@pytest.fixture
def poll(scene):
    """An open poll whose answers have keys of one and of two digits, and texts of any length."""
    found = scene.asked(options="\n".join(answer.strip()[:200] for answer in ANSWERS))
    texts = list(found.options.values_list("text", flat=True))
    found.options.all().delete()
    made = [Option(pk=9 + 40 * at, poll=found, position=at, text=text) for at, text in enumerate(texts, 1)]
    made[0].pk = 7
    Option.objects.bulk_create(made)
    return found


def values(page: str) -> list[str]:
    """The values of the answers on a ballot, as a browser sends them."""
    return [each.split('"')[0] for each in page.split('name="option" value="')[1:]]


async def frames_of(browser: Browser, command: str, poll: int, option: str, sequence: int, own: str) -> tuple[int, ...]:
    """The lengths of the command, its receipt, and the frame with one's own choice."""
    sent = json.dumps({"command": command, "id": str(uuid4()), "poll": poll, "option": option, "sequence": sequence})
    await browser.say(sent)
    found: dict[str, int] = {}
    while set(found) != {"receipt", own}:
        text = (await browser.socket.output_queue.get())["text"]
        parts = parts_in(text)
        if set(parts) <= {"receipt", own}:
            found |= dict.fromkeys(parts, len(text.encode()))
            assert 'data-status="ok"' in parts.get("receipt", 'data-status="ok"')
    return len(sent), found["receipt"], found[own]


async def test_all_frames_of_a_vote_are_as_long_whatever_is_chosen(scene, poll, quick):
    phone = await Browser(scene, Role.PARTICIPANT).open()
    options = values(phone.document)
    assert len({len(option) for option in options}) == 1 and len(options) == len(ANSWERS)
    lengths = {
        await frames_of(phone, "poll.vote", poll.pk, option, sequence, "own_vote")
        for sequence, option in enumerate([*options, *reversed(options)], 1)
    }
    assert len(lengths) == 1
    await phone.leave()


def posted(client: Client, scene, command: str, poll: int, option: str, **headers: str) -> tuple[int, ...]:
    """The lengths of a vote by HTTP: what is posted, the answer, the page after it, and what a fallback asks."""
    room = f"/r/{scene.room.pk}/"
    fields = {"command": command, "csrfmiddlewaretoken": form_token(scene.room.pk), "poll": poll, "option": option}
    answer = client.post(f"{room}do/", fields, headers={"Accept-Encoding": "gzip", **headers})
    assert answer.status_code in (200, 302), answer.content
    pages = [
        client.get(f"{room}{more}", headers={"Accept-Encoding": "gzip"}) for more in ("?plain", "", "parts/?seen=0")
    ]
    assert not [page for page in pages if page.get("Content-Encoding")], "a compressed length tells what was chosen"
    assert all("no-transform" in page["Cache-Control"] for page in pages)
    asked = len("&".join(f"{name}={value}" for name, value in fields.items()))
    return asked, len(answer.serialize()), *(len(page.serialize()) for page in pages)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_vote_without_a_socket_is_as_long_whatever_is_chosen(headers, scene, poll):
    one, options = scene.client(Role.PARTICIPANT), values(Browser(scene, Role.PARTICIPANT).page())
    assert len({posted(one, scene, "poll.vote", poll.pk, option, **headers) for option in options}) == 1


def test_the_page_without_scripts_has_the_answer_chosen(scene, poll):
    one = scene.client(Role.PARTICIPANT)
    option = values(Browser(scene, Role.PARTICIPANT).page())[0]
    assert option == "007"
    posted(one, scene, "poll.vote", poll.pk, option)
    page = one.get(f"/r/{scene.room.pk}/?plain").content.decode()
    [chosen] = [
        tag for tag in page.split("<") if tag.startswith("input") and "checked" in tag and 'name="option"' in tag
    ]
    assert 'value="007"' in chosen


@pytest.fixture
def group_poll(scene):
    """A poll in the group of one of the people."""
    scene.out(groups=1)
    group = scene.seat_of().group_id
    data = {"group": group, "number": 1, "text": "Wat doen we?", "options": "\n".join(GROUP_ANSWERS)}
    receipt = perform("grouppoll.ask", scene.as_participant(), data)
    assert receipt.status == "ok", receipt
    return GroupPoll.objects.get()


async def test_a_vote_in_a_group_is_as_long_whatever_is_chosen(scene, group_poll, quick):
    phone = await Browser(scene, Role.PARTICIPANT).open()
    options = [*values(phone.document)]
    await frames_of(phone, "grouppoll.vote", group_poll.pk, options[0], 1, "grouppoll")
    lengths = {
        await frames_of(phone, "grouppoll.vote", group_poll.pk, option, sequence, "grouppoll")
        for sequence, option in enumerate([*options[1:], options[0]], 2)
    }
    # The version of the part grows with every answer of the group.
    assert max(x for *_rest, x in lengths) - min(x for *_rest, x in lengths) <= 1
    assert len({rest for *rest, _own in map(list, lengths) for rest in [tuple(rest)]}) == 1
    one = await inside(scene.client, Role.PARTICIPANT)
    found = await inside(
        lambda: {posted(one, scene, "grouppoll.vote", group_poll.pk, option)[:2] for option in options}
    )
    assert len(found) == 1
    await phone.leave()
