"""`manage.py purge`: names and people's words go when the term of a programme is over."""

from typing import Any

from django.core.management.base import BaseCommand

from livesessions.programme.retention import purge


class Command(BaseCommand):
    """Calls `livesessions.programme.retention`, as every serving process does each day."""

    help = "Purge names and people's words of programmes whose term is over. Safe to run as often as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge, and print how many of what went."""
        total = purge()
        for what, number in sorted(total.items()):
            self.stdout.write(f"{number} {what}")
        if not total:
            self.stdout.write("Nothing to purge.")
