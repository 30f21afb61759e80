"""Every odd string in every text of every command: nothing breaks, and what is stored is what is shown."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connection
from django.forms import CharField, Field
from django.utils.html import escape

from livesessions.texts.blank import is_blank
from rooms.breakouts.plan.background import settle
from rooms.live.base.input_validation import clean_fields, clean_frame, clean_text
from rooms.live.base.people import Role
from rooms.live.changes.epochs import renew_epochs
from rooms.live.commands.performing import perform
from rooms.live.commands.register import Receipt, registered
from rooms.live.entry.display_names import clean_name
from tests.browsing import Browser
from tests.examples import EXAMPLES, by
from tests.odd_strings import BLANK, ODD
from tests.peoples_words import columns
from tests.scene import Scene

FILLED_IN_BY_THE_PAGE = {"act", "code", "question", "was", "into", "moderator", "category"}
ONE_ON_A_LINE = {"options", "categories", "words"}
"""Fields that hold a list: a text on each line."""
IN_ADDRESSES = {"barometer"}
"""Becomes lower case with hyphens: what somebody types there is not kept as it was."""
TAKES_OUT = "room.redact"
"""Says what goes; what somebody types there is not kept."""
WRITTEN = [
    (name, field)
    for name, found in registered().items()
    for field, control in found.form.base_fields.items()
    if type(control) is CharField and field not in FILLED_IN_BY_THE_PAGE | IN_ADDRESSES and name != TAKES_OUT
]
UNREADABLE = {("breakouts.import", "lines"), ("room.introduce", "name")}
"""Nothing odd is a name and a number; and a name has few marks on a letter."""
AS_MANY_AS_THERE_ARE = {("poll.mend", "options"): 2}
"""Fields that hold a list of a certain length, which a text of several lines has not."""


def control_of(name: str, field: str) -> Field:
    return registered()[name].form.base_fields[field]


class Undoing:
    """The database as it is now, to which it returns after each try.

    A copy, because a transaction would cost each page twice as much: nothing is remembered inside one.
    """

    def __init__(self) -> None:
        connection.ensure_connection()
        self._before = sqlite3.connect(":memory:")
        connection.connection.backup(self._before)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens inside has not happened."""
        cache.clear()
        renew_epochs()
        yield
        settle()
        self._before.backup(connection.connection)


def say(scene: Scene, name: str, data: dict, field: str, text: str) -> Receipt:
    """Ask for a command with this text in this field, cleaned as everything that comes in."""
    given = json.loads(json.dumps(data | {field: text}))
    return perform(name, scene.actor(by(name)), clean_fields(given))


def stored() -> set[str]:
    """All words of people in the database."""
    found: set[str] = set()
    for model, column in columns():
        for value in model._default_manager.values_list(column.name, flat=True):
            found |= set(value) if isinstance(value, list) else {value, *value.splitlines()}
    return found


def is_shown(browsers: list[Browser], ways: set[str]) -> bool:
    """Whether one of these texts stands on the page of one of these browsers; with no text, whether there is a page."""
    for browser in browsers:
        answer = browser.client.get(browser.address)
        assert answer.status_code == 200, browser.role
        if not ways or any(way in answer.content.decode() for way in ways):
            return True
    return False


def pieces(text: str, field: str) -> list[str]:
    """What should be stored of `text`: the text itself, or each line of a list."""
    if field in ONE_ON_A_LINE:
        return [" ".join(line.split()) for line in text.splitlines() if not is_blank(line)]
    return [text.strip()]


@pytest.mark.parametrize(("name", "field"), WRITTEN)
def test_what_is_stored_is_what_is_shown(name, field, prepared):
    data = EXAMPLES[name].prepare(prepared)
    browsers = [
        Browser(prepared, role, client=prepared.client(role)) for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)
    ]
    undoing = Undoing()
    fits = 0
    for about, odd in ODD.items():
        text = f"{odd}\nanders" if field == "options" else odd
        with undoing.undone():
            before = stored()
            receipt = say(prepared, name, data, field, text)
            assert receipt.code < 500, (about, receipt)
            if receipt.status != "ok":
                longest = max(map(len, pieces(clean_text(text), field)))
                lines = len(pieces(clean_text(text), field))
                many = field in ONE_ON_A_LINE and lines > AS_MANY_AS_THERE_ARE.get((name, field), 10)
                too_long = len(clean_text(text)) > control_of(name, field).max_length or longest > 40
                assert too_long or many or (name, field) in UNREADABLE, (about, receipt)
                continue
            fits += 1
            after = stored()
            for piece in pieces(clean_text(text), field):
                ways = {piece, " ".join(piece.split())} | ({clean_name(piece)} if name == "room.introduce" else set())
                assert ways & after, (about, piece)
                shown = {escape(way) for way in ways} | {escape(piece).replace("\n", "<br>")}
                assert is_shown(browsers, shown if ways & (after - before) else set()), (about, piece)
    assert fits or (name, field) in UNREADABLE


@pytest.mark.parametrize(("name", "field"), [each for each in WRITTEN if control_of(*each).required])
def test_what_nobody_sees_is_refused_like_nothing(name, field, prepared):
    data = EXAMPLES[name].prepare(prepared)
    undoing = Undoing()
    answers = {}
    for about, blank in BLANK.items():
        with undoing.undone():
            receipt = say(prepared, name, data, field, blank)
            answers[about] = (receipt.status, receipt.code, receipt.sentence)
    assert set(answers.values()) == {answers["nothing"]} and answers["nothing"][0] == "refused"


@pytest.mark.parametrize(("name", "field"), [each for each in WRITTEN if not control_of(*each).required])
def test_what_nobody_sees_is_stored_as_nothing(name, field, prepared):
    data = EXAMPLES[name].prepare(prepared)
    undoing = Undoing()
    for about, blank in BLANK.items():
        with undoing.undone():
            assert say(prepared, name, data, field, blank).code < 500
            assert not {text for text in stored() if text and is_blank(text)}, about


@pytest.mark.parametrize("about", ODD)
def test_a_frame_brings_the_same_text_as_a_form(about):
    assert clean_frame(json.dumps({"text": ODD[about]}))["text"] == clean_fields({"text": ODD[about]})["text"]


def test_all_that_people_write_is_asked_about():
    assert len(WRITTEN) >= 18 and {("board.ask", "text"), ("breakouts.write", "text")} <= set(WRITTEN)
