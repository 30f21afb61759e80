"""`manage.py make_export`: make one file that somebody asked for. Serving processes call it."""

import logging
import os
import resource
import sys
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from livesessions.archive.files.making import make

logger = logging.getLogger(__name__)

MEMORY = 2 * 2**30
"""Bytes of addresses that it may use: a file that needs more fails, and nothing else does."""
MODEST = 10
"""How far it stands back for processes that serve."""


class Command(BaseCommand):
    """Stands back for whoever serves: it takes what is left of the processor."""

    help = "Make one file of the archive that somebody asked for. Serving processes call it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which one."""
        parser.add_argument("key", type=UUID)

    def handle(self, *args: Any, key: UUID, **options: Any) -> None:
        """Make it. What goes wrong is logged as everything is: without sentences that quote what people wrote."""
        os.nice(MODEST)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            make(key)
        except Exception:
            logger.exception("a file could not be made")
            sys.exit(1)
