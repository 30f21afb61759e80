"""A workbook holds what the CSV holds, with types: numbers, moments, and texts that no spreadsheet calculates."""

import csv
import io
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

import openpyxl
import pytest
from django.http import FileResponse
from django.test import Client
from openpyxl.utils.escape import unescape

from livesessions.archive.files import workbook
from livesessions.archive.files.spreadsheet import BOM, cell, text_of
from livesessions.archive.files.workbook import LONGEST_CELL, Table, write_workbook
from livesessions.archive.register import kinds_with_sheets
from tests.archive.test_spreadsheet import FORMULAS, VALUES
from tests.odd_strings import ODD
from tests.scene import Scene


def read(data: bytes) -> dict[str, list[list[Any]]]:
    """The cells of each sheet, by its title."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[_value(one) for one in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def _value(found: Any) -> Any:
    """What a spreadsheet shows: a day without a time is a day."""
    return found.value.date() if found.number_format == "yyyy-mm-dd" else found.value


def written(*tables: Table) -> bytes:
    """A workbook of these tables."""
    file = io.BytesIO()
    write_workbook(file, tables)
    return file.getvalue()


def organiser_of(scene: Scene) -> Client:
    """The browser of who organises its programme."""
    client = Client()
    client.force_login(scene.organiser)
    return client


def body(answer: FileResponse) -> bytes:
    """What was sent."""
    with closing(answer):
        return answer.getvalue()


def column(*values: object) -> Table:
    """A table of one column."""
    return Table("Blad", [("Kop", itemgetter(0))], [[value] for value in values])


@pytest.mark.parametrize("text", [*FORMULAS, *VALUES, *ODD.values(), "_x0041_", "x" * 10_000])
def test_what_people_wrote_is_text_and_comes_back(text):
    book = openpyxl.load_workbook(io.BytesIO(written(column(text))))
    found = book.worksheets[0]["A2"]
    assert found.data_type == "s" and found.hyperlink is None
    assert unescape(found.value).replace("\r\n", "\n") == text.replace("\r\n", "\n")


def test_numbers_and_moments_of_our_own_have_their_types():
    values = [7, 2.5, Decimal("3.1"), datetime(2026, 10, 25, 10, 30), date(2026, 10, 25)]
    _head, *rows = read(written(column(*values)))["Blad"]
    assert [row[0] for row in rows] == [7, 2.5, 3.1, datetime(2026, 10, 25, 10, 30), date(2026, 10, 25)]


def test_a_text_that_no_cell_holds_goes_on_below_and_loses_nothing():
    text = "🏠" * LONGEST_CELL
    _head, *rows = read(written(column(text)))["Blad"]
    assert len(rows) == 3 and "".join(row[0] for row in rows) == text


def test_more_rows_than_a_sheet_holds_go_on_in_another(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    found = read(written(column(1, 2, 3, 4, 5)))
    assert found == {"Blad": [["Kop"], [1], [2]], "Blad 2": [["Kop"], [3], [4]], "Blad 3": [["Kop"], [5]]}


def test_sheets_have_titles_that_every_spreadsheet_takes():
    titles = ["Peilingen", "peilingen", "Wat groepen [meebrachten]: een oogst van de dag", "'", ""]
    found = list(read(written(*(Table(title, [("Kop", str)], []) for title in titles))))
    assert found == ["Peilingen", "peilingen 2", "Wat groepen meebrachten een oog", "-", "- 2"]


def test_the_workbook_of_a_programme_says_what_its_files_say(scene):
    scene.session.title = "=1+1"
    scene.session.save()
    scene.vote(poll := scene.asked("007", "3,5\n1-5"))
    scene.must("poll.close", poll=poll.pk)
    scene.must("board.reject", question=scene.question("visible", "1/2").pk, reason="1e5")
    scene.question("answered", "+31 6")
    scene.must("board.cluster", question=scene.card("12-5").pk, cluster="2/3")
    scene.end()
    client, slug = organiser_of(scene), scene.programme.slug
    answer = client.get(f"/archive/{slug}.xlsx")
    assert answer["Content-Disposition"] == f'attachment; filename="{slug}.xlsx"'
    book = read(body(answer))
    sheets = [(sheet.name, str(sheet.title)) for _kind, sheet in kinds_with_sheets() if not sheet.apart]
    assert list(book) == [title for _name, title in sheets]
    for name, title in sheets:
        text = client.get(f"/archive/{slug}/{name}.csv").content.decode().removeprefix(BOM)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        found = [[text_of(cell(value)) for value in row] for row in book[title]]
        assert found == [[text_of(each) for each in row] for row in rows], name
    assert "Logboek van de gespreksleiders" not in book and "1/2" not in str(book), "what was not shown is apart"
    assert "=1+1" in book["Peilingen"][1] and 1 in book["Peilingen"][1]


def test_the_workbook_of_a_page_holds_what_the_page_shows(scene):
    for text in ("Wat helpt?", "Wat knelt?"):
        scene.vote(poll := scene.asked(text))
        scene.must("poll.close", poll=poll.pk)
    client = organiser_of(scene)
    book = read(body(client.get(f"/archive/{scene.programme.slug}/polls.xlsx?text=knelt")))
    assert list(book) == ["Peilingen"] and {row[1] for row in book["Peilingen"][1:]} == {"Wat knelt?"}


def test_nobody_else_gets_one(scene, elsewhere):
    for path in (f"/archive/{scene.programme.slug}.xlsx", f"/archive/{scene.programme.slug}/polls.xlsx"):
        assert organiser_of(elsewhere).get(path).status_code == 404
    assert organiser_of(scene).get(f"/archive/{scene.programme.slug}/zoiets.xlsx").status_code == 404
