"""Whoever may look no more reads what happened, by push and after a reload alike; the wall never shows a login form."""

import re

import pytest
from django.test import Client

from livesessions.programme.models import Hosting, Participant
from rooms.live.base.form_token import form_token
from rooms.live.base.people import Role
from tests.browsing import Browser, inside


def wall(scene) -> Browser:
    """A projector in a browser without a login."""
    return Browser(scene, Role.SCREEN, client=Client())


def seen(browser) -> str:
    """What the browser shows after its page reloaded: the title of the page, and no form to log in."""
    answer = browser.client.get(browser.address)
    page = answer.content.decode()
    assert answer.status_code in (200, 403, 410)
    assert 'type="password"' not in page
    return re.sub(r"\s+", " ", " ".join(re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)))


async def test_a_wall_stays_on_through_a_lock_and_a_reload(scene, quick):
    screen = await wall(scene).open()
    await inside(lambda: scene.must("room.lock"))
    await screen.until(lambda: 'class="shut"' in screen.shows("door"))
    assert screen.closed is None
    await screen.leave()
    again = await Browser(scene, Role.SCREEN, client=screen.client).open()
    assert again.shows("door") and again.closed is None
    await inside(lambda: scene.must("room.unlock"))
    await again.until(lambda: 'class="shut"' not in again.shows("door"))
    await again.leave()


async def test_a_new_browser_on_a_locked_wall_reads_why_and_comes_on_when_it_opens(scene, quick):
    await inside(lambda: scene.must("room.lock"))
    screen = wall(scene)
    assert "op slot" in await inside(seen, screen)
    await screen.connect()
    assert screen.closed == 4401
    way_back = f"/r/{scene.room.pk}/parts/?as=screen&seen=1"
    assert (await inside(screen.client.get, way_back)).status_code == 403
    await inside(lambda: scene.must("room.unlock"))
    assert (await inside(screen.client.get, way_back)).status_code == 200


async def test_a_renewed_code_ends_a_wall_without_a_login_and_leaves_that_of_a_host(scene, quick):
    screen, own = await wall(scene).open(), await Browser(scene, Role.SCREEN).open()
    old = scene.room.shown_code
    await inside(lambda: scene.must("room.rotate", code=old))
    await screen.until(lambda: screen.closed)
    assert screen.closed == 4401
    assert scene.room.shown_code not in screen.document
    assert "uit" in await inside(seen, screen)
    await own.until(lambda: scene.room.shown_code in own.shows("door"))
    await own.leave()


def test_an_old_pass_does_not_open_a_room_that_was_opened_anew(scene):
    screen = wall(scene)
    screen.page()
    scene.end()
    scene.must("room.open")
    scene.must("room.lock")
    assert screen.client.get(screen.address).status_code == 403


def test_a_page_of_the_wall_is_never_a_way_to_the_login_form(scene):
    for name in ("room.lock", "room.close", "room.finish"):
        scene.must(name)
        answer = Client().get(f"/r/{scene.room.pk}/screen/")
        assert answer.status_code in (403, 410)
    other = Client()
    other.force_login(scene.organiser)
    assert other.get(f"/r/{scene.room.pk}/screen/").status_code == 403


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.SCREEN, Role.MODERATOR])
async def test_at_the_end_everybody_reads_a_farewell_and_can_come_back(role, scene, quick):
    browser = await Browser(scene, role, client=Client() if role == Role.SCREEN else None).open()
    await inside(lambda: scene.must("room.close"))
    await browser.until(lambda: browser.closed)
    assert browser.closed == 4000
    assert "Dit was het" in await inside(seen, browser)
    page = await inside(browser.page)
    way_back = re.search(r'data-way-back="([^"]*)"', page).group(1).replace("&amp;", "&")
    assert (await inside(browser.client.get, way_back)).status_code == 410
    await browser.connect()
    assert browser.closed == 4000
    await inside(lambda: scene.must("room.reopen"))
    assert (await inside(browser.client.get, way_back)).status_code == 200
    await browser.open()
    assert browser.closed is None
    await browser.leave()
    await inside(scene.end)
    assert "Dit was het" in await inside(seen, browser)


def test_without_scripts_a_question_that_came_too_late_is_on_the_farewell(scene):
    board = scene.open_board()
    phone = Browser(scene, Role.PARTICIPANT)
    scene.must("room.close")
    answer = phone.post("board.ask", text="Te laat?", names=board.names)
    assert answer.status_code == 410
    assert "Te laat?</blockquote>" in answer.content.decode()


