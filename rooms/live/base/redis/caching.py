"""Django's caches in Redis, and in this process's memory while Redis is away.

They hold counts for limits: logins in one, our own in another, so that neither drops what the other counted. Without
Redis each process counts by itself. Nobody meets an error, and guessing stays slow. A frozen Redis makes one caller
wait every four seconds.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

from . import circuit_breaker

MOST_ENTRIES = 50_000


def _either(name: str) -> Callable[..., Any]:
    """The method `name` of the cache in Redis, or of the cache in memory while Redis is away."""

    def call(self: "RedisOrMemory", *args: Any, **kwargs: Any) -> Any:
        if circuit_breaker.counting.allows():
            try:
                answer = getattr(super(RedisOrMemory, self), name)(*args, **kwargs)
            except RedisError as error:
                circuit_breaker.counting.failed(error)
            else:
                circuit_breaker.counting.worked()
                return answer
        return getattr(self.memory, name)(*args, **kwargs)

    return call


class RedisOrMemory(RedisCache):
    """A cache that never fails."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        name = f"{params.get('KEY_PREFIX', '')} while Redis is away"
        self.memory = LocMemCache(name, {"OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES}})

    add = _either("add")
    get = _either("get")
    set = _either("set")
    touch = _either("touch")
    delete = _either("delete")
    has_key = _either("has_key")
    incr = _either("incr")
    get_many = _either("get_many")
    set_many = _either("set_many")
    delete_many = _either("delete_many")
    clear = _either("clear")
