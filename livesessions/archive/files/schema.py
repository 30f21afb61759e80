"""The JSON Schema (Draft 2020-12) of the archive's documents, generated from the kinds that are registered."""

from typing import Any

from django.utils import translation

from ..register import Page, RecordKind, Sheet, kinds_with_pages
from .documents import fields_of, sheets_of

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAME = "urn:livesessions:archive"
"""It is served by every site at /archive/schema.json, and is the same everywhere."""
TEXT, NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}
TEXT_OR_NOTHING = {"type": ["string", "null"]}
COUNT = {"type": ["integer", "null"], "minimum": 0}
MOMENT = {"type": ["string", "null"], "format": "date-time"}
CELL = {"type": ["string", "number", "boolean", "null"]}


def schema() -> Schema:
    """What a document is. Under `#/$defs/file` it says what a file of documents is."""
    kinds = kinds_with_pages()
    with translation.override(None):
        return {
            "$schema": DRAFT,
            "$id": NAME,
            "title": "A thing that the archive of livesessions keeps",
            "oneOf": [{"$ref": f"#/$defs/{kind.name}"} for kind, _page in kinds],
            "$defs": {
                "file": _closed({"schema": TEXT, "documents": {"type": "array", "items": {"$ref": "#"}}}),
                **{kind.name: _kind(kind, page) for kind, page in kinds},
            },
        }


def _kind(kind: RecordKind, page: Page) -> Schema:
    moments = dict.fromkeys(("begun", "ended", "kept", "redacted", "purged"), MOMENT)
    session = {"id": NUMBER, "title": TEXT, "starts": MOMENT}
    return {
        "title": str(page.title),
        **_closed(
            {
                "id": {"type": "string", "pattern": f"^{kind.name}-"},
                "kind": {"const": kind.name},
                "key": TEXT,
                "version": {"type": "integer", "minimum": 1},
                "correction": {"oneOf": [{"type": "null"}, _closed({"why": TEXT, "by": TEXT_OR_NOTHING})]},
                "language": TEXT,
                "programme": _closed({"slug": TEXT, "title": TEXT}),
                "session": {"oneOf": [{"type": "null"}, _closed(session)]},
                "title": TEXT,
                "moments": _closed(moments),
                "denominators": _closed(dict.fromkeys(("present", "received", "answered"), COUNT)),
                "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
                "checksum": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "sheets": _closed({sheet.name: _sheet(sheet) for sheet in sheets_of(kind)}),
            }
        ),
    }


def _sheet(sheet: Sheet) -> Schema:
    labels = [str(label) for label, _of in sheet.columns]
    cells = {name: CELL | {"title": label} for name, label in zip(fields_of(sheet), labels, strict=True)}
    return {"title": str(sheet.title), "type": "array", "items": _closed(cells)}


def _closed(properties: dict[str, Any]) -> Schema:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
