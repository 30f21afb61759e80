"""Input validation: every frame from a browser is checked here before any other code sees it.

A stock JSON consumer dies on some bad frames and accepts others, which then fail later: NUL in PostgreSQL, a lone
surrogate in msgpack and when the server sends it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn
from uuid import UUID

from livesessions.texts.blank import is_blank
from livesessions.texts.cleaning import clean_text

LONGEST = 16 * 1024
"""Bytes of a frame, as UTF-8."""
LONGEST_INTEGER = 15
DEEPEST = 8
_ID = re.compile(r'"id"\s*:\s*"([0-9a-fA-F-]{36})"')


class BadFrame(ValueError):
    """Our pages never send such a frame. The reason is for tests and metrics, not for people."""


def clean_frame(text: str | None, data: bytes | None = None) -> dict[str, Any]:
    """The JSON object in a text frame, with texts that are fit to store and to show.

    Raises `BadFrame` for binary, too many bytes, deep nesting, duplicate keys, NaN, huge integers, strange keys.
    """
    if text is None or data is not None:
        raise BadFrame("binary")
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise BadFrame("surrogate") from None
    if size > LONGEST:
        raise BadFrame("too long")
    try:
        found = json.loads(
            text, parse_constant=_no_constant, parse_int=_short_integer, object_pairs_hook=_without_duplicates
        )
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, BadFrame) else BadFrame("not JSON") from None
    if not isinstance(found, dict):
        raise BadFrame("not an object")
    return clean_fields(found)


def clean_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a POST, cleaned in the same way. Raises `BadFrame`."""
    return {_same_key(key): clean_value(value) for key, value in fields.items()}


def clean_value(value: Any, depth: int = 0) -> Any:
    """A JSON value whose texts are fit to store and to show. Raises `BadFrame`.

    A text of characters that nobody sees becomes the empty text, so that every field knows it as empty.
    """
    if isinstance(value, str):
        text = clean_text(value)
        return "" if text.strip() and is_blank(text) else text
    if depth >= DEEPEST:
        raise BadFrame("too deep")
    if isinstance(value, list):
        return [clean_value(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_same_key(key): clean_value(item, depth + 1) for key, item in value.items()}
    return value


def _same_key(key: str) -> str:
    """The key as it is: our own code writes the keys, and nobody pastes text into them."""
    if clean_text(key) != key:
        raise BadFrame("forbidden character")
    return key


def id_in(text: str | None) -> str:
    """The id in a refused frame, so that the refusal can name it; empty when the frame has none."""
    found = _ID.search((text or "")[:LONGEST])
    return found[1] if found and is_id(found[1]) else ""


def _no_constant(name: str) -> NoReturn:
    raise BadFrame(name)


def _short_integer(digits: str) -> int:
    if len(digits.lstrip("-")) > LONGEST_INTEGER:
        raise BadFrame("huge integer")
    return int(digits)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadFrame("duplicate key")
    return found


def whole_number(value: object) -> int:
    """`value` as a number of at most 15 digits, or -1."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else -1


def is_id(value: object) -> bool:
    """Whether `value` is a UUID as text, or the empty text."""
    if value == "":
        return True
    try:
        return isinstance(value, str) and len(value) == 36 and bool(UUID(value))
    except ValueError:
        return False
