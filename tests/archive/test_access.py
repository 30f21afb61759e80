"""Organisers read their programmes, hosts the sessions that they host; a right that ends takes the archive along."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from livesessions.archive.access import programme_for, programmes_for, records_for, sessions_for, teams_for
from livesessions.programme.models import Hosting, Session
from rooms.live.base.people import Role
from tests.archive.conftest import sung
from tests.scene import NOON

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("songs")]


@pytest.fixture
def two_sessions(prepared):
    """A song of the session that the host hosts, and one of another session of the same programme."""
    mine = prepared.session
    sung(prepared, "Een lied van ons", key="van-ons")
    prepared.session = Session.objects.create(
        programme=prepared.programme,
        title="Een ander lokaal",
        kind=mine.kind,
        starts_at=NOON,
        ends_at=NOON + timedelta(1),
    )
    sung(prepared, "Een lied van hiernaast", key="van-hiernaast")
    prepared.session = mine
    return prepared


def keys(user) -> set[str]:
    return set(records_for(user.pk).values_list("key", flat=True))


def test_a_host_reads_the_sessions_that_they_host_and_an_organiser_all(two_sessions, elsewhere):
    scene = two_sessions
    assert keys(scene.host) == {"van-ons"} and keys(scene.organiser) == {"van-ons", "van-hiernaast"}
    assert set(sessions_for(scene.host.pk)) == {scene.session}
    administrator = get_user_model().objects.create_superuser("a", "a@wijkteams.example")
    for stranger in (elsewhere.host, elsewhere.organiser, administrator):
        assert keys(stranger) == set() and programme_for(stranger.pk, scene.programme.slug) is None


def test_nobody_reads_nothing_also_of_a_programme_that_nobody_organises(two_sessions):
    two_sessions.programme.organisers.clear()
    Hosting.objects.all().delete()
    for found in (records_for(None), programmes_for(None), sessions_for(None), teams_for(None)):
        assert not found


def test_no_page_and_no_file_shows_a_host_another_session(two_sessions):
    scene = two_sessions
    host, slug = scene.client(Role.HOST), scene.programme.slug
    for path in (f"{slug}/songs/", f"{slug}/songbook.csv", "?text=lied"):
        shown = host.get(f"/archive/{path}").content.decode()
        assert "van ons" in shown and "hiernaast" not in shown and "Een ander lokaal" not in shown
    assert host.get(f"/archive/{slug}/kept/song/van-ons/").status_code == 200
    assert host.get(f"/archive/{slug}/kept/song/van-hiernaast/").status_code == 404
    page = host.get(f"/archive/{slug}/songs/").content.decode()
    assert f"/archive/{slug}/words/" not in page, "taking words out is for organisers"


def test_who_hosts_no_more_reads_no_more(two_sessions):
    scene = two_sessions
    host = scene.client(Role.HOST)
    Hosting.objects.filter(user=scene.host).delete()
    assert keys(scene.host) == set()
    assert host.get(f"/archive/{scene.programme.slug}/songs/").status_code == 404


def test_what_is_asked_of_the_database_does_not_grow_with_what_is_there(two_sessions, django_assert_num_queries):
    host = Client()
    host.force_login(two_sessions.host)
    sung(two_sessions, "Nog een van ons")
    with django_assert_num_queries(HOST_READS):
        host.get(f"/archive/{two_sessions.programme.slug}/songs/")


HOST_READS = 14
"""Session and account, programme, rights, what is due, pages, choices, items, what was purged, last use."""
