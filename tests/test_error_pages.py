"""Whatever cannot be answered has a page of the site, in the visitor's language, and asks no database for it."""

import logging

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from livesessions.error_pages import MOST_FIELDS, WITH_PAGE, never_empty, too_many_requests
from livesessions.pages import PagesHandler
from livesessions.programme.models import Programme, Team
from rooms.live.base.people import Role

TOO_LARGE = "Dat is te veel in één keer"
UNREADABLE = "Dat konden we niet lezen"
LARGE = "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)


def is_ours(page: str, title: str) -> bool:
    """A page of the site: its language, its style, one heading and a way on."""
    return f"<h1>{title}</h1>" in page and 'lang="nl"' in page and "css/pages/site" in page and 'class="button"' in page


def tracebacks(caplog) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.exc_info]


@pytest.fixture
def visitor() -> Client:
    """A browser with a web session, so that a page that looks into it would need the database."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.cookies["sessionid"] = "a" * 32
    client.cookies["messages"] = ""
    return client


BAD_BODIES = {
    "long": ({"data": f"text={LARGE}", "content_type": "application/x-www-form-urlencoded"}, 413, TOO_LARGE),
    "many fields": (
        {
            "data": "&".join(f"a{i}=1" for i in range(MOST_FIELDS + 1)),
            "content_type": "application/x-www-form-urlencoded",
        },
        413,
        TOO_LARGE,
    ),
    "many parts": (
        {"data": {f"a{i}": "1" for i in range(MOST_FIELDS + 1)}},
        413,
        TOO_LARGE,
    ),
    "another content": ({"data": LARGE, "content_type": "text/plain"}, 413, TOO_LARGE),
    "no form": ({"data": "?", "content_type": "multipart/form-data"}, 400, UNREADABLE),
    "no UTF-8": (
        {"data": "a=1", "content_type": "application/x-www-form-urlencoded; charset=latin-1"},
        400,
        UNREADABLE,
    ),
}


@pytest.mark.parametrize("body", BAD_BODIES)
@pytest.mark.parametrize("address", ["/", "/admin/programme/session/add/", "/r/aaaaaaaaaaaa/do/", "/accounts/login/"])
def test_a_body_that_cannot_be_taken_is_told_so_without_a_database(visitor, caplog, address, body):
    how, status, title = BAD_BODIES[body]
    answer = visitor.post(address, **how)
    if "many" in body and "/admin/" in address:
        assert answer.status_code == 403, "not refused for its size"
        return
    assert answer.status_code == status and is_ours(answer.content.decode(), title)
    assert body == "no UTF-8" or not tracebacks(caplog)


def test_the_administration_takes_what_is_deleted_at_once_and_no_more(visitor):
    fields = "&".join(f"a{i}=1" for i in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    answer = visitor.post("/admin/", fields, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413 and is_ours(answer.content.decode(), TOO_LARGE)


def test_more_than_two_hundred_things_are_deleted_at_once(client, admin_user):
    client.force_login(admin_user)
    day = Programme.objects.create(slug="d", title="D", starts_on="2026-01-01", ends_on="2026-01-01", organisation="W")
    teams = [Team(programme=day, number=number, name=f"Team {number}", people=1) for number in range(1, 301)]
    chosen = [team.pk for team in Team.objects.bulk_create(teams)]
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    answer = client.post("/admin/programme/team/", sent)
    assert answer.status_code == 302 and not Team.objects.exists()


READS_PAGES = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_another_way_of_asking_is_told_without_a_database(visitor):
    for ask, address in ((visitor.get, "/r/aaaaaaaaaaaa/do/"), (visitor.options, "/antwoord/"), (visitor.options, "/")):
        answer = ask(address, headers=READS_PAGES)
        assert answer.status_code == 405 and answer.headers["Allow"]
        assert is_ours(answer.content.decode(), "Dit adres doet iets anders")
        assert not ask(address).content, "a program reads the status"


@pytest.mark.parametrize("status", sorted(WITH_PAGE | {400, 413}))
def test_every_status_that_a_view_may_give_without_a_word_has_a_page(rf, status):
    request = rf.get("/", headers=READS_PAGES)
    answer = never_empty(lambda request: HttpResponse(status=status))(request)
    assert answer.status_code == status and (b"<h1>" in answer.content) == (status in WITH_PAGE)


def test_too_many_tries_are_told_without_a_database(rf):
    answer = too_many_requests(rf.get("/"))
    assert answer.status_code == 429 and "<h1>Een ogenblik</h1>" in answer.content.decode()


def test_in_the_language_that_the_visitor_chose(visitor):
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = visitor.post("/", f"text={LARGE}", content_type="application/x-www-form-urlencoded").content.decode()
    assert "<h1>That is too much at once</h1>" in page and 'lang="en"' in page


def test_what_is_just_small_enough_is_read(visitor):
    fits = f"text={LARGE[: -len('text=') - 1]}"
    answer = visitor.post("/accounts/login/", fits, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 403 and is_ours(answer.content.decode(), "Je kunt hier niet naar binnen")


def test_other_errors_without_a_database(visitor):
    cases = {
        "/nergens/": (404, "Dit adres bestaat niet"),
        "/archive/": (500, "Er ging bij ons iets mis"),  # it looks for the visitor's account
    }
    for address, (status, title) in cases.items():
        answer = visitor.get(address)
        assert answer.status_code == status and is_ours(answer.content.decode(), title), address
    answer = visitor.get("/nergens/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400 and is_ours(answer.content.decode(), UNREADABLE)


def test_who_may_not_come_in(scene):
    client = scene.client(Role.STRANGER)
    client.force_login(scene.host)
    scene.host.is_staff = True
    scene.host.save()
    answer = client.get(f"/r/{scene.room.pk}/host/", follow=True)
    assert answer.status_code == 200
    client.force_login(scene.organiser)
    answer = client.get(f"/r/{scene.room.pk}/host/")
    assert answer.status_code == 403 and is_ours(answer.content.decode(), "Je kunt hier niet naar binnen")


async def posted(*chunks: bytes) -> tuple[int, str]:
    """A POST in chunks that names no length."""
    scope = {
        "type": "http", "method": "POST", "path": "/", "raw_path": b"/", "query_string": b"", "http_version": "1.1",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/x-www-form-urlencoded")],
    }  # fmt: skip
    handler = PagesHandler()
    handler.load_middleware()
    link = ApplicationCommunicator(handler, scope)
    for chunk in chunks:
        await link.send_input({"type": "http.request", "body": chunk, "more_body": True})
    await link.send_input({"type": "http.request"})
    start = await link.receive_output(10)
    body = b""
    while True:
        part = await link.receive_output(10)
        body += part["body"]
        if not part.get("more_body"):
            return start["status"], body.decode()


async def test_a_body_in_chunks_has_a_length_too():
    chunk = b"a" * 100_000
    status, page = await posted(b"text=", *[chunk] * 10)
    assert status == 413 and is_ours(page, TOO_LARGE)
