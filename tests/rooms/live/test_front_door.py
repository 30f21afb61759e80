"""The two pages of the front door are made once for a crowd, and each visitor gets them with a token of their own."""

import gzip
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext

from livesessions.limits.visitors import visitor_in
from rooms.live.entry.front_door import STAYS, FrontDoor

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Clock:
    """A clock that stands still until it is moved."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def door(clock):
    return FrontDoor(clock)


def opened(door, client, **headers):
    """What Django answers `client`, kept at the door."""
    answer = client.get("/", **headers)
    door.keep(answer.wsgi_request, answer)
    return answer


def asking(client, path="/", **headers):
    """A request with the cookies of `client`, which no middleware has seen."""
    request = RequestFactory().get(path, **headers)
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    return request


def with_the_code(scene, **headers):
    """Somebody who gave the right code."""
    client = Client()
    client.post("/", {"code": scene.room.code}, **headers)
    return client


@pytest.mark.parametrize("newcomer", [lambda scene: Client(), with_the_code], ids=["code", "introduction"])
def test_the_next_visitor_costs_no_query_and_no_rendering(scene, door, newcomer):
    first = opened(door, newcomer(scene))
    request = asking(newcomer(scene))
    drawn = []

    def note(**what):
        drawn.append(what)

    template_rendered.connect(note)
    try:
        with CaptureQueriesContext(connection) as queries:
            answer = door.answer(request)
    finally:
        template_rendered.disconnect(note)
    assert (len(queries), drawn) == (0, [])
    same = [TOKEN.sub("", page.content.decode()) for page in (first, answer)]
    assert same[0] == same[1]
    assert {*first.headers.items()} == {*answer.headers.items()}, "every header that Django set"


def test_each_visitor_has_a_token_of_their_own_that_django_takes(scene, door):
    opened(door, Client())
    answers = [door.answer(asking(Client())) for _i in range(2)]
    tokens = [TOKEN.search(answer.content.decode())[1] for answer in answers]
    cookies = [answer.cookies[settings.CSRF_COOKIE_NAME] for answer in answers]
    assert tokens[0] != tokens[1] and cookies[0].value != cookies[1].value
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = cookies[0].value
    assert client.post("/", {"code": scene.room.code, "csrfmiddlewaretoken": tokens[1]}).status_code == 403
    assert client.post("/", {"code": scene.room.code, "csrfmiddlewaretoken": tokens[0]}).status_code == 303


def test_each_visitor_is_named_once(scene, door):
    opened(door, Client())
    name = settings.VISITOR_COOKIE_NAME
    first, second = (door.answer(asking(Client())).cookies[name].value for _i in range(2))
    assert visitor_in({name: first}).name != visitor_in({name: second}).name
    client = Client()
    client.cookies[name] = first
    assert name not in door.answer(asking(client)).cookies


def test_a_browser_that_takes_gzip_gets_gzip(scene, door):
    client = Client()
    first = opened(door, Client(), HTTP_ACCEPT_ENCODING="gzip")
    for answer in (first, door.answer(asking(client, HTTP_ACCEPT_ENCODING="br, gzip"))):
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Length"] == str(len(answer.content))
        assert TOKEN.search(gzip.decompress(answer.content).decode())
    assert "Content-Encoding" not in door.answer(asking(client)).headers


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HOST": "localhost"},
        {"path": "/?next=1"},
        {"path": "/hosting/"},
        {"secure": True},
    ],
)
def test_what_may_be_answered_otherwise_is_left_to_django(scene, door, other):
    opened(door, Client())
    assert door.answer(asking(Client())) is not None
    assert door.answer(asking(Client(), **other)) is None


def test_another_code_and_another_language_have_pages_of_their_own(scene, door):
    opened(door, Client())
    assert door.answer(asking(with_the_code(scene))) is None
    english = Client()
    english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert door.answer(asking(english)) is None


def test_forms_and_answers_with_other_cookies_are_not_kept(scene, door):
    client = Client()
    answer = client.get("/")
    answer.set_cookie("own", "1")
    door.keep(answer.wsgi_request, answer)
    refused = client.post("/", {"code": "x"})
    door.keep(refused.wsgi_request, refused)
    assert door.answer(asking(Client())) is None


def test_a_kept_answer_is_soon_made_again(scene, door, clock):
    opened(door, Client())
    clock.now += STAYS + 0.1
    assert door.answer(asking(Client())) is None
