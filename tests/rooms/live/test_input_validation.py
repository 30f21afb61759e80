"""What a frame or a form may hold, without a socket: a clean object passes, anything else is a sentence."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rooms.live.base.input_validation import DEEPEST, BadFrame, clean_fields, clean_frame

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of a rule."""

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@PATIENT
@given(st.text() | values.map(json.dumps) | st.dictionaries(st.text(), values, max_size=5).map(json.dumps))
def test_the_gate_lets_a_clean_object_pass_or_says_no(text):
    try:
        frame = clean_frame(text)
    except BadFrame:
        return
    assert isinstance(frame, dict)
    again = json.dumps(frame, allow_nan=False)
    again.encode()
    assert clean_frame(json.dumps(frame, ensure_ascii=False)) == frame


@PATIENT
@given(st.dictionaries(st.text(), st.text() | st.lists(st.text(), max_size=3), max_size=4))
def test_the_gate_treats_fields_of_a_form_as_it_treats_a_frame(fields):
    try:
        cleaned = clean_fields(fields)
    except BadFrame:
        return
    assert "\0" not in str(cleaned)
    json.dumps(cleaned, ensure_ascii=False).encode()


@pytest.mark.parametrize("depth", [1, DEEPEST, DEEPEST + 1, 900, 100_000])
def test_depth_has_a_limit(depth):
    text = '{"a": ' + "[" * depth + "]" * depth + "}"
    if depth <= DEEPEST:
        assert clean_frame(text)
    else:
        with pytest.raises(BadFrame):
            clean_frame(text)


def test_what_people_write_passes():
    for text in ("Café 't Hoekje", "👩‍👩‍👧 gezin", "İstanbul", "مرحبا", "می‌خواهم", "a\nb\tc", "100%", "Ŷn Fryslân"):
        assert clean_frame(json.dumps({"command": "x", "text": text}))["text"] == text
    assert clean_frame('{"text": "e\\u0301"}')["text"] == "é"
