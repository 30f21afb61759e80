"""Limits in Django's cache: so many times in so many seconds.

A municipality sits behind one address, so nothing is limited on the address alone. While Redis is away each process
counts by itself (rooms/live/base/caching.py).
"""

import time

from django.core.cache import cache


def over_limit(name: str, times: int, seconds: int) -> bool:
    """Count one more `name`; true when that is more than `times` within the window of `seconds`."""
    key = f"limit:{name}:{int(time.time() // seconds)}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > times
    except ValueError:  # Redis came or went between the two: the count begins anew
        return False


def is_over(name: str, times: int, seconds: int) -> bool:
    """The same without counting."""
    return cache.get(f"limit:{name}:{int(time.time() // seconds)}", 0) >= times
