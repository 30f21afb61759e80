"""What is kept is frozen: records are added, and the newest version of each key counts."""

import pytest
from django.contrib.admin import site
from django.db import IntegrityError, transaction

from livesessions.archive.keeping import add_version, keep, newest_of
from livesessions.archive.models import Record
from livesessions.archive.register import register
from tests.archive.conftest import MENDED, SONG, sung

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("songs")]


def payload(**more: object) -> dict[str, object]:
    return {"title": "Wij wonen hier", "mood": "vrolijk", "singers": 3, "composer": "Geheim"} | more


def test_what_did_not_change_gets_no_version(prepared):
    first = sung(prepared, "Wij wonen hier")
    same = Record(kind="song", key=first.key, payload=payload(), begun_at=first.begun_at)
    assert keep(prepared.session, [same]) == []
    other = Record(kind="song", key=first.key, payload=payload(mood="stil"), begun_at=first.begun_at)
    [second] = keep(prepared.session, [other])
    assert (second.version, second.programme) == (2, prepared.programme)
    assert newest_of("song", [first.key]) == {first.key: second}
    first.refresh_from_db()
    assert first.payload["mood"] == "vrolijk"


@pytest.mark.parametrize("change", [{"listed": False}, {"within": "ander"}, {"answered": 4}])
def test_whatever_else_says_something_new_is_a_version_too(change, prepared):
    first = sung(prepared, "Wij wonen hier")
    fresh = Record(kind="song", key=first.key, payload=first.payload, begun_at=first.begun_at, **change)
    [second] = keep(prepared.session, [fresh])
    assert second.version == 2
    assert Record.objects.listed().filter(kind="song").count() == ("listed" not in change)


def test_a_record_does_not_change(prepared):
    record = sung(prepared, "Wij wonen hier")
    record.payload["mood"] = "stil"
    with pytest.raises(TypeError):
        record.save()
    with pytest.raises(TypeError):
        Record.objects.filter(pk=record.pk).update(listed=False)
    record.refresh_from_db()
    assert record.payload["mood"] == "vrolijk"


def test_of_two_corrections_of_one_version_the_second_is_refused(prepared):
    first = sung(prepared, "Wij wonen hier", answered=5)
    second = add_version(first, MENDED, title="Wij wonen HIER!")
    assert (second.version, second.payload["singers"], second.text, second.answered) == (2, 3, "wij wonen hier!", 5)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_version(first, MENDED, title="Anders")
    assert newest_of("song", [first.key])[first.key].payload["title"] == "Wij wonen HIER!"


def test_the_newest_of_each_key_is_marked(prepared):
    """Lists choose by the mark: they never compare versions."""
    first = sung(prepared, "Wij wonen hier")
    sung(prepared, "Een ander lied")
    second = add_version(first, MENDED, title="Wij wonen HIER!")
    sung(prepared, "Wij wonen hier", mood="stil")
    with pytest.raises(IntegrityError), transaction.atomic():
        add_version(second, MENDED, title="Anders")
    marked = Record.objects.filter(is_newest=True).values_list("key", "version")
    assert sorted(marked) == [("een ander lied", 1), ("wij wonen hier", 3)]


@pytest.mark.parametrize("wrong", [{"name": "Mens 0"}, {"title": None}])
def test_a_payload_has_the_fields_of_its_kind_and_no_other(wrong, prepared):
    given = {name: value for name, value in (payload() | wrong).items() if value is not None}
    with pytest.raises(ValueError, match="and nothing else"):
        keep(prepared.session, [Record(kind="song", key="x", payload=given)])
    assert not Record.objects.exists()


def test_two_kinds_do_not_share_a_name():
    with pytest.raises(ValueError, match="two kinds"):
        register(SONG)


def test_a_record_outlives_its_session_and_goes_with_the_programme(prepared):
    sung(prepared, "Wij wonen hier")
    prepared.session.delete()
    assert Record.objects.get().session is None
    prepared.programme.delete()
    assert not Record.objects.exists()


def test_an_administrator_removes_a_thing_with_all_its_versions(prepared, rf):
    """Else the version before it would count again."""
    first = sung(prepared, "Wij wonen hier")
    add_version(first, MENDED, mood="stil")
    kept = sung(prepared, "Een ander lied")
    site._registry[Record].delete_queryset(rf.get("/"), Record.objects.filter(version=2))
    assert list(Record.objects.all()) == [kept]
    site._registry[Record].delete_model(rf.get("/"), kept)
    assert not Record.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_keeping_costs_the_same_for_one_and_for_three(number, prepared, django_assert_num_queries):
    records = [Record(kind="song", key=str(i), payload=payload(singers=i)) for i in range(number)]
    with transaction.atomic(), django_assert_num_queries(2):  # versions, records
        assert len(keep(prepared.session, records)) == number
