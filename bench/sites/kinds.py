"""The sites that a bench can serve, and all their differences."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from .doors import BY_CODE, BY_NAME, Door
from .ledger import Ledger, TextbookLedger
from .serving import serving_application


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of site. `command` takes ``daphne`` or ``uvicorn`` and returns the command of one server process."""

    name: str
    settings: str
    filling: str
    ledger: type[Ledger]
    door: Door
    command: Callable[[str], list[str]]


def _our_command(server: str) -> list[str]:
    return [sys.executable, "manage.py", "serve", "--server", server]


OURS = Kind("our site", "livesessions.settings", "bench.sites.filling", Ledger, BY_CODE, _our_command)
TEXTBOOK = Kind(
    "the textbook site",
    "bench.sites.textbook.settings",
    "bench.sites.textbook.filling",
    TextbookLedger,
    BY_NAME,
    serving_application("bench.sites.textbook.asgi:application"),
)
