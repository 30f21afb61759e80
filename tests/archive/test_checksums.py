"""Whoever changes a record behind the archive's back is found out; the archive itself is not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from livesessions.archive.checksums import changed_records, checksum_of
from livesessions.archive.keeping import add_version
from livesessions.archive.models import Record
from livesessions.archive.redaction import rewrite
from tests.archive.conftest import MENDED, sung

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("songs")]


def said(*options: str) -> str:
    out = StringIO()
    call_command("check_archive", *options, stdout=out)
    return out.getvalue()


def behind_its_back(assignment: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE archive_record SET {assignment} WHERE key = 'wij wonen hier'", values)


def test_keeping_correcting_and_taking_words_out_make_new_checksums(prepared):
    weighed = {"title": "Wij wonen hier", "mood": "vrolijk", "singers": 1e16, "composer": 0.1}
    first = sung(prepared, "Wij wonen hier", payload=weighed)
    second = add_version(first, MENDED, mood="stil")
    assert first.checksum != second.checksum
    rewrite("song", first.key, lambda payload: payload | {"title": "▇▇▇"})
    assert list(changed_records()) == [] and "as it was kept" in said()
    assert Record.objects.get(version=1).checksum != first.checksum


@pytest.mark.parametrize(
    ("assignment", "value"), [("answered = %s", 6), ("payload = %s", '{"title": "Anders"}'), ("listed = %s", False)]
)
def test_a_change_behind_its_back_is_found(prepared, assignment, value):
    record = sung(prepared, "Wij wonen hier", answered=5)
    sung(prepared, "Een ander lied")
    behind_its_back(assignment, value)
    assert list(changed_records()) == [record]
    with pytest.raises(CommandError, match="1 records are not"):
        said()


def test_a_session_that_is_removed_changes_nothing(prepared):
    sung(prepared, "Wij wonen hier")
    prepared.session.delete()
    assert list(changed_records()) == []


def test_another_secret_key_is_taken_over(prepared, settings):
    record = sung(prepared, "Wij wonen hier")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]
    assert list(changed_records()) == []
    assert "Renewed 1" in said("--renew") and "Renewed 0" in said("--renew")
    settings.SECRET_KEY_FALLBACKS = []
    assert list(changed_records()) == []
    record.refresh_from_db()
    assert record.checksum == checksum_of(record)
    assert record.short_checksum.count(" ") == 3 and record.checksum.startswith(record.short_checksum[:4])
