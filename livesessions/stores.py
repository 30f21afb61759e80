"""How Django's settings of the database, the channel layer and the cache follow from their addresses."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

PRIVATE = 0o600
"""The mode of a file that nobody but the site's own user may read."""


def database(address: dict[str, Any], *, pool: int, test_name: str | None, test_file: Path) -> dict[str, Any]:
    """`address` as django-environ reads it, with what this site needs besides.

    `pool` is the largest number of connections of one process to PostgreSQL. Tests use the database `test_name`, with
    SQLite the file `test_file`.
    """
    if address["ENGINE"] == "django.db.backends.sqlite3":
        keep_private(Path(address["NAME"]))
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            # FULL, because a receipt says "on disk"; secure_delete, because a destroyed secret must be gone.
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
            "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-8000;PRAGMA foreign_keys=ON;",
        }
        return {**address, "CONN_MAX_AGE": None, "OPTIONS": options, "TEST": {"NAME": str(test_file)}}
    # In addition to the options in the address (?sslmode=verify-full).
    options = {**address.get("OPTIONS", {}), "pool": {"min_size": 2, "max_size": pool, "timeout": 5}}
    return {**address, "CONN_MAX_AGE": 0, "OPTIONS": options, "TEST": {"NAME": test_name}}


def keep_private(file: Path) -> None:
    """Make a database file of SQLite private, and create it so: the files beside it get its mode from SQLite.

    Does nothing where that is not allowed, for example when another user made the file.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_RDONLY, PRIVATE))
    for each in (file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm"))):
        with suppress(OSError):
            if each.stat().st_mode & 0o077:
                each.chmod(PRIVATE)


def channel_layer(redis_url: str) -> dict[str, Any]:
    """Messages between processes go through Redis; without it they stay in the memory of the only process."""
    if not redis_url:
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    return {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            # redis-py 8 times out after 5 s, exactly as long as the layer waits when nothing happens
            # (django/channels_redis#422).
            "hosts": [{"address": redis_url, "socket_timeout": 15, "socket_connect_timeout": 2}],
            "prefix": "livesessions",
        },
    }


def cache(redis_url: str, name: str) -> dict[str, Any]:
    """Counters are kept in Redis; without it in the memory of the only process. Each name has a store of its own."""
    if not redis_url:
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": name,
            # Django keeps 300, and one room has more people to count for. What is counted must not be dropped.
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    return {
        "BACKEND": "rooms.live.base.redis.caching.RedisOrMemory",
        "LOCATION": redis_url,
        "KEY_PREFIX": name,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
