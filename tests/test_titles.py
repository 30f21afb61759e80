"""Every page that is served says in its head what it is, and a room's page does not tell its subject there."""

import re
from html import unescape

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils import timezone

from livesessions.archive.models import Export, MirrorLink
from livesessions.archive.trends.mirror_views import LASTS, SALT
from livesessions.programme.models import Programme
from rooms.live.base.people import Role
from rooms.live.models import Room
from tests.archive.trends.polls import kept, voices

NO_PAGES = {
    *("room-do", "room-parts", "hosting-open", "archive-sheet", "set_language", "healthz", "readyz", "metrics"),
    *("room-preview", "room-picture", "archive-picture", "archive-workbook", "archive-page-workbook"),
    *("archive-schema", "archive-tags", "archive-notes", "archive-export-file", "barometer-file"),
    "archive-page-documents",
    "mfa_download_recovery_codes", "mfa_login_webauthn", "account", "account_set_password",
}  # fmt: skip
"""Addresses for programs, downloads, and forms that are only posted."""
NOT_THERE = {
    "account_change_password", "account_confirm_login_code", "account_reauthenticate", "mfa_authenticate",
    "mfa_deactivate_totp", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_view_recovery_codes",
    "mfa_edit_webauthn", "mfa_remove_webauthn",
}  # fmt: skip
"""Pages of allauth that answer with a redirect to everybody here: each must still say what it is when it does come."""
PRIVATE = (
    *("room", "room-host", "room-screen", "room-moderator", "room-questions", "room-people", "room-library"),
    "room-pictures",
)
KEPT_OUT = {"mirror", "mirror-of", "left", "erased", "room-leave", "room-erase", "room-screen", "moderate"}
"""Rooms' pages that somebody who did not join can open: search engines are asked to leave them out. `accounts/` too."""


def addresses(patterns):
    """The name of every address but those of the administration, which is Django's."""
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern.name
        elif getattr(pattern, "namespace", None) != "admin":
            yield from addresses(pattern.url_patterns)


NAMES = sorted({name for name in addresses(get_resolver().url_patterns) if not name.startswith("api-")})


def head_of(response):
    """Title, description and what is asked of robots; each must stand there once."""
    head = response.content.decode().split("</head>", 1)[0]
    [title] = re.findall(r"<title>(.*?)</title>", head, re.DOTALL)
    [description] = re.findall(r'<meta\s+name="description"\s+content="([^"]*)"', head)
    [robots] = re.findall(r'<meta name="robots" content="([^"]*)"', head) or [""]
    return unescape(title).strip(), unescape(description).strip(), robots


def is_page(response):
    """Whether it is a whole page, and not a part of one or the way to another address."""
    return b"<html" in response.getvalue()


def says_what_it_is(title, description):
    assert 5 <= len(title) <= 90, title
    assert 50 <= len(description) <= 180, description
    assert description[0].isupper() and description[-1] in ".?!", description
    assert "{" not in title + description and "  " not in title + description


@pytest.fixture
def visitors(scene):
    """Browsers of everybody who comes here."""
    organiser = Client()
    organiser.force_login(scene.organiser)
    return [
        Client(),
        organiser,
        *(scene.client(role) for role in (Role.PARTICIPANT, Role.HOST, Role.MODERATOR, Role.SCREEN)),
    ]


