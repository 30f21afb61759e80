"""Rate limits: a number of times in a number of seconds.

They are counted in a cache of their own, so that nothing else makes room for itself by dropping a count. While Redis is
away each process counts by itself (rooms/live/base/redis/caching.py). A whole municipality may share one address, so no
limit depends on the address alone.
"""

import time

from django.core.cache import BaseCache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.utils.crypto import salted_hmac

STORE = "limits"
"""The name of the cache."""
MOST_HERE = 50_000
"""Counts of this process alone."""

_here = LocMemCache("limits of this process", {"OPTIONS": {"MAX_ENTRIES": MOST_HERE}})


def over_limit(name: str, times: int, seconds: int) -> bool:
    """Count `name` once more; whether that makes more than `times` within the window of `seconds`."""
    return _count(caches[STORE], name, times, seconds)


def over_limit_here(name: str, times: int, seconds: int) -> bool:
    """The same for what this process alone is spared, such as its sockets; it never waits for Redis."""
    return _count(_here, name, times, seconds)


def is_over(name: str, times: int, seconds: int) -> bool:
    """Whether the limit is reached, without counting."""
    return _is_over(caches[STORE], name, times, seconds)


def is_over_here(name: str, times: int, seconds: int) -> bool:
    """The same for what `over_limit_here` counts."""
    return _is_over(_here, name, times, seconds)


def forget_limits() -> None:
    """Begin all counts anew (in tests)."""
    caches[STORE].clear()
    _here.clear()


def _count(cache: BaseCache, name: str, times: int, seconds: int) -> bool:
    key = _key(name, seconds)
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > times
    except ValueError:  # Redis came or went between the two: the count begins anew
        return False


def _is_over(cache: BaseCache, name: str, times: int, seconds: int) -> bool:
    return bool(cache.get(_key(name, seconds), 0) >= times)


def _key(name: str, seconds: int) -> str:
    """The key of a count in the present window. It does not tell whose it is, nor which counts are one person's."""
    window = int(time.time() // seconds)
    return "limit:" + salted_hmac("livesessions.limits", f"{name}:{window}", algorithm="sha256").hexdigest()[:32]