@pytest.mark.parametrize("how", ["ended", "taken back"])
def test_without_scripts_what_a_moderator_wrote_too_late_is_on_the_farewell(how, scene):
    question = scene.question()
    moderator = Browser(scene, Role.MODERATOR)
    moderator.page()
    if how == "ended":
        scene.must("room.close")
    else:
        scene.must("board.dismiss", moderator=scene.room.moderator_links.get().pk)
    answer = moderator.post("board.reject", question=question.pk, reason="Al gezegd.")
    assert answer.status_code == (410 if how == "ended" else 403)
    page = answer.content.decode()
    assert "Al gezegd.</blockquote>" in page and "/do/" not in page


def test_without_scripts_what_a_removed_participant_wrote_is_on_the_farewell(scene):
    board = scene.open_board()
    phone = Browser(scene, Role.PARTICIPANT)
    phone.page()
    scene.people[0].delete()
    answer = phone.post("board.ask", text="Te laat?", names=board.names)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "doet niet meer mee" in page and "Te laat?</blockquote>" in page and "/do/" not in page


async def test_a_moderator_whose_link_was_taken_back_reads_so(scene, quick):
    await inside(scene.open_board)
    moderator = await Browser(scene, Role.MODERATOR).open()
    link = await inside(lambda: scene.room.moderator_links.get())
    await inside(lambda: scene.must("board.dismiss", moderator=link.pk))
    await moderator.until(lambda: moderator.closed)
    assert "link" in await inside(seen, moderator)


async def test_a_participant_whom_an_administrator_removed_reads_so(scene, quick):
    phone, other = await Browser(scene, Role.PARTICIPANT).open(), await Browser(scene, Role.PARTICIPANT, 1).open()
    await inside(Participant.objects.filter(pk=scene.people[0].pk).delete)
    await phone.until(lambda: phone.closed)
    assert phone.closed == 4401
    assert "doet niet meer mee" in await inside(seen, phone)
    assert other.closed is None
    await other.leave()


@pytest.mark.parametrize(("how", "code", "status"), [("logged out", 4401, 401), ("taken off", 4403, 403)])
async def test_a_console_learns_whether_logging_in_would_help(how, code, status, scene, quick):
    console = await Browser(scene, Role.HOST).open()
    assert "signed-out" in console.document and "taken-off" in console.document

    def lose():
        if how == "logged out":
            console.client.logout()
        else:
            Hosting.objects.all().delete()

    await inside(lose)
    await console.until(lambda: console.closed)
    assert console.closed == code
    answer = await inside(console.client.get, f"/r/{scene.room.pk}/parts/?as=host&seen=0")
    assert answer.status_code == status


@pytest.mark.parametrize(("command", "field"), [("floor.announce", "text"), ("board.reject", "reason")])
def test_a_command_of_a_host_who_is_logged_out_is_not_answered_with_a_refusal(command, field, scene):
    """A receipt would end it; so the page keeps it, and sends it after logging in."""
    fields = {"command": command, field: "Soep!", "csrfmiddlewaretoken": form_token(scene.room.pk)}
    client = Client()
    answer = client.post(f"/r/{scene.room.pk}/do/", fields, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")
    page = client.post(f"/r/{scene.room.pk}/do/", fields)
    assert page.status_code == 401
    assert "Soep!" in page.content.decode() and "/accounts/login/?next=" in page.content.decode()


def test_a_projector_of_a_host_who_logs_out_is_not_left_on_after_a_renewed_code(scene):
    scene.must("room.rotate", code=scene.room.shown_code)
    screen = Browser(scene, Role.SCREEN)
    assert screen.client.get(screen.address).status_code == 200
    screen.client.logout()
    assert "uit" in seen(screen)


@pytest.mark.parametrize("finished", [False, True], ids=["closed", "finished"])
async def test_the_end_closes_the_projector_of_strangers(finished, scene, quick):
    """With a shared computer's history the last result would be there for ever."""
    poll = await inside(lambda: scene.asked("Wie bleef er thuis?", "Alleen ik\nNiemand"))
    await inside(lambda: scene.vote(poll))
    await inside(lambda: scene.must("poll.reveal", poll=poll.pk))
    await inside(lambda: scene.must("floor.announce", text="Soep om zes uur"))
    screen = await wall(scene).open()
    assert "Alleen ik" in screen.document + "".join(html for _id, html in screen.pushed)
    await inside(scene.end if finished else lambda: scene.must("room.close"))
    await screen.until(lambda: screen.closed)
    for client in (screen.client, Client()):
        answer = await inside(client.get, screen.address)
        assert answer.status_code == 410
        page = answer.content.decode()
        assert not [word for word in ("Wie bleef", "Alleen ik", "Soep", scene.room.code) if word and word in page]
        parts = await inside(client.get, f"/r/{scene.room.pk}/parts/?as=screen&seen=-1")
        assert (parts.status_code, parts.content) == (410, b"")