@pytest.fixture
def paths(scene):
    """The paths of a name: one for each set of arguments that fits it."""

    def of(name):
        keys = {"uidb36": "1", "key": "1-2", "pk": 1}
        values = {"room": scene.room.pk, "session": scene.session.pk, "name": "polls", "form": "csv", **keys}
        values |= {"slug": scene.programme.slug, "question": scene.question().pk}
        if name == "room-pictures":
            scene.must("poll.draft", kind="picture", text="Waar beginnen we?", options="Hier\nDaar")
            return reverse(name, kwargs={"room": values["room"], "poll": scene.room.polls.get().pk})
        if name == "hosting-plan":
            Programme.objects.update(single=True)
            scene.programme.organisers.add(scene.host)
        if name in ("room-picture", "archive-picture"):
            key = {"room": values["room"]} if name == "room-picture" else {"slug": values["slug"]}
            return reverse(name, kwargs=key | {"digest": "a"})
        if name in ("archive-record", "archive-tags", "archive-notes", "barometer-give", "barometer"):
            poll = scene.room.polls.first() or scene.asked()
            scene.room.polls.update(barometer="veilig-1")
            scene.must("poll.close", poll=poll.pk)
            if name == "barometer":
                return reverse(name, args=["veilig-1"])
            return reverse(name, kwargs={"slug": values["slug"], "kind": "poll", "key": poll.pk})
        if name in ("archive-take", "archive-export", "archive-export-file"):
            poll = scene.room.polls.first() or scene.asked()
            scene.must("poll.close", poll=poll.pk)
            holds = {"wanted": {}, "sessions": [[scene.programme.pk, scene.session.pk]]}
            export = Export.objects.create(by=scene.organiser, form="pdf", language="nl", **holds)
            key = {} if name == "archive-take" else {"key": export.pk}
            return reverse(name, kwargs=key)
        if name in ("mirror", "mirror-of"):
            [team, *_others] = scene.programme.teams.all()
            kept(scene.session, {"4": 9}, voices=voices({team.pk: {"4": 5, "5": 4}}))
            if name == "mirror":
                return reverse(name, args=[scene.session.pk, team.pk])
            link = MirrorLink.objects.create(session=scene.session, team=team, ends_at=timezone.now() + LASTS)
            return reverse(name, args=[Signer(salt=SALT).sign(str(link.pk))])
        if name == "archive-words":
            return reverse(name, kwargs={"slug": values["slug"], "kind": "question", "key": values["question"]})
        for slug in ({"slug": scene.programme.slug}, {}):
            one = (("room",), ("session",), ("name",), ("key",), ("pk",))
            for names in ((), *one, ("uidb36", "key"), ("name", "form")):
                try:
                    return reverse(name, kwargs=slug | {each: values[each] for each in names})
                except NoReverseMatch:
                    continue
        raise AssertionError(f"{name} takes other arguments")

    return of


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_what_it_is(name, scene, visitors, paths):
    shown = 0
    for visitor in visitors:
        response = visitor.get(paths(name))
        if not is_page(response):
            continue
        shown += response.status_code == 200
        title, description, robots = head_of(response)
        says_what_it_is(title, description)
        if name in PRIVATE:
            for secret in (scene.session.title, scene.programme.title, Room.objects.get().code):
                assert secret not in description
        if response.status_code == 200:
            left_out = name in KEPT_OUT or paths(name).startswith("/accounts/")
            assert robots == ("noindex" if left_out else "all")
    assert bool(shown) == (name not in NO_PAGES | NOT_THERE)


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500])
def test_what_went_wrong_says_so(status, scene, settings, monkeypatch):
    client = scene.client(Role.PARTICIPANT)
    room = f"/r/{scene.room.pk}/"
    match status:
        case 403:
            other = Client()
            other.force_login(scene.organiser)
            response = other.get(f"{room}host/")
        case 404:
            response = client.get("/nergens/")
        case 410:
            scene.must("room.close")
            response = client.get(room)
        case 429:
            response = [client.post("/", {"code": "abcd2345"}) for _ in range(200)][-1]
        case 500:
            client.raise_request_exception = False
            monkeypatch.setattr("livesessions.programme.views.slots_of", None)
            response = client.get(f"/p/{scene.programme.slug}/")
    assert response.status_code == status
    says_what_it_is(*head_of(response)[:2])


def test_the_public_pages_each_say_something_of_their_own(scene, visitors):
    paths = ("/", f"/p/{scene.programme.slug}/", "/antwoord/", "/moderate/", "/accounts/login/", f"/r/{scene.room.pk}/")
    heads = [head_of(visitors[2].get(path)) for path in paths]
    assert len({title for title, _, _ in heads}) == len({description for _, description, _ in heads}) == len(paths)
