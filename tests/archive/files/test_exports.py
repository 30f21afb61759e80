"""Files that are made in the background: for who asked, for some hours, and not once words were taken out."""

import json
import os
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from secrets import token_urlsafe
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from livesessions.archive.files import making
from livesessions.archive.files.exports import LASTS, MOST_OF_ONE, PART, place_of, sweep
from livesessions.archive.files.making import make, make_waiting
from livesessions.archive.keeping import keep
from livesessions.archive.models import Export, Making
from livesessions.programme.models import Hosting
from livesessions.programme.retention import purge
from rooms.live.base.people import Role
from tests.archive.trends.polls import poll_record
from tests.planting import take_out
from tests.scene import Scene

pytestmark = pytest.mark.both_databases


@pytest.fixture
def kept(scene, settings, tmp_path) -> Scene:
    """A closed poll, and a folder for files."""
    settings.EXPORTS_DIR = tmp_path / "exports"
    scene.vote(poll := scene.asked("Wat vind je van Jansen?"))
    scene.must("poll.close", poll=poll.pk)
    scene.end()
    return scene


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked(client: Client, form: str = "json") -> Export:
    """A file that was just asked for, by the form on the page."""
    answer = client.post("/archive/take/?programme=dag", {"as": form})
    export = Export.objects.order_by("-asked_at")[0]
    assert answer.url == f"/archive/take/{export.pk}/"
    return export


def made(export: Export) -> Export:
    """The same once it was made, in this process."""
    Export.objects.filter(pk=export.pk).update(state=Making.MADE_NOW)
    make(export.pk)
    return Export.objects.get(pk=export.pk)


def status(client: Client, export: Export) -> int:
    with closing(client.get(f"/archive/take/{export.pk}/file")) as answer:
        return answer.status_code


