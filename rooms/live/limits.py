"""Limits in Django's cache: so many times in so many seconds.

A municipality sits behind one address, so nothing is limited on the address alone. When the cache is away, guessing
stops (`closed`), and everything else goes on.
"""

import logging
import time

from django.core.cache import cache

logger = logging.getLogger(__name__)


def over_limit(name: str, times: int, seconds: int, *, closed: bool = False) -> bool:
    """Count one more `name`; true when that is more than `times` within the window of `seconds`."""
    key = f"limit:{name}:{int(time.time() // seconds)}"
    try:
        cache.add(key, 0, timeout=seconds)
        return cache.incr(key) > times
    except Exception as error:  # any failure of the cache, whichever backend it is
        logger.warning("a limit could not be counted: %s", type(error).__name__)
        return closed


def is_over(name: str, times: int, seconds: int) -> bool:
    """The same without counting."""
    try:
        return cache.get(f"limit:{name}:{int(time.time() // seconds)}", 0) >= times
    except Exception as error:  # as above
        logger.warning("a limit could not be read: %s", type(error).__name__)
        return False
