"""The machine's scripts know no feature: what a feature needs stands in its template, or in a script of its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from rooms.live.base.people import Audience
from rooms.live.commands.register import registered
from rooms.live.rendering import parts

SCRIPTS = Path(settings.BASE_DIR, "static/js")
MACHINE = (
    "live.js", "outbox.js", "showing.js", "subjects.js",
    "composing.js", "filling.js", "focusing.js", "passing.js", "telling.js", "typed.js",
)  # fmt: skip
ALSO_MAY_BE_IMPORTED = {"cleaning.js", "leaving.js", "owning.js", "standing.js"}

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
TEXT = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")


def names_in(source: str) -> set[str]:
    """The texts in a script as a whole, the ids that its selectors ask for, and what looks like a command."""
    texts = {match[2] for match in TEXT.finditer(COMMENT.sub("", source))}
    selected = {name for text in texts for name in re.findall(r"#([\w-]+)", text)}
    return texts | selected | set(re.findall(r"\b[a-z]+\.[a-z]+\b", source))


def of_features() -> set[str]:
    """Ids of parts and names of commands."""
    ids = {
        part.name for who in Audience for personal in (True, False) for part in parts.registered(who, personal=personal)
    }
    return ids | set(registered())


def test_the_names_of_features_would_be_found():
    found = names_in('document.getElementById("own_vote"); document.querySelector("#poll form"); // for "tally"')
    assert found & of_features() == {"own_vote", "poll"}
    assert names_in('if (command === "poll.vote") send();') & of_features() == {"poll.vote"}


@pytest.mark.parametrize("script", MACHINE)
def test_the_machine_knows_no_part_and_no_command(script):
    assert names_in((SCRIPTS / script).read_text()) & of_features() == set()


@pytest.mark.parametrize("script", MACHINE)
def test_the_machine_imports_no_script_of_a_feature(script):
    imported = set(
        re.findall(r"""^import [^;]*?["']\./([\w-]+\.js)["'];""", (SCRIPTS / script).read_text(), re.MULTILINE)
    )
    assert imported <= {*MACHINE, *ALSO_MAY_BE_IMPORTED}


BY_THE_WALL = {"passing.js": "notices that the device slept", "kept.js": "dates that outlive the page"}
"""Scripts that may ask the device what time it is, and why."""


def test_no_span_is_measured_with_a_clock_that_somebody_may_set():
    asking = {each.name for each in SCRIPTS.glob("*.js") if re.search(r"Date\.now|new Date", each.read_text())}
    assert asking == set(BY_THE_WALL)
