"""Join codes: easy to read out, hard to guess."""

import re

from hypothesis import given
from hypothesis import strategies as st

from rooms.live.entry.join_codes import ALPHABET, LENGTH, clean_code, is_code, new_code


def test_no_sign_is_mistaken_for_another_and_none_is_a_vowel():
    assert len(set(ALPHABET)) == 28
    assert not set("AEIOU01L") & set(ALPHABET)


def test_codes_are_of_the_alphabet_and_differ():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(is_code(code) for code in codes)


@given(
    st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH), st.sampled_from(["-", " ", "–", " - ", ".", "_", ""])
)
def test_a_code_is_understood_however_it_is_typed(code, between):
    for typed in (code, code.lower(), f"  {code[:4]}{between}{code[4:]} ", f"#{code}", between.join(code)):
        assert clean_code(typed) == code


@given(st.text())
def test_anything_else_is_no_code(typed):
    code = clean_code(typed)
    assert is_code(code) == bool(re.fullmatch(f"[{ALPHABET}]{{8}}", code))
