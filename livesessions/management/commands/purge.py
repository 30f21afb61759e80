"""`manage.py purge`: names and people's words go when the term of a programme is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from livesessions.programme.retention import purge_besides, purge_each
from livesessions.write_ahead_log import empty_log


class Command(BaseCommand):
    """Calls `livesessions.programme.retention`, as every serving process does each day."""

    help = "Purge names and people's words of programmes whose term is over. Safe to run as often as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options of the command line."""
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
        parser.add_argument(
            "--rewrite",
            action="store_true",
            help="also write the tables anew, without what was ever taken out of them; nobody can work meanwhile",
        )

    def handle(self, *args: Any, dry_run: bool, rewrite: bool, **options: Any) -> None:
        """Purge, and print of each programme how many of what went."""
        if dry_run and rewrite:
            raise CommandError("A dry run changes nothing: leave --rewrite out.")
        went = {each.slug: changed for each, changed in purge_each(dry_run=dry_run).items()}
        if besides := purge_besides(dry_run=dry_run):
            went["of all programmes"] = besides
        for slug, changed in went.items():
            self.stdout.write(f"{slug}:")
            for what, number in sorted(changed.items()):
                self.stdout.write(f"  {number} {what}")
        if not went:
            self.stdout.write("Nothing to purge.")
        elif dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
        if rewrite:
            write_anew()
            self.stdout.write("Wrote the tables anew.")


def write_anew() -> None:
    """Have the database give back the room of deleted and older rows, in which they can still be read."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # it overwrites them by itself, but for what waits in its log
            cursor.execute("VACUUM")
            empty_log()
            return
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")
        # PostgreSQL's statistics repeat values of columns, and older statistics are rows that stay as any do.
        cursor.execute("VACUUM (FULL) pg_catalog.pg_statistic")
