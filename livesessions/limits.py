"""Rate limits, counted in Django's cache: a number of times in a number of seconds.

A whole municipality may share one address, so no limit depends on the address alone. While Redis is away each process
counts by itself (rooms/live/base/caching.py).
"""

import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac


def over_limit(name: str, times: int, seconds: int) -> bool:
    """Count `name` once more; whether that makes more than `times` within the window of `seconds`."""
    key = _key(name, seconds)
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > times
    except ValueError:  # Redis came or went between the two: the count begins anew
        return False


def is_over(name: str, times: int, seconds: int) -> bool:
    """Whether the limit is reached, without counting."""
    return cache.get(_key(name, seconds), 0) >= times


def _key(name: str, seconds: int) -> str:
    """The key of a count in the present window. It does not tell whose it is, nor which counts are one person's."""
    window = int(time.time() // seconds)
    return "limit:" + salted_hmac("livesessions.limits", f"{name}:{window}", algorithm="sha256").hexdigest()[:32]
