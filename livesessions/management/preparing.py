"""Builds catalogues and static files from the sources before pages are served, when they are stale."""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils.translation.reloader import translation_file_changed


def compile_catalogues() -> int:
    """Compile the translations that are newer than their compiled form, and return their number. Needs no gettext."""
    stale = [
        source
        for folder in settings.LOCALE_PATHS
        for source in Path(folder).glob("*/LC_MESSAGES/*.po")
        if _older(source.with_suffix(".mo"), source.stat().st_mtime)
    ]
    if stale:
        # Slow to import, and not needed otherwise.
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    for source in stale:
        with source.open("rb") as po:
            catalogue = read_po(po, locale=source.parts[-3])
        compiled = source.with_suffix(".mo")
        # Another process may be reading the old one.
        unfinished = compiled.with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as mo:
            write_mo(mo, catalogue)
        unfinished.replace(compiled)
        translation_file_changed(None, compiled)
    return len(stale)


def collect_static() -> bool:
    """Collect and hash the static files when one is newer than the collection; returns whether that was needed."""
    if not settings.HASHED_STATIC:
        return False
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    newest = max(
        Path(storage.path(name)).stat().st_mtime for finder in get_finders() for name, storage in finder.list([])
    )
    if not _older(manifest, newest):
        return False
    # An interrupted run leaves no manifest, so the next run collects again.
    manifest.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    return True


def _older(made: Path, than: float) -> bool:
    """Whether `made` is absent, or older than the time `than` (seconds since 1970)."""
    return not made.exists() or made.stat().st_mtime < than
