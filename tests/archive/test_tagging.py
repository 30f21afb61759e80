"""Tags: organisers give them, everybody who may read a thing finds it by them, and its record stays as it was."""

from datetime import date

import pytest
from django.test import Client

from livesessions.archive.finding.tagging import MOST
from livesessions.archive.models import Record, Tag
from livesessions.programme.models import Programme
from livesessions.programme.retention import purge
from rooms.live.base.people import Role
from tests.archive.conftest import sung

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("songs")]


@pytest.fixture
def song(prepared):
    return sung(prepared, "Een lied", key="een-lied")


def address(record: Record) -> str:
    return f"/archive/{record.programme.slug}/kept/{record.kind}/{record.key}/"


def tagged(client: Client, record: Record, name: str, **more: str):
    return client.post(f"{address(record)}tags/", {"name": name, **more})


def names() -> list[str]:
    return list(Tag.objects.values_list("name", flat=True))


def test_a_tag_is_given_once_whatever_its_capitals_and_spaces(song, organiser):
    for name in ("Kindveiligheid", " kindveiligheid", "KINDVEILIGHEID "):
        assert tagged(organiser, song, name).headers["Location"] == f"{address(song)}#tags"
    assert names() == ["kindveiligheid"]
    checksum = Record.objects.get().checksum
    assert checksum == song.checksum and Record.objects.count() == 1, "the record is as it was"
    page = organiser.get(address(song)).content.decode()
    assert 'href="/archive/?tag=kindveiligheid"' in page
    tagged(organiser, song, "kindveiligheid", take_away="on")
    assert names() == []


def test_what_has_a_tag_is_found_by_it(song, prepared, organiser, elsewhere):
    sung(prepared, "Nog een lied")
    tagged(organiser, song, "a & b")
    tagged(organiser, song, "tweede")
    page = organiser.get("/archive/?tag=a+%26+b&tag=tweede").content.decode()
    assert "Een lied" in page and "Nog een lied" not in page
    host = prepared.client(Role.HOST).get("/archive/?tag=tweede").content.decode()
    assert "Een lied" in host, "of the session that they host"
    other = Client()
    other.force_login(elsewhere.organiser)
    assert "tweede" not in other.get("/archive/").content.decode()
    assert other.get("/archive/?tag=tweede").status_code == 422, "as if no such tag was ever given"


@pytest.mark.parametrize(("name", "sentence"), [("  ", "verplicht"), ("\u2060", "verplicht"), ("x" * 41, "veertig")])
def test_what_is_no_tag_is_said_and_what_was_typed_stays(name, sentence, song, organiser):
    answer = tagged(organiser, song, name)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert names() == []


def test_a_thing_has_so_many_tags_and_no_more(song, organiser):
    for number in range(MOST):
        tagged(organiser, song, f"trefwoord {number}")
    answer = tagged(organiser, song, "nog een")
    assert answer.status_code == 422 and "nog een" in answer.content.decode() and Tag.objects.count() == MOST


def test_only_organisers_give_tags(song, prepared, elsewhere):
    other = Client()
    other.force_login(elsewhere.organiser)
    assert tagged(other, song, "van ons").status_code == 404
    assert tagged(prepared.client(Role.HOST), song, "van ons").status_code == 404
    assert tagged(Client(), song, "van ons").status_code == 302
    assert names() == []


def test_after_the_term_none_is_given_and_the_page_says_so(song, organiser):
    tagged(organiser, song, "nog op tijd")
    Programme.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 1))
    page = organiser.get(address(song)).content.decode()
    assert 'id="tag-name"' not in page and "kan hier geen trefwoord meer bij" in page
    answer = tagged(organiser, song, "te laat")
    assert answer.status_code == 422 and "kan hier geen trefwoord meer bij" in answer.content.decode()
    assert names() == ["nog op tijd"]
    tagged(organiser, song, "nog op tijd", take_away="on")
    assert names() == []


def test_tags_go_with_the_term(song, organiser):
    tagged(organiser, song, "kindveiligheid")
    last = song.programme.ends_on
    purge(last.replace(year=last.year + 2))
    assert names() == []
