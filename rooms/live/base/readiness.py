"""Readiness: the database answers, is durable and migrated, and the server was not told to stop."""

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .redis import circuit_breaker

stopping = False
"""The server sets this when it is told to stop."""


def reasons_not_ready() -> list[str]:
    """Why no people should be sent to this process; empty when it is ready."""
    if stopping:
        return ["stopping"]
    try:
        return [*_broken_promises(), *_unapplied_migrations()]
    except Exception as error:  # whatever the driver raises when the database is away
        return [f"database: {type(error).__name__}"]


def degraded() -> list[str]:
    """The services that are away although the room goes on, a little slower."""
    if not settings.REDIS_URL:
        return []
    cache.set("readiness", 1, 5)  # never fails, but notices
    return circuit_breaker.troubles()


def _broken_promises() -> list[str]:
    """The database settings that break a receipt's promise: "on disk"."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            return [] if cursor.fetchone()[0] >= 2 else ["sqlite: synchronous is below FULL"]
        found = []
        for setting in ("synchronous_commit", "fsync"):
            cursor.execute(f"SHOW {setting}")  # two names of our own, no input
            if cursor.fetchone()[0] == "off":
                found.append(f"postgresql: {setting} is off")
        return found


def _unapplied_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{len(plan)} migrations are not applied"] if plan else []
