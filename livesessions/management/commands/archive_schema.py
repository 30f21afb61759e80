"""`manage.py archive_schema`: write the JSON Schema of the archive's documents to docs/archive.schema.json."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from livesessions.archive.files.schema import schema

FILE = settings.BASE_DIR / "docs" / "archive.schema.json"


class Command(BaseCommand):
    """Run it when a column of a download changed; tests/archive/files/test_documents.py says when."""

    help = "Write the JSON Schema of the archive's documents to docs/archive.schema.json."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        FILE.write_text(json.dumps(schema(), indent=2) + "\n")