def test_it_is_made_by_a_process_of_its_own_and_fetched(kept, monkeypatch):
    """From the form to the file, without scripts."""
    client = client_of(kept.organiser)
    export = asked(client)
    page = client.get(f"/archive/take/{export.pk}/")
    assert page["Refresh"] and "We maken je bestand" in page.content.decode()
    assert status(client, export) == 404
    if connection.vendor == "sqlite":
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{connection.settings_dict['NAME']}")
        monkeypatch.setenv("EXPORTS_DIR", str(place_of(export.pk).parent))
        make_waiting()
    else:
        made(export)
    page = client.get(f"/archive/take/{export.pk}/")
    assert "Je bestand is klaar" in page.content.decode() and "Refresh" not in page
    with closing(client.get(f"/archive/take/{export.pk}/file")) as answer:
        assert json.loads(b"".join(answer.streaming_content))["documents"][0]["title"] == "Wat vind je van Jansen?"
        assert answer["Content-Disposition"].startswith('attachment; filename="archief-')
    assert stat.S_IMODE(os.stat(place_of(export.pk)).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(place_of(export.pk).parent).st_mode) == 0o700


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the process finds the tables of the test in their file")
def test_what_goes_wrong_is_logged_without_what_people_wrote(kept, monkeypatch, tmp_path):
    """Where the folder should be is a file with a name: the sentence of the error would quote it."""
    export = asked(client_of(kept.organiser))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{connection.settings_dict['NAME']}")
    monkeypatch.setenv("EXPORTS_DIR", str(tmp_path / "Jansen"))
    (tmp_path / "Jansen").touch()
    monkeypatch.setenv("LAPTOP", "0")
    monkeypatch.setenv("SECRET_KEY", token_urlsafe(64))
    monkeypatch.setenv("ALLOWED_HOSTS", "wijkteams.example")
    monkeypatch.setenv("EMAIL_URL", "smtp://127.0.0.1")
    Export.objects.update(state=Making.MADE_NOW)
    command = [sys.executable, "manage.py", "make_export", str(export.pk)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert done.returncode == 1 and "a file could not be made" in done.stderr
    assert "Jansen" not in done.stderr + done.stdout and "Traceback" not in done.stderr


def test_only_who_asked_and_may_still_read_it(kept, elsewhere):
    host = kept.client(Role.HOST)
    mine, of_host = made(asked(client_of(kept.organiser))), made(asked(host))
    assert status(client_of(kept.organiser), mine) == status(host, of_host) == 200
    assert status(host, mine) == status(client_of(kept.organiser), of_host) == 404
    assert status(client_of(elsewhere.organiser), mine) == 404 and status(Client(), mine) == 302
    Hosting.objects.all().delete()
    kept.programme.organisers.clear()
    assert status(host, of_host) == status(client_of(kept.organiser), mine) == 404
    page = client_of(kept.organiser).get(f"/archive/take/{mine.pk}/")
    assert page.status_code == 404


def test_of_removed_sessions_only_their_own_programmes_have_to_be_organised(kept, elsewhere):
    """A host takes along a session elsewhere, and what is left of one that was removed from the own programme."""
    kept.session.delete()
    elsewhere.programme.organisers.clear()
    Hosting.objects.create(session=elsewhere.session, user=kept.organiser)
    keep(elsewhere.session, [poll_record({"4": 9})])
    client, everything = client_of(kept.organiser), "/archive/take/?since=2000-01-01"
    assert client.post(everything, {"as": "json"}).status_code == 302
    export = made(Export.objects.get())
    assert status(client, export) == 200
    organisers = kept.programme.organisers
    organisers.clear()
    assert status(client, export) == 404
    organisers.add(kept.organiser)
    assert status(client, export) == 200
    kept.programme.delete()
    assert status(client, export) == 404


def test_a_file_goes_with_its_programme(kept):
    client = client_of(kept.organiser)
    kept.session.delete()
    export = made(asked(client))
    assert status(client, export) == 200
    kept.programme.delete()
    assert status(client, export) == 404


def test_it_goes_after_some_hours(kept):
    client = client_of(kept.organiser)
    export = made(asked(client))
    Export.objects.update(asked_at=timezone.now() - LASTS - timedelta(seconds=1))
    assert status(client, export) == 404
    of_another_site = place_of(uuid4())
    part = place_of(uuid4()).with_suffix(PART)
    for file in (of_another_site, part):
        file.touch()
    sweep()
    assert not Export.objects.exists() and {*part.parent.iterdir()} == {of_another_site, part}
    for file in (of_another_site, part):
        os.utime(file, (0, 0))
    sweep()
    assert list(part.parent.iterdir()) == []


def test_what_has_not_the_name_of_a_file_of_ours_stays_whatever_its_age(kept, tmp_path):
    """A folder of the disk, or a folder for files that is the wrong one."""
    folder = place_of(uuid4()).parent
    (link := place_of(uuid4())).parent.mkdir()
    link.symlink_to(tmp_path)
    (folder / "lost+found").mkdir()
    (folder / str(uuid4())).mkdir()
    for name in ("notulen.txt", f"{uuid4().hex}", f"{uuid4()}.txt", ".part"):
        (folder / name).touch()
    there = {*folder.iterdir()}
    for each in there:
        os.utime(each, (0, 0), follow_symlinks=False)
    sweep()
    assert {*folder.iterdir()} == there and len(there) == 7


def test_taking_words_out_voids_what_was_made_and_what_is_being_made(kept, monkeypatch):
    ready, waits = made(asked(client_of(kept.organiser))), asked(client_of(kept.organiser))
    poll = kept.room.polls.get()

    def meanwhile(file, form, records, read):
        file.write(b"Jansen")
        assert take_out(kept, "poll", poll.pk, "question", word="Jansen").status == "ok"
        return "json"

    monkeypatch.setattr(making, "write_file", meanwhile)
    Export.objects.filter(pk=waits.pk).update(state=Making.MADE_NOW)
    make(waits.pk)
    assert not Export.objects.exists()
    assert list(place_of(ready.pk).parent.iterdir()) == []


def test_the_end_of_the_term_and_the_removal_of_somebody_void_it_too(kept):
    """A poll with names has them in its file."""
    client = client_of(kept.organiser)
    for ends in (kept.people[0].delete, lambda: purge(timezone.localdate() + timedelta(days=10_000))):
        ready = made(asked(client))
        ends()
        assert not Export.objects.exists() and not place_of(ready.pk).exists()


def test_what_a_server_left_is_taken_over_and_given_up_after_some_tries(kept, monkeypatch):
    export = asked(client_of(kept.organiser))
    tried = []
    monkeypatch.setattr(making, "_in_a_process", tried.append)
    make_waiting()
    make_waiting()
    assert tried == [export.pk], "somebody is at work"
    for _time in range(5):
        Export.objects.update(seen_at=timezone.now() - making.SILENT - timedelta(seconds=1))
        make_waiting()
    assert len(tried) == making.TRIES and Export.objects.get().state == Making.FAILED
    assert "kon niet worden gemaakt" in client_of(kept.organiser).get(f"/archive/take/{export.pk}/").content.decode()


def test_who_may_not_read_it_any_more_gets_none(kept):
    export = asked(client_of(kept.organiser))
    kept.programme.organisers.clear()
    assert made(export).state == Making.FAILED
    assert not place_of(export.pk).with_name(f"{export.pk}{PART}").exists()


def test_of_many_files_the_oldest_goes(kept):
    client = client_of(kept.organiser)
    first = asked(client)
    for _time in range(MOST_OF_ONE):
        asked(client)
    assert Export.objects.count() == MOST_OF_ONE and not Export.objects.filter(pk=first.pk).exists()
