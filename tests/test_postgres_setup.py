"""PostgreSQL as deploy/ sets it up: its log holds nobody's words, and the application is no superuser."""

import os
import re
import subprocess
from pathlib import Path

import psycopg
import pytest

from .services import LOOPBACK, PostgresServer

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
WORDS = ("Fatima", "geslagen")


class Superusers(PostgresServer):
    """A server whose superuser is `postgres`, as in the image."""

    user = "postgres"

    def log(self):
        """What it wrote so far."""
        return (self.folder / "log").read_text(errors="replace")


@pytest.fixture(scope="module")
def server():
    """A server of our own."""
    server = Superusers()
    try:
        server.start()
        yield server
    finally:
        server.remove()


def settings():
    """Every setting of the file for Debian."""
    lines = (DEPLOY / "postgresql/livesessions.conf").read_text().splitlines()
    return dict(line.split(" = ") for line in lines if line and not line.startswith("#"))


def fail_with_words(connection):
    """Everything that makes a server write what was in a statement: values, the statement, the row in the way."""
    connection.execute("DROP TABLE IF EXISTS question")
    connection.execute("CREATE TABLE question (id int PRIMARY KEY, text varchar(20) UNIQUE CHECK (text <> 'x'))")
    connection.execute("INSERT INTO question VALUES (1, %s)", WORDS[:1])
    for statement, values in (
        ("INSERT INTO question VALUES (2, %s)", WORDS[:1]),
        ("INSERT INTO question VALUES (1, %s)", WORDS[1:]),
        (f"INSERT INTO question (id, text) VALUES (NULL, '{WORDS[1]}')", ()),
        (f"SELEKT '{WORDS[0]}'", ()),
    ):
        with pytest.raises(psycopg.Error):
            connection.execute(statement, values)


def test_the_log_of_the_database_holds_nobodys_words(server):
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        fail_with_words(connection)
        assert all(word in server.log() for word in WORDS), "otherwise this test could not fail"
        for name, value in settings().items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")
    before = len(server.log())
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        fail_with_words(connection)
        assert "duplicate key" in server.log()[before:]
        assert not [word for word in WORDS if word in server.log()[before:]]


def test_compose_gives_the_same_settings():
    given = dict(re.findall(r"-c (\w+)=(\S+)", (DEPLOY / "compose.yaml").read_text()))
    assert settings().items() <= given.items()


def test_the_application_is_no_superuser_and_the_superuser_has_no_password(server):
    found = psycopg.conninfo.conninfo_to_dict(server.dsn)
    env = os.environ | {
        "PGHOST": LOOPBACK, "PGPORT": str(server.port), "PGUSER": "postgres", "PGPASSWORD": str(found["password"]),
        "POSTGRES_PASSWORD": "met 'aanhalingstekens'",
    }  # fmt: skip
    subprocess.run([DEPLOY / "postgresql/role.sh"], env=env, check=True)
    application = found | {"user": "livesessions", "password": env["POSTGRES_PASSWORD"]}
    with psycopg.connect(**application) as connection:
        connection.execute("CREATE TABLE own (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT pg_read_file('/etc/passwd')")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.dsn)
