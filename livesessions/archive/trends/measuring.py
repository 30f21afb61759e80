"""Which kinds of record measure something. Features register them here, beside what they keep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .measurement import Measurement

if TYPE_CHECKING:
    from ..models import Record


@dataclass(frozen=True, slots=True)
class Measured:
    """A kind of record that measures something.

    ``measure(record)`` answers what, as far as it may be seen, in the present language; ``barometer(payload)`` the key
    of the line to which its maker gave it, empty for none.
    """

    kind: str
    measure: Callable[["Record"], Measurement]
    barometer: Callable[[Mapping[str, Any]], str]


_measured: dict[str, Measured] = {}


def register(measured: Measured) -> Measured:
    """Let records of this kind be followed and compared."""
    if measured.kind in _measured:
        raise ValueError(f"two kinds are named {measured.kind}")
    _measured[measured.kind] = measured
    return measured


def measured_kinds() -> list[str]:
    """The kinds that measure something."""
    return list(_measured)


def measurement_of(record: "Record") -> Measurement:
    """What a record measures; raises `KeyError` for a kind that measures nothing."""
    return _measured[record.kind].measure(record)


def barometer_in(record: "Record") -> str:
    """The barometer to which its maker gave a record; empty for none."""
    found = _measured.get(record.kind)
    return found.barometer(record.payload) if found else ""
