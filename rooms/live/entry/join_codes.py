"""Join codes: eight characters out of 28, without vowels and without characters that look alike.

8 of 28 are 38 bits. At 6,000 guesses a minute over the whole platform (livesessions/limits/guessing.py) and with 1,000
open rooms, a day's guesses make 0.02 hits; with six characters they would make 18.
"""

import re
import secrets

ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
LENGTH = 8


def new_code() -> str:
    """A random code; a database constraint refuses a code that is taken."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def clean_code(typed: str) -> str:
    """The typed text as a code: capitals, without spaces and dashes. It may not be a valid code."""
    return re.sub(r"[\s\-–—_.#]+", "", typed).upper()


def is_code(code: str) -> bool:
    """Whether `code` is eight characters of the alphabet."""
    return len(code) == LENGTH and all(character in ALPHABET for character in code)
