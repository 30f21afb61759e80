"""A really served site with a folder of its own: what `make run` does, on a free port, prepared once for all."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40.0  # seconds that a server gets to come up or to stop, on a machine that does other things too
HOST, SECOND = "eerste@wijkteams.example", "tweede@wijkteams.example"
PASSWORD = "een-wachtwoord-voor-proeven"
TOKEN = 'name="csrfmiddlewaretoken" value="'
SPARE = 150
"""Sessions beside the demo: each test opens one as a room of its own."""

PREPARE = f"""
from datetime import timedelta
from django.contrib.auth.models import User
from livesessions.accounts.making import make_account
from livesessions.programme.models import Hosting, Programme, Session, Team
day = Programme.objects.get(slug="dag-van-de-wijkteams-2023")
model = day.sessions.order_by("pk").first()
own = Programme.objects.create(slug="proef", title="Proef", organisation="De straat", published=False,
                               starts_on=day.starts_on, ends_on=day.ends_on)
for number, name in enumerate(("Achterstraat", "Voorstraat", "Zijstraat"), 1):
    Team.objects.create(programme=own, number=number, name=name, people=4)
users = [make_account(email, "{PASSWORD}") for email in ("{HOST}", "{SECOND}")]
own.organisers.add(*users)
for number in range({SPARE}):
    session = Session.objects.create(programme=own, kind=model.kind, title=f"Kamer {{number}}",
                                     starts_at=model.starts_at, ends_at=model.ends_at)
    for user in users:
        Hosting.objects.create(session=session, user=user)
"""


def prepare_model(folder: Path, **more: str) -> Path:
    """A filled folder from which every site of this run copies, and the collected static files, made by the first.

    `more` goes into the environment in which it is filled.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            environment = environment_of(folder / "var", folder / "static", port=1) | more
            manage(environment, "demo", "--no-serve", "--port", "1")
            manage(environment, "shell", "-v", "0", "-c", PREPARE)
            (folder / "ready").touch()
    return folder


def environment_of(var: Path, static: Path, port: int) -> dict[str, str]:
    """What `make run` sets, and nothing of the tests' own environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {
        "LAPTOP": "1",
        "SMALLEST_RESULT": "1",
        "HASHED_STATIC": "1",
        "LOG_LEVEL": "WARNING",
        "VAR_DIR": str(var),
        "STATIC_ROOT": str(static),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "livesessions.settings",
    }


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run `manage.py`; answers its output."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments[0]} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


class Site:
    """One process that serves; `kill` and `start` keep port and data."""

    def __init__(self, folder: Path, model: Path) -> None:
        self.var = folder / "var"
        shutil.copytree(model / "var", self.var)
        self.port = free_port()
        self.environment = environment_of(self.var, model / "static", self.port)
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None
        # What `demo` writes again for another port; running it would take as long as starting to serve.
        (self.var / "demo.json").write_text(json.dumps(self.demo | {"url": self.url}))
        self._next = 0
        self._logins: dict[str, dict[str, str]] = {}

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def demo(self) -> dict[str, Any]:
        """What `demo` wrote for programs."""
        return json.loads((self.var / "demo.json").read_text())

    def start(self) -> None:
        """Serve; returns when it answers."""
        # The site goes when the tests go, also when those are killed.
        command = ["setpriv", "--pdeathsig=SIGKILL", sys.executable, "manage.py", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, f"no answer: {self.log.read_text()}"
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send `how` and wait until the process is gone."""
        if self.process is not None:
            self.process.send_signal(how)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise
            finally:
                self.process = None

    def tracebacks(self) -> list[str]:
        """What the server complained of, which must be nothing: the last lines of each."""
        text = self.log.read_text(errors="replace")
        return [piece[-1500:] for piece in text.split("Traceback (most recent call last)")[1:]]

    # --- What every test needs, without a browser ---------------------------------------------------------------------

    def login(self, email: str = HOST, password: str = PASSWORD) -> dict[str, str]:
        """The cookies of somebody who logged in; each account logs in once."""
        if email not in self._logins:
            with httpx.Client(base_url=self.url, follow_redirects=True) as client:
                token = _between(client.get("/accounts/login/").text, TOKEN, '"')[0]
                fields = {"login": email, "password": password, "csrfmiddlewaretoken": token}
                answer = client.post("/accounts/login/", data=fields)
                assert "sessionid" in client.cookies, answer.text
                self._logins[email] = dict(client.cookies)
        return self._logins[email]

    def log_out(self, email: str = HOST) -> None:
        """End the web session of an account that logged in: as in another browser with the same cookies."""
        with httpx.Client(base_url=self.url, cookies=self._logins.pop(email)) as client:
            token = _between(client.get("/accounts/logout/").text, TOKEN, '"')[0]
            assert client.post("/accounts/logout/", data={"csrfmiddlewaretoken": token}).status_code == 302

    def new_room(self) -> "Room":
        """A room that nobody was in, with its doors open."""
        with httpx.Client(base_url=self.url, follow_redirects=True, cookies=self.login()) as client:
            page = client.get("/hosting/").text
            session = _between(page, 'action="/hosting/', "/")[self._next]
            self._next += 1
            fields = {"open": "1", "csrfmiddlewaretoken": _between(page, TOKEN, '"')[0]}
            console = client.post(f"/hosting/{session}/", data=fields)
        return Room(console.url.path.split("/")[2], _between(console.text, 'class="code-text">', "<")[0])


class Room:
    """An open room."""

    def __init__(self, id: str, code: str) -> None:
        self.id = id
        self.code = code
        self.path = f"/r/{id}/"


def _between(text: str, start: str, end: str) -> list[str]:
    return [piece.split(end, 1)[0] for piece in text.split(start)[1:]]
