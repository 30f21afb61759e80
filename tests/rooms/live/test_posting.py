"""Without a socket: forms. The same door, guarded against forms of other sites."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from rooms.live.base.form_token import form_token
from rooms.live.base.input_validation import clean_fields
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.everything import everything

SAY = {"command": "floor.announce", "text": "Hallo"}


@pytest.fixture
def host(scene):
    return scene.client(Role.HOST)


def post(client, scene, fields=SAY, token=True, **headers):
    """A form to the room's door."""
    more = {"csrfmiddlewaretoken": form_token(scene.room.pk)} if token is True else {}
    return client.post(f"/r/{scene.room.pk}/do/", {**fields, **more}, headers=headers)


def test_a_form_of_our_page_is_carried_out_and_leads_back(scene, host):
    answer = post(host, scene, Origin="http://testserver")
    assert (answer.status_code, answer.url) == (302, f"/r/{scene.room.pk}/host/?plain")


def test_a_script_of_our_page_gets_the_receipt(scene, host):
    answer = post(host, scene, {**SAY, "id": "7"}, HX_Request="true")
    assert answer.status_code == 200
    assert 'data-for="7" data-status="ok"' in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8001"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_token(headers, scene, host):
    before = everything()
    assert post(host, scene, **headers).status_code == 403
    assert everything() == before


def test_who_goes_too_fast_is_not_cleaned(scene, client, monkeypatch):
    """Cleaning costs more than counting, and comes after it; also for somebody who is nobody here."""
    cleaned = []
    monkeypatch.setattr("rooms.live.web.posting.clean_fields", lambda fields: cleaned.append(1) or clean_fields(fields))
    answers = [post(client, scene, HX_Request="true") for _ in range(70)]
    assert len(cleaned) <= 60
    assert answers[-1].status_code == 429 or answers[-1].status_code == 401


@pytest.mark.parametrize("token", ["", "x", "é", "0" * 32])
def test_a_form_without_the_rooms_token_is_refused(token, scene, elsewhere, host):
    before = everything()
    for wrong in (token, form_token(elsewhere.room.pk)):
        answer = post(host, scene, {**SAY, "csrfmiddlewaretoken": wrong}, token=False)
        assert answer.status_code == 403 and "<h1" in answer.content.decode()
    assert everything() == before


