"""`manage.py demo`: a filled database, an open room, accounts to log in with, and a server. For a laptop."""

import json
import logging
import logging.config
import os
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from livesessions.logs import logging_config
from livesessions.management.demo_company import keep_company
from livesessions.management.demo_room import DemoRefused, open_room
from livesessions.management.held.holding import hold
from livesessions.management.preparing import collect_static, compile_catalogues
from livesessions.programme.demo import loading
from livesessions.programme.demo.held import HELD
from livesessions.programme.demo.held.shapes import HeldMeeting
from livesessions.stores import keep_private


class Command(BaseCommand):
    """Needs LAPTOP=1 in the environment, because it writes the passwords of accounts to a file."""

    help = "Prepare a demo and serve it on 127.0.0.1, or with LAN=1 on the local network. Only with LAPTOP=1."
    # System checks read the catalogues, which are compiled first; `serve` runs the checks.
    requires_system_checks = []
    meetings = HELD
    """What is held before the room opens; the archive shows it."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options of the command line."""
        parser.add_argument("--no-serve", action="store_true", help="prepare only")
        parser.add_argument("--alone", action="store_true", help="without invented people in the open room")
        parser.add_argument("--fresh", action="store_true", help="throw away the database in var/ and begin anew")
        parser.add_argument("--port", type=int, default=settings.PORT, help="default: $PORT, or 8000")

    def handle(self, *args: Any, no_serve: bool, alone: bool, fresh: bool, port: int, **options: Any) -> None:
        """Prepare what is missing, print the addresses, serve."""
        if not settings.LAPTOP:
            raise CommandError("The demo makes accounts whose passwords stand in a file: only with LAPTOP=1.")
        settings.VAR_DIR.mkdir(exist_ok=True)
        if fresh:
            _forget()
        compile_catalogues()
        call_command("migrate", interactive=False, verbosity=0)
        host = settings.LAN or "127.0.0.1"
        with _without_security_log():
            demo = _prepare(f"http://{host}:{port}", self.meetings)
        if collect_static():
            self.stdout.write(_("Collected the static files."))
        self._say(demo)
        if settings.LAN:
            self._say_to_phones(demo)
        if not no_serve:
            if not alone:
                self.stdout.write(
                    _("Some invented people are in the room. They answer each poll within half a minute.")
                )
                keep_company(demo["room"])
            if "PUBLIC_ADDRESS" not in os.environ:
                settings.PUBLIC_ADDRESS = f"{host}:{port}"  # what the projector shows
            if "SECURITY_LOG" not in os.environ:
                _keep_security_log_apart()
            call_command("serve", host=host, port=port, skip_checks=False)

    def _say(self, demo: dict[str, Any]) -> None:
        url, room = demo["url"], f"{demo['url']}/r/{demo['room']}"
        for label, value in (
            (_("Come in"), f"{url}/"),
            (_("Join code"), demo["code"]),
            (_("Programme"), f"{url}/p/{loading.DAG_VAN_DE_WIJKTEAMS.slug}/"),
            (_("Console of the host"), f"{room}/host/"),
            (_("Screen"), f"{room}/screen/"),
            (_("Archive"), f"{url}/archive/"),
            (_("Log in as host"), f"{demo['host']['email']}  {demo['host']['password']}"),
            (_("Log in as organiser"), f"{demo['organiser']['email']}  {demo['organiser']['password']}"),
        ):
            self.stdout.write(f"{label + ':':<31}{value}")
        if not settings.SECOND_FACTOR:
            self.stdout.write(_("On this laptop nobody needs a second step to log in. In real use everybody does."))

    def _say_to_phones(self, demo: dict[str, Any]) -> None:
        """Print a QR code with which phones join, and a warning about serving on a network."""
        drawn = StringIO()
        segno.make(f"{demo['url']}/#{demo['code']}", error="m").terminal(out=drawn, border=4, compact=True)
        self.stdout.write(drawn.getvalue())
        self.stdout.write(
            _(
                "Phones on this network can come in with this QR. So can everybody else on it, and what travels is not "
                "encrypted: use this to try things out, not for a real meeting. Ctrl+C stops it."
            )
        )


def _keep_security_log_apart() -> None:
    """What is under the addresses on the screen stays readable: who logs in is written to ``var/security.log``."""
    level, file = settings.LOGGING["root"]["level"], settings.VAR_DIR / "security.log"
    logging.config.dictConfig(logging_config(level, as_json=False, security_file=str(file)))


@contextmanager
def _without_security_log() -> Iterator[None]:
    """Nobody gets a right that is news: the accounts of the demo are given theirs at every start."""
    logger = logging.getLogger("livesessions.security")
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def _prepare(url: str, meetings: Iterable[HeldMeeting]) -> dict[str, Any]:
    """Fill the database, and write and return ``var/demo.json``. Raises `CommandError` when a command is refused."""
    known = _known()
    loading.load_programmes()
    host = loading.ensure_login(loading.HOST, known.get("host", {}).get("password", ""))
    organiser = loading.ensure_login(loading.ORGANISER, known.get("organiser", {}).get("password", ""))
    session = loading.workshop()
    if session is None:
        raise CommandError(f"The session {loading.WORKSHOP} is gone; begin anew with --fresh.")
    try:
        for held in meetings:
            if (over := loading.session_of(held)) is not None:
                hold(held, over, loading.give_roles(over))
        room = open_room(session, loading.give_roles(session))
    except DemoRefused as refused:
        raise CommandError(str(refused)) from refused
    demo = {"url": url, "code": room.shown_code, "room": room.pk, "host": host, "organiser": organiser}
    if demo != known:
        _write(demo)
    return demo


def _file() -> Path:
    return Path(settings.VAR_DIR) / "demo.json"


def _known() -> dict[str, Any]:
    """The file of the last run; empty when there was none, or when the file is damaged."""
    try:
        known = json.loads(_file().read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write(demo: dict[str, Any]) -> None:
    """Replace the file as a whole; other users can never read it."""
    unfinished = _file().with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(demo, file, indent=2)
        file.write("\n")
    unfinished.replace(_file())


def _forget() -> None:
    """Remove the demo's own database. Raises `CommandError` for any other database."""
    database = Path(settings.DATABASES["default"]["NAME"])
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3" or database.parent != settings.VAR_DIR:
        raise CommandError("--fresh throws away a database: only the one in var/.")
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    keep_private(database)
