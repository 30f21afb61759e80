"""`manage.py check_archive`: whether what was kept is as it was kept."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from livesessions.archive.checksums import changed_records, renew_checksums


class Command(BaseCommand):
    """Compares every record with its checksum. Whatever the application does to a record, it makes a new one."""

    help = "Say which records of the archive were changed behind its back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options of the command line."""
        parser.add_argument(
            "--renew",
            action="store_true",
            help="first write the checksums of an older SECRET_KEY (SECRET_KEY_FALLBACKS) anew with that of today",
        )

    def handle(self, *args: Any, renew: bool, **options: Any) -> None:
        """Print each record that was changed; raises `CommandError` when there is one."""
        if renew:
            self.stdout.write(f"Renewed {renew_checksums()} checksums.")
        changed = 0
        for record in changed_records():
            self.stdout.write(f"{record}: changed")
            changed += 1
        if changed:
            raise CommandError(f"{changed} records are not as they were kept.")
        self.stdout.write("Every record is as it was kept.")
