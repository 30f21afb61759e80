"""A spreadsheet shows what we export, and executes nothing of it."""

import csv
import io
import unicodedata
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livesessions.archive.spreadsheet import BOM, STARTS_FORMULA, cell, to_csv

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "|cmd", "%0A=1", " =1", "  \u00a0=1", "\u200b=1",
    "\ufeff=1",    '"=1', "'=1", "''=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|'/C calc'!A0", '=HYPERLINK("http://evil.example","klik")',
    "\u2028=1", "\u202e=1", "\0=1", "\x1f=1", "-2+3+cmd|' /C calc'!A0", "﹦1", "﹢1", "﹣1", "﹫x",
]  # fmt: skip
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
    assert [cell(v) for v in ("Meer tijd", "Ja, graag", 12, -3, 4.5, "é", "")] == [
        "Meer tijd",
        "Ja, graag",
        "12",
        "-3",
        "4.5",
        "é",
        "",
    ]
    assert cell(True) == "True"
