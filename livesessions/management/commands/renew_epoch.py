"""`manage.py renew_epoch`: run it once after every restored backup."""

from typing import Any

from django.core.management.base import BaseCommand

from rooms.live.changes.epochs import renew_epochs


class Command(BaseCommand):
    """Calls `rooms.live.changes.epochs`."""

    help = "Draw a new epoch for every room, so that open pages take all parts again. Run it after restoring a backup."

    def handle(self, *args: Any, **options: Any) -> None:
        """Renew the epochs, and print their number."""
        self.stdout.write(f"{renew_epochs()} rooms have a new epoch.")
