"""`make run LAN=1`: phones on the same network can come in, and nobody can sign as the server."""

import stat
import subprocess
import sys

import httpx
import pytest
from django.core.exceptions import ImproperlyConfigured

from livesessions.lan import lan_address
from livesessions.secret_key import own_secret_key
from tests.browser.served import ROOT, environment_of, manage
from tests.services import free_port

OTHER = "127.0.0.2"
"""An address of this machine that is not the one on which the demo serves otherwise."""
KEY = "from django.conf import settings; print(settings.SECRET_KEY, settings.PUBLIC_ADDRESS)"


def test_an_address_is_taken_as_given_and_anything_else_refused():
    assert lan_address(OTHER) == OTHER
    with pytest.raises(ImproperlyConfigured, match="LAN=yes"):
        lan_address("yes")


def test_the_key_is_random_kept_and_readable_for_its_owner_alone(tmp_path):
    file = tmp_path / "secret-key"
    key = own_secret_key(file)
    assert len(key) > 50
    assert own_secret_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert own_secret_key(tmp_path / "another") != key


def test_the_demo_serves_that_address_and_no_other(tmp_path):
    port = free_port()
    environment = environment_of(tmp_path / "var", tmp_path / "static", port) | {
        "LAN": OTHER,
        "HASHED_STATIC": "0",
        "PYTHONUNBUFFERED": "1",
    }
    said = manage(environment, "demo", "--no-serve")
    assert f"http://{OTHER}:{port}/" in said
    code = [line for line in said.splitlines() if line and set(line) <= set("█▀▄ ")]
    assert len(code) > 10, "a QR for phones"
    assert code[:2] == [len(code[0]) * "█"] * 2, "four modules of light above it: a line is two"
    assert {line[:4] + line[-4:] for line in code[:-1]} == {8 * "█"}, "and on both sides"
    # 29 modules and twice four are 37 rows: the last line has one.
    assert set(code[-1]) == {"▀"} and set(code[-2]) == {"█"}, "and below"
    assert "niet versleuteld" in said
    key, address = manage(environment, "shell", "-v", "0", "-c", KEY).split()
    assert address == f"{OTHER}:{port}", "what the projector shows"
    assert "laptop" not in key
    server = subprocess.Popen(
        [sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        for line in server.stdout:
            if "niet versleuteld" in line:
                break
        with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as phone:
            assert phone.get(f"http://{OTHER}:{port}/").status_code == 200
            assert phone.get(f"http://{OTHER}:{port}/", headers={"Host": "elsewhere.example"}).status_code == 400
        assert (tmp_path / "var" / "security.log").exists(), "what is logged of people, not between the addresses"
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()
