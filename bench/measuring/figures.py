"""Figures by their path in a bench's result, and durations as ratios to the calibration and to the textbook."""

from collections.abc import Iterable, Mapping
from typing import Any

TEXTBOOK = "textbook"
"""The key under which a bench puts the figures of the textbook site, with the same names."""


def at(found: Any, path: str) -> Any:
    """The figure at `path`, as in ``ack_ms.p99`` or ``rows.-1.lost``; raises `LookupError` when there is none."""
    for name in path.split("."):
        found = found[int(name) if isinstance(found, list) else name]
    return found


def broken(found: Any, must: Mapping[str, Any]) -> dict[str, Any]:
    """The figures that are not as they must be, without those that this run did not measure."""
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
    """Each duration in `units`: in milliseconds, in calibrations, and as a ratio to the textbook's."""
    return {
        path: {
            "ms": _ms(found, path, unit),
            "per_calibration": _ratio(_ms(found, path, unit), calibration_ms),
            "per_textbook": _ratio(_ms(found, path, unit), _ms(found, f"{TEXTBOOK}.{path}", unit)),
        }
        for path, unit in units.items()
    }


def ratios(found: Any, base: Any, paths: Iterable[str]) -> dict[str, float | None]:
    """Each of these figures as a ratio to the same one of `base`."""
    return {path: _ratio(at(found, path), at(base, path)) for path in paths}


def _ms(found: Any, path: str, unit: float) -> float | None:
    try:
        value = at(found, path)
    except LookupError:
        return None
    return None if value is None else round(value * unit, 4)


def _ratio(value: float | None, to: float | None) -> float | None:
    return None if value is None or not to else round(value / to, 4)
