"""HTML with holes: it is drawn once, and the pieces that differ or change on their own are filled in."""

from collections.abc import Mapping
from secrets import token_hex

from django.utils.safestring import SafeString, mark_safe

_edge = token_hex(8)


def hole(name: str) -> SafeString:
    """The placeholder where `name` is filled in; nobody outside this process can write it."""
    return mark_safe(f"{_edge}{name}{_edge}")  # noqa: S308  (letters and digits of our own)


def holes_in(html: str) -> list[str]:
    """The names of the holes in `html`, in their order."""
    return html.split(_edge)[1::2]


def between_holes(html: str) -> tuple[list[str], list[str]]:
    """The texts around the holes in `html`, one more than there are holes, and the names of the holes."""
    pieces = html.split(_edge)
    return pieces[::2], pieces[1::2]


def fill(html: str, values: Mapping[str, str]) -> str:
    """`html` with its holes filled in. `values` are HTML by the names of the holes; `KeyError` when one has none."""
    pieces = html.split(_edge)
    pieces[1::2] = [values[name] for name in pieces[1::2]]
    return "".join(pieces)
