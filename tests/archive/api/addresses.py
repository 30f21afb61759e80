"""The addresses of the archive, and who may read what there: the rows of the matrix."""

from dataclasses import dataclass

WORD, NOBODYS = "Zandkasteel", "Zandkasteul"
STRANGERS = frozenset({"anonymous", "participant"})
READERS = frozenset({"host", "organiser", "administrator who organises"})
ORGANISERS = READERS - {"host"}
MEMBERS = READERS | {"host of another session"}
OTHERS = frozenset({"host elsewhere", "organiser elsewhere", "administrator"})
ACCOUNTS = MEMBERS | OTHERS
ALL = ACCOUNTS | STRANGERS
REDACTORS = ORGANISERS | {"administrator"}
"""Administrators take words out of everything, so the two pages for it are theirs too."""


@dataclass(frozen=True)
class Page:
    """An address, who gets it, and who reads the word there; strangers are sent to the login."""

    address: str
    gets: frozenset[str] = MEMBERS
    reads: frozenset[str] = READERS


NOBODY: frozenset[str] = frozenset()
ASKER = frozenset({"organiser"})
"""Who had a file made."""
PAGES = {
    "archive": Page("/archive/?text={word}", ACCOUNTS),
    "archive-schema": Page("/archive/schema.json", ALL, NOBODY),
    "archive-take": Page("/archive/take/?item=poll-{poll}&as=json", READERS),
    "archive-export": Page("/archive/take/{export}/", ASKER, NOBODY),
    "archive-export-file": Page("/archive/take/{export}/file", ASKER, ASKER),
    "archive-workbook": Page("/archive/dag.xlsx"),
    "archive-programme": Page("/archive/dag/"),
    "archive-record": Page("/archive/dag/kept/poll/{poll}/", READERS),
    "archive-find-words": Page("/archive/dag/words/?text={word}", REDACTORS, REDACTORS),
    "archive-words": Page("/archive/dag/words/poll/{poll}/", REDACTORS, REDACTORS),
    "archive-people": Page("/archive/dag/people/", ORGANISERS, NOBODY),
    "archive-webhooks": Page("/archive/dag/webhooks/", ORGANISERS, NOBODY),
    "mirrors": Page("/archive/mirror/", ACCOUNTS, NOBODY),
    "mirror-session": Page("/archive/mirror/{session}/", ORGANISERS, NOBODY),
    "mirror": Page("/archive/mirror/{session}/{team}/", ORGANISERS, ORGANISERS),
    "mirror-of": Page("/archive/mirror/of/{mirror}/", ALL, ALL),
    "compare": Page("/archive/compare/?item=poll-{poll}&item=poll-{asked}", READERS),
    "barometers": Page("/archive/barometer/", ACCOUNTS),
    "barometer": Page("/archive/barometer/zand/", READERS),
    "barometer-file": Page("/archive/barometer/zand.csv", READERS),
    "barometer-give": Page("/archive/dag/kept/poll/{poll}/barometer/", ORGANISERS, ORGANISERS),
    "archive-page": Page("/archive/dag/polls/"),
    "archive-sheet": Page("/archive/dag/polls.csv"),
    "archive-page-documents": Page("/archive/dag/polls.json"),
    "archive-page-workbook": Page("/archive/dag/polls.xlsx"),
    "archive-picture": Page("/archive/dag/picture/{picture}.webp", READERS, NOBODY),
    "saved-views": Page("/saved-views/", ACCOUNTS, NOBODY),
    "tokens": Page("/accounts/tokens/", ACCOUNTS, NOBODY),
    "tokens-new": Page("/accounts/tokens/new/", ACCOUNTS, NOBODY),
}  # fmt: skip
"""By the name of an address."""
POSTED = {
    "archive-tags": ("/archive/dag/kept/poll/{poll}/tags/", {"name": "wijk"}, ORGANISERS),
    "archive-notes": ("/archive/dag/kept/poll/{poll}/notes/", {"about": "remark", "text": "wijk"}, READERS),
}
"""By the name of an address that only takes forms: a form, and whose is taken."""
FOR_SYSTEMS = {
    "api-programmes": ("/api/v1/programmes", 200, False),
    "api-sessions": ("/api/v1/sessions?programme=dag", 422, False),
    "api-session": ("/api/v1/sessions/{session}", 404, False),
    "api-kinds": ("/api/v1/kinds", 200, False),
    "api-tags": ("/api/v1/tags", 200, False),
    "api-barometers": ("/api/v1/barometers", 200, True),
    "api-barometer": ("/api/v1/barometers/zand", 404, True),
    "api-items": ("/api/v1/items?text={word}", 200, True),
    "api-item": ("/api/v1/items/poll/{poll}", 404, True),
}
"""By the name of an address: what a token to another programme gets; whether the right one reads the word."""
OPEN = {"api-description": "/api/v1/openapi.json", "api-nothing": "/api/v1/nothing", "api-root": "/api/v1/"}
"""What says the same to everybody."""
