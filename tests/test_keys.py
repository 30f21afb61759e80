"""Keys of the console: one key means one thing, and the help lists every one."""

import re
from collections import defaultdict
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR, "templates")
KEY = re.compile(r"""data-(?:row-)?key="(\w)"|rooms/board/button\.html" with [^%]*\b(?:page_)?key="(\w)\"""")
WALKING = {"J", "K", "?"}
"""Keys that press no button: `keys.js` knows them."""
FEATURES = ("polls", "rooms/board")
"""Folders whose templates may give one key to several buttons: these do the same, or undo it."""


def of_templates() -> dict[str, set[str]]:
    """By key, where it is given to a button: a folder of `FEATURES`, or a template and line."""
    places = defaultdict(set)
    for path in TEMPLATES.rglob("*.html"):
        name, text = str(path.relative_to(TEMPLATES)), path.read_text()
        for match in KEY.finditer(text):
            line = f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
            places[(match[1] or match[2]).upper()].add(next((each for each in FEATURES if name.startswith(each)), line))
    return places


def test_one_key_means_one_thing():
    assert {key: places for key, places in of_templates().items() if len(places) > 1} == {}


def test_the_help_lists_every_key_once():
    text = Path(TEMPLATES, "rooms/keys.html").read_text()
    listed = re.findall(r"<kbd>(.)</kbd>", text)
    listed.remove("?")  # once for each audience
    assert sorted(listed) == sorted({*of_templates(), *WALKING})
    for short in re.findall(r"<li><kbd>(.)</kbd>", Path(TEMPLATES, "rooms/host.html").read_text()):
        assert short in listed
    table = Path(settings.BASE_DIR, "docs/configuration.md").read_text().partition("## Keys of the console")[2]
    cells = [row.split("|") for row in table.splitlines() if row.startswith("| ") and "| does |" not in row]
    told = {key for row in cells for cell in (row[1], row[3]) for key in re.findall(r"\b[A-Z]\b", cell)}
    assert told == {*listed} - {"?"}
