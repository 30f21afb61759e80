"""Limits in Django's cache: so many times in so many seconds.

A municipality sits behind one address, so nothing is limited on the address alone. When the cache is away, guessing
stops (`closed`), and everything else goes on.
"""

import time

from django.core.cache import cache

from . import breaker


def over_limit(name: str, times: int, seconds: int, *, closed: bool = False) -> bool:
    """Count one more `name`; true when that is more than `times` within the window of `seconds`."""
    if not breaker.counting.allows():
        return closed
    key = f"limit:{name}:{int(time.time() // seconds)}"
    try:
        cache.add(key, 0, timeout=seconds)
        counted = cache.incr(key)
    except Exception as error:  # any failure of the cache, whichever backend it is
        breaker.counting.failed(error)
        return closed
    breaker.counting.worked()
    return counted > times


def is_over(name: str, times: int, seconds: int) -> bool:
    """The same without counting."""
    if not breaker.counting.allows():
        return False
    try:
        counted = cache.get(f"limit:{name}:{int(time.time() // seconds)}", 0)
    except Exception as error:  # as above
        breaker.counting.failed(error)
        return False
    breaker.counting.worked()
    return counted >= times
