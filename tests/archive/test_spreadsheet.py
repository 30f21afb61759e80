"""A spreadsheet shows what we export, and executes nothing of it."""

import csv
import io
import re
import unicodedata
from datetime import datetime
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livesessions.archive.files.spreadsheet import BOM, STARTS_FORMULA, cell, text_of, to_csv
from livesessions.archive.register import kinds_with_sheets
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.scene import Scene

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "|cmd", "%0A=1", " =1", "  \u00a0=1", "\u200b=1",
    "\ufeff=1",    '"=1', "'=1", "''=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|'/C calc'!A0", '=HYPERLINK("http://evil.example","klik")',
    "\u2028=1", "\u202e=1", "\0=1", "\x1f=1", "-2+3+cmd|' /C calc'!A0", "﹦1", "﹢1", "﹣1", "﹫x",
]  # fmt: skip
VALUES = [
    "007", "3,5", "1.000", "1e5", "1E+5", "2026-10-25", "1-5", "1/2", "3 mei", "3-mei-26", "10:30", "10:30:59,5",
    "WAAR", "onwaar", "True", "€ 5", "5 €", "50%", "(5)", "5-", "1 1/2", "½", " 12 ", "\u200b12", "１２", "٣", "06 12",
    "12 uur", "zo 25 oktober 2026", "mei 2026", "May 3", "3 p", "10.30 u", "2026-10-25T10:30Z", "1.234,56", "EUR 5",
    "#N/B", "#WAARDE!", "#VERW!", "#DEEL/0!", "1\n2",
]  # fmt: skip
WORDS = ["3 wijken", "in mei", "Team 3", "mei", "plan B", "#samen", "a", "e-mail", "2 keer per week", "G20", "ja!"]
skipped = st.text(st.sampled_from(" \t\u00a0\u200b\u2060\ufeff\"'\r\n\x01"), max_size=4)


def executes(text: str) -> bool:
    """What a spreadsheet takes for a formula: the first sign that is not space, quote or invisible starts one."""
    for sign in text:
        if unicodedata.normalize("NFKC", sign)[:1] in tuple("=+-@|%\t\r\n"):
            return True
        if sign.isspace() or sign == '"' or unicodedata.category(sign) in ("Cf", "Cc"):
            continue
        return False
    return False


def read(text: str) -> list[list[str]]:
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text(text):
    assert not executes(cell(text))
    assert cell(text).endswith(text.replace("\0", ""))


@given(skipped, st.sampled_from(sorted(STARTS_FORMULA - {"\0"})), st.text())
def test_whatever_stands_before_a_formula(before, sign, after):
    assert not executes(cell(before + sign + after))


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.integers(), min_size=3, max_size=3), max_size=5
    )
)
def test_no_cell_of_a_table_is_executed_and_every_row_has_its_cells(rows):
    labels = ["Vraag", "=Antwoord", "Aantal"]
    found = read(to_csv([(label, itemgetter(i)) for i, label in enumerate(labels)], rows))
    assert len(found) == len(rows) + 1
    for row, given_row in zip(found[1:], rows, strict=True):
        assert len(row) == 3
        for shown, value in zip(row, given_row, strict=True):
            if isinstance(value, int):
                assert shown == str(value)
            else:
                assert not executes(shown)


def test_ordinary_text_and_numbers_stay_as_they_are():
    ours = ("Ja, graag", 12, -3, 4.5, "é", "", True)
    assert [cell(v) for v in (*ours, *WORDS)] == ["Ja, graag", "12", "-3", "4,5", "é", "", "'True", *WORDS]


def test_moments_of_our_own_are_dates():
    at = datetime(2026, 10, 25, 10, 30)
    assert [cell(v) for v in (at, at.replace(second=5), at.date())] == [
        "2026-10-25 10:30",
        "2026-10-25 10:30:05",
        "2026-10-25",
    ]


@pytest.mark.parametrize("text", [*VALUES, *FORMULAS, "'s avonds", "''"])
def test_what_looks_like_a_value_stays_text(text):
    """A spreadsheet reads no value out of what begins with a quote."""
    assert cell(text).startswith("'")
    assert text_of(cell(text)) == text.replace("\0", "")


def number(shown: str) -> bool:
    """What a spreadsheet takes for a number, whatever its settings."""
    plain = unicodedata.normalize("NFKC", shown).strip()
    return re.fullmatch(r"[-+(]*\d[\d.,\s]*(?:e[-+]?\d+)?[-)%]*", plain, re.IGNORECASE) is not None


@given(st.one_of(st.text(), st.text("0123456789.,-/: €%eE()'", max_size=8)))
def test_whatever_people_write_comes_back(text):
    assert not number(cell(text))
    assert text_of(cell(text)) == text.replace("\0", "")


def test_all_files(scene: Scene):
    """Texts that look like values in the fields that people fill in; numbers of our own stay numbers."""
    scene.session.title = "10:30"
    scene.session.save()
    poll = scene.asked("007", "3,5\n1.000\n1-5")
    for who in range(3):
        scene.vote(poll, who, who)
    scene.must("poll.close", poll=poll.pk)
    scene.question("answered", "2026-10-25")
    scene.must("board.reject", question=scene.question("visible", "1/2").pk, reason="1e5")
    scene.must("board.cluster", question=scene.card("12-5").pk, cluster="2/3")
    round_ = scene.out(way="random", groups=1)
    given = {"group": scene.seat_of().group_id, "field": "home", "base": 0, "text": "WAAR"}
    assert perform("breakouts.write", scene.as_participant(), given).status == "ok"
    scene.must("breakouts.recall", round=round_.pk)
    scene.end()
    client = scene.client(Role.STRANGER)
    client.force_login(scene.organiser)
    wanted = {
        "polls": {"10:30", "007", "3,5", "1.000", "1-5"},
        "questions": {"10:30", "2026-10-25"},
        "moderation": {"10:30", "2026-10-25", "1/2", "1e5", "12-5"},
        "cards": {"10:30", "12-5", "2/3"},
        "harvest": {"10:30", "WAAR"},
        "divisions": {"10:30"},
    }
    assert set(wanted) == {sheet.name for _kind, sheet in kinds_with_sheets()} - {"songs"}
    for name, texts in wanted.items():
        head, *rows = read(client.get(f"/archive/{scene.programme.slug}/{name}.csv").content.decode())
        cells = {text for row in rows for text in row}
        assert {text_of(text) for text in cells if text.startswith("'")} == texts, name
        assert name == "moderation" or any(text.isdecimal() for text in cells), "a number of our own"
        assert not any("_" in text for text in (*head, *cells)), "a name of the code"


def test_beside_the_files_it_says_how_to_open_them(scene: Scene):
    scene.vote(poll := scene.asked())
    scene.must("poll.close", poll=poll.pk)
    client = scene.client(Role.STRANGER)
    client.force_login(scene.organiser)
    page = client.get(f"/archive/{scene.programme.slug}/polls/").content.decode()
    assert 'aria-describedby="csv-help"' in page and "Dubbelklik op het CSV-bestand" in page
