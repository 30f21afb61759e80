"""`manage.py serve`: daphne, or uvicorn, with our limits and an orderly shutdown."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from livesessions.accounts.sessions import keep_clearing
from livesessions.archive.files.making import keep_making
from livesessions.archive.webhooks.delivering import keep_delivering
from livesessions.programme.retention import keep_purging
from livesessions.write_ahead_log import keep_emptying_log
from rooms.breakouts.plan.background import in_the_background
from rooms.breakouts.plan.resuming import resume_all
from rooms.live.commands.finishing import keep_finishing

TURN = 0.0005
"""Seconds that a thread keeps the interpreter while others wait for it. While one thread renders, the event loop waits
this long after every frame that it sends or reads: with Python's 5 ms, four hundred frames wait two seconds."""


class Command(BaseCommand):
    """Serve pages and sockets in one process."""

    help = "Serve the site in one process."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and with which server."""
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--server", choices=("daphne", "uvicorn"), default="daphne")
        parser.add_argument("--fd", type=int, help="a listening socket that was opened by the parent")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        sys.setswitchinterval(TURN)
        in_the_background(resume_all)
        keep_finishing()
        keep_purging()
        keep_clearing()
        keep_delivering()
        keep_making()
        keep_emptying_log()
        if options["server"] == "uvicorn":
            from rooms.live.serving import uvicorn_server

            uvicorn_server.serve(options["host"], options["port"], options["fd"])
            return
        # daphne chooses Twisted's reactor at import, so it is imported only when this process is sure to serve.
        from daphne.endpoints import build_endpoint_description_strings

        from livesessions.asgi import application
        from rooms.live.serving.daphne_server import BACKLOG, LIMITS, DrainingServer

        where = {"file_descriptor": options["fd"]} if options["fd"] else {k: options[k] for k in ("host", "port")}
        endpoints = build_endpoint_description_strings(**where)
        if not options["fd"]:  # the process that opened a descriptor chose its backlog
            endpoints = [f"{each}:backlog={BACKLOG}" for each in endpoints]
        DrainingServer(application, endpoints=endpoints, **LIMITS).run()
