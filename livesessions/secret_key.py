"""The secret key: whether it could be guessed, and one of its own for a demo on a network."""

import math
import os
import secrets
from collections import Counter
from contextlib import suppress
from pathlib import Path

SHORTEST = 50
"""Characters."""
LEAST_ENTROPY = 128
"""Bits, as counted from how often each character occurs."""


def is_guessable(key: str) -> bool:
    """Whether `key` is too short, made of too few different characters, a repetition, or Django's own example."""
    counts = Counter(key)
    bits = -sum(count * math.log2(count / len(key)) for count in counts.values())
    is_repeated = key in (key + key)[1:-1]
    return len(key) < SHORTEST or bits < LEAST_ENTROPY or is_repeated or key.startswith("django-insecure-")


def own_secret_key(file: Path) -> str:
    """A random key that stays the same between two runs.

    The default key of laptops is in the source code: with it anybody on the network could sign themselves in.
    """
    if not file.exists():
        draft = file.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):  # another process was first: its key counts, and it is whole
            os.link(draft, file)
        draft.unlink()
    return file.read_text()