def test_every_address_that_changes_something_wants_a_token(scene):
    """All of them, as the register of addresses has them."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.host)
    kwargs = {
        "room": scene.room.pk,
        "session": scene.session.pk,
        "slug": scene.programme.slug,
        "key": "a",
        "uidb36": "1",
    }
    tried = []
    for pattern, route in routes(get_resolver()):
        path = "/" + route
        for name, value in kwargs.items():
            for kind in ("slug", "int", "str", "path"):
                path = path.replace(f"<{kind}:{name}>", str(value))
        if "<" in path or "^" in path or "(?P" in path:
            continue
        answer = client.post(path)
        tried.append(path)
        # Not allowed at all, not there, or refused for want of a token.
        assert answer.status_code in (403, 404, 405) or "admin" in pattern, (path, answer.status_code)
        if "admin" in pattern and answer.status_code == 302:
            assert "login" in answer.url
    assert {"/", f"/r/{scene.room.pk}/do/", f"/hosting/{scene.session.pk}/", "/accounts/login/"} <= set(tried)


def routes(resolver, before=""):
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        elif isinstance(each, URLPattern):
            yield route, route


@pytest.mark.parametrize("text", ["a\0b", "a\u202eb\u200f", "\x1ba\x1ab", "a\x7fb"])
@pytest.mark.both_databases
def test_marks_that_people_paste_are_dropped_by_the_same_gate(text, scene, host):
    for fields in (
        {"command": "floor.announce", "text": text},
        {"command": "floor.plan", "title": text, "minutes": "5"},
        {"command": "poll.draft", "text": text, "options": f"{text}\nc"},
    ):
        assert post(host, scene, fields, HX_Request="true").status_code == 200
    scene.room.refresh_from_db()
    poll = scene.room.polls.get()
    shown = [scene.room.announcement, scene.room.agenda.get().title, poll.text, poll.options.first().text]
    assert shown == ["ab"] * 4


def test_a_host_without_script_whose_form_cannot_be_read_sees_the_console_again(scene, host):
    """Not "you may not": the form was wrong, not the person."""
    answer = post(host, scene, {"command": "floor.announce", "te\u202ext": "a"})
    assert answer.status_code == 400
    assert "gelezen" in answer.content.decode() or "lezen" in answer.content.decode()


def test_a_form_that_cannot_be_read_is_answered_by_its_id(scene, host):
    answer = post(host, scene, {**SAY, "id": "7", "te\u202ext": "a"}, HX_Request="true")
    assert answer.status_code == 400
    assert 'data-for="7" data-status="refused"' in answer.content.decode()


@pytest.mark.parametrize("sign", ["a", "é", "漢", "🏠"])
def test_what_fits_its_field_fits_on_its_way(sign, scene, host):
    """The longest text that a field takes, in signs of up to four bytes, percent-encoded."""
    lines = sign * (2 * 60_000 // len(sign.encode("utf-16-le")))
    fields = {"command": "breakouts.import", "plan": "1", "version": "1", "lines": lines}
    fields["csrfmiddlewaretoken"] = form_token(scene.room.pk)
    answer = host.post(f"/r/{scene.room.pk}/do/", urlencode(fields), "application/x-www-form-urlencoded")
    assert answer.status_code == 404, "there is no plan"


def test_a_line_end_counts_once_on_every_way(scene, host):
    """A form without our script sends two signs for each, of which the field counted one."""
    scene.open_board()
    lines = "\r\n".join("a" for _ in range(2000))
    assert post(host, scene, {"command": "board.words", "words": lines}).status_code == 302


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, 422),
        ({"option": "0"}, 422),
        ({"option": "x"}, 422),
        ({"option": "999999"}, 422),
        ({"option": ["1", "2"]}, 422),
        ({"option": "other"}, 422),
        ({"poll": "999999", "option": "1"}, 404),
        ({"poll": ["1", "2"], "option": "1"}, 422),
        ({"poll": "-" + "9" * 40, "option": "1"}, 422),
        ({"poll": "9" * 40, "option": "1"}, 422),
    ],
)
@pytest.mark.both_databases
def test_a_wrong_vote_gets_a_sentence_and_counts_for_nothing(data, code, scene, elsewhere, caplog):
    poll, other = scene.asked(), scene.draft("Een andere vraag?")
    if data.get("option") == "other":
        data = {"option": other.options.all()[0].pk}
    answer = Browser(scene, Role.PARTICIPANT).post("poll.vote", **{"poll": poll.pk, **data})
    assert answer.status_code == code
    assert 'data-status="refused"' in answer.content.decode()
    assert poll.ballots.count() == 0
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_a_vote_on_a_draft_or_on_a_closed_poll_counts_for_nothing(scene):
    draft = scene.draft("Nog dicht?")
    poll = scene.asked()
    option = poll.options.all()[0].pk
    assert scene.vote(draft).status == "refused"
    scene.must("poll.close", poll=poll.pk)
    answer = Browser(scene, Role.PARTICIPANT).post("poll.vote", poll=poll.pk, option=option)
    assert answer.status_code == 409


def test_the_fallback_answers_only_what_is_new(scene):
    browser = Browser(scene, Role.PARTICIPANT)
    version = int(browser.parts()["head"].split('data-version="')[1].split('"')[0])
    assert "poll" not in browser.parts(version)
    scene.asked()
    assert {"poll", "own_vote", "head"} <= set(browser.parts(version))


@pytest.mark.parametrize("seen", ["", "x", "-5", "9" * 400, "1.5", "\0", "٣"])
def test_a_strange_version_gets_the_whole_picture(seen, scene):
    answer = scene.client(Role.PARTICIPANT).get(f"/r/{scene.room.pk}/parts/", {"seen": seen})
    assert answer.status_code == 200 and 'id="poll"' in answer.content.decode()


def test_another_epoch_gets_the_whole_picture(scene):
    answer = scene.client(Role.PARTICIPANT).get(f"/r/{scene.room.pk}/parts/", {"seen": "5", "epoch": "x"})
    assert 'id="poll"' in answer.content.decode()


def test_an_ended_room_says_so_everywhere(scene):
    phone = scene.client(Role.PARTICIPANT)
    scene.end()
    assert phone.get(f"/r/{scene.room.pk}/").status_code == 410
    assert phone.get(f"/r/{scene.room.pk}/parts/?seen=0").status_code == 410


@pytest.mark.parametrize("role", [Role.HOST, Role.PARTICIPANT, Role.SCREEN])
def test_pages_of_a_room_are_kept_nowhere_and_run_nothing_foreign(role, scene):
    browser = Browser(scene, role)
    answer = browser.client.get(browser.address)
    assert "no-store" in answer["Cache-Control"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy
    assert " style=" not in answer.content.decode() and "<script>" not in answer.content.decode()
