"""Where every test begins: a database of its own, nothing counted, nobody here; and nothing left open afterwards."""

import pytest
from django.core.cache import cache

from rooms.live.threads import close_connections
from rooms.live.writer import writer
from tests.stage import Stage


def pytest_configure(config):
    """Markers of our own."""
    config.addinivalue_line("markers", "both_databases: runs again on PostgreSQL (tests/test_postgres.py)")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file of this run and this worker: threads share it, and two runs at once do not."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _nothing_left_open():
    """The threads of the machinery keep connections; a test database can only be dropped without them."""
    cache.clear()
    yield
    writer.close()
    close_connections()


@pytest.fixture
def prepared(transactional_db):
    """A stage whose room was never open."""
    return Stage.build()


@pytest.fixture
def stage(prepared):
    """A stage with an open room: a programme of three teams, a host, an organiser, three participants."""
    prepared.must("room.open")
    return prepared


@pytest.fixture
def elsewhere(transactional_db):
    """Another programme, with people and an open room of its own."""
    other = Stage.build(slug="elders")
    other.must("room.open")
    return other


@pytest.fixture
def quick(monkeypatch):
    """A hub that does not dawdle: every tick and heartbeat is a fraction of what it is for people."""
    monkeypatch.setattr("rooms.live.hub.TICK", 0.02)
    monkeypatch.setattr("rooms.live.hub.STREET_TICK", 0.05)
    monkeypatch.setattr("rooms.live.hub.HEARTBEAT", 0.4)
