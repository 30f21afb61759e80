"""Every text a person can see has a Dutch translation, and no catalogue lags behind the code.

Run by `make check`. Prints file:line: sentence. Extracts as `make messages` does, into a copy.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["livesessions", "rooms", "polls", "templates"]
LANGUAGES = ["nl", "en"]  # en: the texts in the code are English, its catalogue gives them their place


def catalogue(language: str) -> str:
    """Where a language's texts are."""
    return f"locale/{language}/LC_MESSAGES/django.po"


def read(path: Path, language: str) -> Catalog:
    """A catalogue, without the entries that are no longer used."""
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def extract() -> Catalog:
    """What the code and the templates hold now, with where it stands."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder), redirect_stdout(io.StringIO()):
        # A copy, because makemessages writes working files beside the templates.
        for name in SOURCES:
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, name)
        Path("locale").mkdir()
        call_command("makemessages", locale=["nl"], no_wrap=True)
        return read(Path(catalogue("nl")), "nl")


def key(message: Message) -> tuple[str | None, str]:
    """What tells one text from another; a plural belongs to its singular."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def problems(language: str, source: dict[tuple[str | None, str], Message]) -> Iterator[str]:
    """What is wrong with one language's catalogue."""
    name = catalogue(language)
    if not (ROOT / name).exists():
        yield f"{name}:1: there is no catalogue: make messages."
        return
    texts = read(ROOT / name, language)
    if texts.fuzzy:
        yield f"{name}:1: its header is marked fuzzy, so that Babel would not compile it: remove the mark."
    entries = {key(message): message for message in texts if message.id}
    for missing in source.keys() - entries.keys():
        file, line = source[missing].locations[0]
        yield f"{file}:{line}: {missing[1]!r} is not in {name}: make messages."
    for (context, text), message in entries.items():
        where = f"{name}:{message.lineno}: {text!r}"
        if (context, text) not in source:
            yield f"{where} is no longer used: make messages."
        if message.fuzzy:
            yield f"{where} is a guess (fuzzy): translate it and remove the mark."
        forms = [message.string] if isinstance(message.string, str) else message.string
        if language == "nl" and not all(forms or [""]):
            yield f"{where} has no translation."
        for error in message.check(texts):
            yield f"{where}: {error}."


def place(problem: str) -> tuple[str, int]:
    """Where a problem is, to sort by."""
    file, line, _ = problem.split(":", 2)
    return file, int(line)


def main() -> None:
    """Print every finding; exit with 1 when there is one."""
    source = {key(message): message for message in extract() if message.id}
    found = [problem for language in LANGUAGES for problem in problems(language, source)]
    for problem in sorted(found, key=place):
        print(problem)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
