"""The cache while Redis is away: everybody goes on, limits still count, and it is noticed."""

import pytest
from django.core.cache import caches
from django.test import override_settings

from livesessions.limits.counting import is_over, over_limit
from rooms.live.base.redis import circuit_breaker
from rooms.live.base.redis.caching import RedisOrMemory
from tests.services import free_port, redis_server


@pytest.fixture(autouse=True)
def counting(monkeypatch):
    """A breaker that has seen nothing yet."""
    monkeypatch.setattr(circuit_breaker, "_all", [])
    monkeypatch.setattr(circuit_breaker, "counting", circuit_breaker.Breaker("counting"))


def cache_at(url):
    return RedisOrMemory(url, {"OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1}})


def test_without_redis_it_remembers_by_itself():
    cache = cache_at(f"redis://127.0.0.1:{free_port()}/0")
    cache.set("a", 1)
    assert cache.get("a") == 1
    assert cache.add("a", 2) is False
    assert cache.incr("a") == 2
    assert circuit_breaker.troubles() == ["counting"]


def test_with_redis_it_is_shared():
    with redis_server() as url:
        cache_at(url).set("a", 1)
        assert cache_at(url).get("a") == 1
    assert not circuit_breaker.is_degraded()


def test_limits_count_without_redis(settings):
    missing = {
        "BACKEND": "rooms.live.base.redis.caching.RedisOrMemory",
        "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
    with override_settings(CACHES={"default": missing, "limits": missing}):
        assert isinstance(caches["limits"], RedisOrMemory)
        assert [over_limit("wrong-code", 2, 3600) for _i in range(3)] == [False, False, True]
        assert is_over("wrong-code", 2, 3600)
