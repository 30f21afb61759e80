"""Who may read what: every address of the archive, asked by everybody there is.

The addresses are those that the site serves: a new one without a row here fails. A rare word of another programme is as
unknown as a word that nobody ever wrote: the same answer, after as many queries.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from livesessions.archive.api.models import Token
from livesessions.archive.api.tokens import make
from livesessions.archive.files.making import make as make_file
from livesessions.archive.models import Export, Making, MirrorLink
from livesessions.archive.trends.mirror_views import LASTS, SALT
from livesessions.programme.models import Hosting, Kind, Session
from polls.asking.pictures.models import Picture
from rooms.live.base.people import Role
from tests.archive.api.addresses import FOR_SYSTEMS, MEMBERS, NOBODYS, OPEN, PAGES, POSTED, STRANGERS, WORD
from tests.archive.api.conftest import Program
from tests.archive.trends.polls import kept, voices
from tests.scene import NOON, Scene

OURS = ("archive/", "api/", "saved-views/", "accounts/tokens/")


def names(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The names of the addresses of the archive; of one without a name, how it is written."""
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns, route)
        elif route.startswith(OURS) or each.callback.__module__.startswith("livesessions.archive"):
            yield each.name or route


def test_every_address_of_the_archive_has_a_row():
    assert set(names(get_resolver().url_patterns)) == PAGES.keys() | POSTED.keys() | FOR_SYSTEMS.keys() | OPEN.keys()


@pytest.fixture
def world(scene, elsewhere, settings, tmp_path) -> dict[str, object]:
    """A poll with a picture and a rare word, kept and in a file, and what addresses are made of."""
    settings.EXPORTS_DIR = tmp_path
    poll = scene.draft(text=f"Wie bouwt het {WORD}?", options="Ja\nNee")
    picture = Picture.of(poll.options.first().pk, b"picture")
    picture.save()
    scene.room.polls.update(barometer="zand")
    scene.must("poll.open", poll=poll.pk)
    scene.vote(poll)
    scene.must("poll.close", poll=poll.pk)
    other = elsewhere.asked(text="Wat helpt elders?", options="Ja\nNee")
    elsewhere.must("poll.close", poll=other.pk)
    for each in (scene, elsewhere):
        each.end()
    team = scene.programme.teams.first()
    asked = kept(scene.session, {"4": 9}, question=f"{WORD}!", voices=voices({team.pk: {"4": 5, "5": 4}}))
    link = MirrorLink.objects.create(session=scene.session, team=team, ends_at=timezone.now() + LASTS)
    logged_in(scene.organiser).post("/archive/take/?programme=dag", {"as": "json"})
    export = Export.objects.get()
    Export.objects.update(state=Making.MADE_NOW)
    make_file(export.pk)
    named = {"poll": poll.pk, "picture": picture.digest, "session": scene.session.pk, "export": export.pk}
    return named | {"word": WORD, "team": team.pk, "asked": asked.key, "mirror": Signer(salt=SALT).sign(str(link.pk))}


def logged_in(user: object) -> Client:
    """The browser of an account."""
    client = Client()
    client.force_login(user)
    return client


def everybody(scene: Scene, elsewhere: Scene) -> dict[str, Client]:
    """A browser of each person of the matrix."""
    users = get_user_model().objects
    boss = users.create_superuser("beheer", "beheer@wijkteams.example")
    both = users.create_superuser("allebei", "allebei@wijkteams.example")
    scene.programme.organisers.add(both)
    neighbour = users.create_user("buur", "buur@wijkteams.example")
    times = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=1)}
    next_door = Session.objects.create(programme=scene.programme, title="Hiernaast", kind=Kind.LECTURE, **times)
    Hosting.objects.create(session=next_door, user=neighbour)
    accounts = {
        "host": scene.host, "host of another session": neighbour, "host elsewhere": elsewhere.host,
        "organiser": scene.organiser, "organiser elsewhere": elsewhere.organiser, "administrator": boss,
        "administrator who organises": both,
    }  # fmt: skip
    return {
        "anonymous": Client(),
        "participant": scene.client(Role.PARTICIPANT),
        **{who: logged_in(user) for who, user in accounts.items()},
    }


def text_of(answer) -> str:
    """What an answer says, whatever its form."""
    body = answer.getvalue()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    return body.decode(errors="replace")


