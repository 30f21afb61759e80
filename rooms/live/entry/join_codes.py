"""Join codes: eight characters out of 28 that are neither vowels nor mistaken for one another.

8 of 28 are 38 bits. At 600 guesses a minute over the whole platform and 1,000 open rooms, 0.002 of a day's guesses
hits a room; six characters would give 1.8.
"""

import re
import secrets

ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
LENGTH = 8


def new_code() -> str:
    """A fresh code; the database's constraint tells when it is taken."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def clean_code(typed: str) -> str:
    """What somebody typed, as a code: capitals, without spaces and dashes. May not be a valid code."""
    return re.sub(r"[\s\-–—_.#]+", "", typed).upper()


def is_code(code: str) -> bool:
    """Eight characters of the alphabet."""
    return len(code) == LENGTH and all(character in ALPHABET for character in code)
