"""A key that comes from an address or a form names a thing that was kept, or nothing."""

import pytest

from livesessions.archive.redaction import redactable_kinds, texts_of


@pytest.mark.parametrize("key", ["9" * 5000, "²", "٣", "-1", "1.0", ""])
def test_a_key_that_no_row_has_is_nobodys(key, transactional_db):
    for kind in redactable_kinds():
        assert not texts_of(kind, key)
