"""`manage.py deal < instance.json > plan.json`: deals people over groups, without a room, a database or a network."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rooms.breakouts.dealing.moving.stream import play
from rooms.breakouts.dealing.proof.reasons import Infeasible
from rooms.breakouts.dealing.reading import Unreadable
from rooms.breakouts.dealing.worker import answer_to


class Command(BaseCommand):
    """Calls `rooms.breakouts.dealing`; docs/dealing.md describes both formats."""

    help = (
        "Deal people over breakout groups: a task on standard input (JSON), a plan with its proof on standard output."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The search time in seconds, the seed, and whether to play a plan with events instead."""
        parser.add_argument("--seconds", type=float, default=1.0, help="how long it may think (1)")
        parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same plan (0)")
        parser.add_argument("--live", action="store_true", help="read a plan with events: people who come and go")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, deal, write. An error is printed to standard error, with exit status 2 and no output."""
        try:
            task = json.load(sys.stdin)
        except ValueError as error:
            raise CommandError(f"This is not JSON: {error}.", returncode=2) from error
        try:
            if options["live"]:
                answer = play(task)
            else:
                answer = answer_to(task, seconds=options["seconds"], seed=options["seed"])
        except (Unreadable, Infeasible) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(answer))
