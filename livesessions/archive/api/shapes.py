"""What the interface answers, as its description says it."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field


class ProgrammeShape(Schema):
    """A day, a series or one meeting, to which sessions belong."""

    slug: str
    title: str
    organisation: str
    starts_on: str = Field(description="The first day, as YYYY-MM-DD.")
    ends_on: str


class SessionShape(Schema):
    """A meeting at one time."""

    id: int
    programme: str = Field(description="The slug of its programme.")
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime


class VariantShape(Schema):
    """One of several variants of a kind, such as the kinds of poll; its value is for the field `kind` of a search."""

    value: str
    title: str


class KindShape(Schema):
    """A kind of item: what is kept of polls, of questions, of groups."""

    name: str
    title: str
    variants: list[VariantShape]
    schema_: str = Field(alias="schema", description="The address of the JSON Schema of its items.")


class TagShape(Schema):
    """A tag that organisers gave, and on how many items it is."""

    name: str
    number: int


class LineShape(Schema):
    """A barometer: a question that was asked again, how often, and what it asked the last time."""

    name: str
    times: int
    first: datetime
    last: datetime
    question: str


class LinesShape(Schema):
    """One page of barometers. `next` is the address of the page after it."""

    count: int
    page: int
    pages: int
    next: str | None
    barometers: list[LineShape]


class BarometerShape(Schema):
    """The numbers of a barometer, the oldest first; none where too few people answered."""

    barometer: str
    older: int = Field(description="How many times before these are left out.")
    rows: list[dict[str, Any]] = Field(description="As in its file: date, version, answers, answer, percent, value …")


class Versions(Schema):
    """One version of an item; the newest is the item itself."""

    version: int
    kept_at: datetime
    why: str | None = Field(description="Why it is another version; nothing for the first one.")
    by: str | None = Field(description="Who added it; nothing where the server did.")


class ItemsShape(Schema):
    """One page of what was found. `next` is the address of the page after it."""

    count: int
    page: int
    pages: int
    next: str | None
    items: list[dict[str, Any]] = Field(description="Each as /archive/schema.json says.")


class ItemShape(Schema):
    """One item with all its versions, the first one first."""

    item: dict[str, Any] = Field(description="As /archive/schema.json says.")
    versions: list[Versions]


class ProblemShape(Schema):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
