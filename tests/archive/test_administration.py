"""What administrators see of a record: everything but its words."""

import re

import pytest

from tests.archive.conftest import sung

SHOWN = {
    "programme", "session", "kind", "variant", "key", "version", "within", "listed", "barometer",
    "begun_at", "ended_at", "kept_at", "redacted_at", "purged_at", "redact",
}  # fmt: skip


@pytest.mark.usefixtures("songs")
def test_no_column_that_repeats_words_is_shown_not_even_as_stems(prepared, admin_client):
    record = sung(prepared, "Jan sloeg zijn zussen", key="een-lied")
    assert "zus " in record.stems
    page = admin_client.get(f"/admin/archive/record/{record.pk}/change/").content.decode()
    assert set(re.findall(r'class="form-row field-(\w+)', page)) == SHOWN
    assert "zus" not in page
