"""Codes can be read aloud, are of one seal, and are kept as a digest."""

from hypothesis import given
from hypothesis import strategies as st

from livesessions.followup.codes import LENGTH, LETTERS, code_from, digest_of, is_code

seals = st.binary(min_size=32, max_size=32)


@given(seals)
def test_a_code_is_so_many_letters_in_fours(seal):
    code = code_from(seal)
    assert is_code(code) and {len(group) for group in code.split("-")} == {4}
    assert set(code) - {"-"} <= set(LETTERS) and len(code.replace("-", "")) == LENGTH


@given(seals, st.integers(0, 31), st.integers(1, 255))
def test_another_seal_is_another_code_unless_only_what_is_left_out_differs(seal, place, change):
    other = bytes(byte ^ change if i == place else byte for i, byte in enumerate(seal))
    in_code = place >= 32 - LENGTH * 5 // 8
    assert (code_from(seal) != code_from(other)) == in_code
    assert code_from(seal) == code_from(seal)


@given(seals)
def test_however_somebody_types_it(seal):
    code = code_from(seal)
    for typed in (code.upper(), code.replace("-", ""), f"  {code.replace('-', ' ')} "):
        assert is_code(typed) and digest_of(typed) == digest_of(code)
    assert code.replace("-", "") not in digest_of(code) and len(digest_of(code)) == 43


def test_what_is_no_code():
    assert not is_code("") and not is_code("abcd") and not is_code("a" * 25)
