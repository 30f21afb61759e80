"""Where every test begins: a database of its own, nothing counted, nobody here; and nothing left open afterwards."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction

from livesessions.limits.counting import forget_limits
from rooms.breakouts.plan.background import settle
from rooms.live.base.threads import close_connections
from rooms.live.commands.writer import writer
from rooms.live.rendering.page_cache import forget_pages
from tests.scene import Scene


def pytest_configure(config):
    """Settings of the suite, and markers of our own."""
    # whitenoise would look through all static files for every test's browser: a tenth of a second each.
    settings.WHITENOISE_AUTOREFRESH = True
    # Most tests have three people. tests/test_smallest_result.py has the number of a real site.
    settings.SMALLEST_RESULT = 1
    settings.STRICT_BELOW = 0
    config.addinivalue_line("markers", "both_databases: runs again on PostgreSQL (tests/test_postgres.py)")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite in a file of this run and this worker: threads share it, and two runs at once do not.

    In memory where the machine has such a folder: waiting for the disk is what a benchmark does.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        memory = "/dev/shm"  # noqa: S108  (a folder of our own in it)
        with TemporaryDirectory(prefix="livesessions-", dir=memory if Path(memory).is_dir() else None) as folder:
            database["TEST"]["NAME"] = f"{folder}/test.sqlite3"
            yield
    else:
        yield


@pytest.fixture(scope="session")
def _filled_by_tests(django_db_setup, django_db_blocker):
    """The tables that are empty before and after every test."""
    with django_db_blocker.unblock():
        found = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(found) - {"django_content_type", "auth_permission"})


@pytest.fixture
def transactional_db(_filled_by_tests, django_db_blocker):
    """A database in which every thread commits, emptied after the test.

    In place of pytest-django's own: that makes all content types and permissions anew each time, for longer than most
    tests last, and cuts every table of PostgreSQL off, which costs it a new file for each.
    """
    with django_db_blocker.unblock():
        yield
        _rest()
        with transaction.atomic(), connection.cursor() as cursor:
            for table in _filled_by_tests:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        connections.close_all()


def _rest() -> None:
    """End what the machinery still does, and its threads' connections: a database can only be dropped without them."""
    settle()
    writer.close()
    close_connections()


@pytest.fixture(autouse=True)
def _nothing_left_open():
    """Nobody is remembered, no page is kept, and nobody at work."""
    cache.clear()
    forget_limits()
    forget_pages()
    yield
    _rest()


@pytest.fixture
def prepared(transactional_db):
    """A scene whose room was never open."""
    return Scene.build()


@pytest.fixture
def scene(prepared):
    """A scene with an open room: a programme of three teams, a host, an organiser, three participants."""
    prepared.must("room.open")
    return prepared


@pytest.fixture
def elsewhere(transactional_db):
    """Another programme, with people and an open room of its own."""
    other = Scene.build(slug="elders")
    other.must("room.open")
    return other


@pytest.fixture
def quick(monkeypatch):
    """A room that does not dawdle: each tick, heartbeat and wait for company is a fraction of what it is for people."""
    monkeypatch.setattr("rooms.live.hub.schedule.TICK", 0.02)
    monkeypatch.setattr("rooms.live.hub.schedule.STREET_TICK", 0.05)
    monkeypatch.setattr("rooms.live.hub.schedule.HEARTBEAT", 0.4)
    monkeypatch.setattr("rooms.live.commands.writer.GATHER", 0.001)


LONGEST = ("tests/bench/test_smoke.py", "tests/test_postgres.py")
WAITING = (*LONGEST, "tests/bench/", "tests/browser/")
"""Files that wait for other programs more than they work."""


def pytest_collection_modifyitems(items):
    """The longest files go first: at the end one worker would wait for the other.

    Files that wait stand among those that work, so that no core is idle, and few browsers run at once.
    """
    files: dict[str, list] = {}
    for item in items:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    waiting = sorted(
        (file for file in files if file.startswith(WAITING)), key=lambda file: not file.startswith(LONGEST)
    )
    working = [file for file in files if not file.startswith(WAITING)]
    place = {file: number / len(some) for some in (waiting, working) for number, file in enumerate(some)}
    items[:] = [item for file in sorted(files, key=place.__getitem__) for item in files[file]]
