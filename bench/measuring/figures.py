"""Figures by their path in what a bench found, and durations as ratios: to the calibration, and to the textbook."""

from collections.abc import Mapping
from typing import Any

TEXTBOOK = "textbook"
"""Where a bench puts what it found on the textbook site, under the same names."""


def at(found: Any, path: str) -> Any:
    """What stands at `path`, as in ``ack_ms.p99`` or ``rows.-1.lost``; raises `LookupError` when nothing does."""
    for name in path.split("."):
        found = found[int(name) if isinstance(found, list) else name]
    return found


def broken(found: Any, must: Mapping[str, Any]) -> dict[str, Any]:
    """The figures that are not what they must be. Those that this run did not look for are left out."""
    wrong = {}
    for path, value in must.items():
        try:
            is_so = at(found, path)
        except LookupError:
            continue
        if is_so != value:
            wrong[path] = is_so
    return wrong


def headlines(found: Any, units: Mapping[str, float], calibration_ms: float) -> dict[str, dict[str, float | None]]:
    """Each duration that `units` names: in milliseconds, in calibrations, and in those of the textbook."""
    return {
        path: {
            "ms": _ms(found, path, unit),
            "per_calibration": _ratio(_ms(found, path, unit), calibration_ms),
            "per_textbook": _ratio(_ms(found, path, unit), _ms(found, f"{TEXTBOOK}.{path}", unit)),
        }
        for path, unit in units.items()
    }


def _ms(found: Any, path: str, unit: float) -> float | None:
    try:
        value = at(found, path)
    except LookupError:
        return None
    return None if value is None else round(value * unit, 4)


def _ratio(value: float | None, to: float | None) -> float | None:
    return None if value is None or not to else round(value / to, 4)