def test_who_may_read_what(scene, elsewhere, world):
    people, wrong = everybody(scene, elsewhere), []
    for name, page in PAGES.items():
        for who, client in people.items():
            answer = client.get(page.address.format(**world))
            expected = 200 if who in page.gets else 302 if who in STRANGERS else 404
            said = text_of(answer)
            found = WORD in said.replace(f'value="{WORD}"', "").replace(f"text={WORD}", "")
            is_hinted = who not in MEMBERS | page.reads and ("Gluren dag" in said or "Dag dag" in said)
            if (answer.status_code, found, is_hinted) != (expected, who in page.reads, False):
                wrong.append((name, who, answer.status_code, found, is_hinted))
    assert wrong == []


def test_whose_form_is_taken(scene, elsewhere, world):
    people, wrong = everybody(scene, elsewhere), []
    for name, (address, form, theirs) in POSTED.items():
        path = address.format(**world)
        for who, client in people.items():
            answer = client.post(path, form)
            is_login = answer.headers.get("Location", "").startswith("/accounts/login/")
            expected = (302, False) if who in theirs else (302, True) if who in STRANGERS else (404, False)
            if (answer.status_code, is_login) != expected:
                wrong.append((name, who, answer.status_code))
            if client.get(path).status_code != (302 if who in STRANGERS else 405):
                wrong.append((name, who, "read"))
    assert wrong == []


def revoked(scene: Scene) -> str:
    """A token that its owner ended."""
    text = make(scene.organiser, "Weg", [scene.programme], 30)
    Token.objects.filter(name="Weg").delete()
    return text


def expired(scene: Scene) -> str:
    """A token whose day has come."""
    text = make(scene.organiser, "Oud", [scene.programme], 30)
    Token.objects.filter(name="Oud").update(expires_on=timezone.localdate())
    return text


def test_which_token_reads_what(scene, elsewhere, world):
    scoped = make(scene.organiser, "Hier", [scene.programme], 30)
    other = make(elsewhere.organiser, "Elders", [elsewhere.programme], 30)
    nothing = {"revoked": revoked(scene), "expired": expired(scene), "none of ours": "lst_" + "x" * 43}
    people, wrong = everybody(scene, elsewhere), []
    for name, (address, status_of_other, shows) in FOR_SYSTEMS.items():
        path = address.format(**world)
        asked = {"this": (Program(scoped), 200, shows), "another": (Program(other), status_of_other, False)}
        asked |= {which: (Program(text), 401, False) for which, text in nothing.items()}
        answers = {which: (program.get(path), *expected) for which, (program, *expected) in asked.items()}
        answers |= {who: (client.get(path), 401, False) for who, client in people.items()}
        for which, (answer, status, is_there) in answers.items():
            said = text_of(answer)
            is_hinted = which != "this" and ("Gluren dag" in said or "Dag dag" in said)
            if (answer.status_code, WORD in said, is_hinted) != (status, is_there, False):
                wrong.append((name, which, answer.status_code, WORD in said, is_hinted))
    assert wrong == []
    for path in OPEN.values():
        said = {client.get(path).content for client in people.values()} | {Program(scoped).get(path).content}
        assert len(said) == 1, path


def looked_for(ask: Callable[[str], object], word: str) -> tuple[int, int, str]:
    """Status, number of queries and text of a search, without the word itself and what differs each time."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(word)
    said = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text_of(answer))
    return answer.status_code, len(queries), said.replace(word, "…").replace(word.casefold(), "…")


def test_a_rare_word_of_another_programme_is_a_word_that_nobody_wrote(scene, elsewhere, world):
    people = everybody(scene, elsewhere)
    system = Program(make(elsewhere.organiser, "Elders", [elsewhere.programme], 30))
    searches: dict[str, Callable[[str], object]] = {
        "api": lambda word: system.get(f"items?text={word}"),
        **{
            f"{who} {address}": lambda word, client=people[who], address=address: client.get(address + word)
            for who in ("organiser elsewhere", "host elsewhere", "administrator", "host of another session")
            for address in ("/archive/?text=", "/archive/elders/polls/?text=", "/archive/elders/polls.csv?text=")
        },
        "words": lambda word: people["organiser elsewhere"].get(f"/archive/elders/words/?text={word}"),
        "next door": lambda word: people["host of another session"].get(f"/archive/dag/polls/?text={word}"),
    }
    for name, ask in searches.items():
        ask(NOBODYS)  # the first use of a day is noted
        assert looked_for(ask, WORD) == looked_for(ask, NOBODYS), name
    assert system.get(f"items?text={WORD}").json()["count"] == 0 < system.get("items?text=elders").json()["count"]
