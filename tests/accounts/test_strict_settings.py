"""Anywhere but on a laptop the site does not start with what is safe only there; files are its own user's."""

import os
import secrets
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from livesessions.secret_key import is_guessable

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"SECRET_KEY": secrets.token_urlsafe(64), "ALLOWED_HOSTS": "wijkteams.example", "EMAIL_URL": "smtp://127.0.0.1"}


def start(folder: Path, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own, and run `code`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    variables = kept | {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "livesessions.settings"} | environment
    program = f"import django; django.setup(); from django.conf import settings; {code}"
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=variables, capture_output=True, text=True)


def test_it_starts_with_a_good_key_and_a_mail_server(tmp_path):
    asks = "print(settings.SECOND_FACTOR, settings.EMAIL_TIMEOUT)"
    started = start(tmp_path, asks, SECOND_FACTOR="0", **GOOD)
    assert started.stdout.split() == ["True", "10"], started.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        {"SECRET_KEY": "a" * 50}, {"SECRET_KEY": "ab" * 40}, {"SECRET_KEY": "geheim-" * 12},
        {"SECRET_KEY": "abcdefghij" * 6}, {"SECRET_KEY": GOOD["SECRET_KEY"][:40]},
        {"SECRET_KEY_FALLBACKS": "b" * 60}, {"EMAIL_URL": "consolemail://"}, {"EMAIL_URL": ""},
    ],
    ids=lambda wrong: next(iter(wrong)),  # a key that was drawn is another one in each worker
)  # fmt: skip
def test_it_does_not_start_with_what_is_safe_only_on_a_laptop(wrong, tmp_path):
    environment = {name: value for name, value in (GOOD | wrong).items() if value}
    refused = start(tmp_path, **environment)
    assert refused.returncode == 1 and "ImproperlyConfigured" in refused.stderr
    for value in wrong.values():
        assert not value or value not in refused.stderr.replace("consolemail", "")


def test_a_laptop_starts_with_all_of_it(tmp_path):
    assert start(tmp_path, LAPTOP="1", SECRET_KEY="a" * 50, EMAIL_URL="consolemail://").returncode == 0


def test_no_random_key_is_taken_for_a_guessable_one():
    assert not any(is_guessable(make(64)) for make in (secrets.token_urlsafe, secrets.token_hex) for _i in range(500))
    assert not any(is_guessable(secrets.token_hex(32)) for _i in range(500))


def test_the_database_file_is_private_from_the_start(tmp_path):
    previous = os.umask(0o022)
    try:
        touch = "from django.db import connection; connection.cursor().execute('CREATE TABLE een (twee)'); input()"
        program = ["-c", f"import django; django.setup(); {touch}"]
        environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "LAPTOP": "1",
                       "DJANGO_SETTINGS_MODULE": "livesessions.settings"}  # fmt: skip
        serving = subprocess.Popen([sys.executable, *program], cwd=ROOT, env=environment, stdin=subprocess.PIPE)
        try:
            files = [tmp_path / f"livesessions.sqlite3{ending}" for ending in ("", "-wal", "-shm")]
            while serving.poll() is None and not all(file.exists() for file in files):
                pass
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        finally:
            serving.communicate(b"\n")
        files[0].chmod(0o644)
        assert start(tmp_path, LAPTOP="1").returncode == 0
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    finally:
        os.umask(previous)
