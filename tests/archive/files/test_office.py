"""LibreOffice, with Dutch settings and without a network, reads what was written: nothing changes, and nothing runs."""

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import translation

from livesessions.archive.files.documents import documents_of, fields_of
from livesessions.archive.files.selection import select
from livesessions.archive.files.spreadsheet import text_of
from livesessions.archive.files.writing import write_file
from livesessions.archive.register import kinds_with_sheets
from tests.archive.files.odd_archive import FAMILY, JOINED, LONG, OPTIONS, kept_oddly
from tests.read_aloud import Texts

DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item></oor:items>"""
AS_A_DUTCH_PERSON_OPENS_IT = "CSV:59,34,76,1,,1043,false,true"
"""Semicolons, UTF-8, Dutch, and every text that looks like a number or a date is taken for one."""
Rows = list[tuple[Any, ...]]


def opened(folder: Path, files: list[Path], *options: str) -> None:
    """Have LibreOffice open files and save what it sees as workbooks, in `folder`."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user/registrymodifications.xcu").write_text(DUTCH)
    alone = ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        alone = []  # a machine on which nobody may do that
    command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", *options, "--convert-to", "xlsx"]
    done = subprocess.run(
        [*alone, *command, "--outdir", str(folder), *map(str, files)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0 and done.stdout.count("using filter") == len(files), done.stdout + done.stderr


def seen(file: Path) -> dict[str, Rows]:
    """What LibreOffice saw in each sheet, without its head."""
    found = {}
    for sheet in openpyxl.load_workbook(file).worksheets:
        rows = list(sheet.iter_rows())[1:]
        assert not [cell for row in rows for cell in row if cell.data_type == "f" or cell.hyperlink], "something runs"
        found[sheet.title] = [tuple(as_said(cell.value) for cell in row) for row in rows]
    return found


def as_said(value: Any) -> Any:
    """A cell so that it can be compared: numbers as numbers, moments to the minute, texts as they are."""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat()[:16]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}[+-][\d:]{5}", value):
        return value[:16]
    return value


def rows_of_documents(documents: list[Mapping[str, Any]]) -> dict[str, Rows]:
    """The rows of each sheet as JSON has them, by its name."""
    found: dict[str, Rows] = {}
    for document in documents:
        for name, rows in document["sheets"].items():
            found.setdefault(name, []).extend(tuple(as_said(each) for each in row.values()) for row in rows)
    return found


def in_any_order(rows: Rows) -> list[str]:
    return sorted(map(repr, rows))


@pytest.fixture
def made(scene, tmp_path) -> tuple[list[Mapping[str, Any]], Path]:
    """The documents of an odd archive, and the folder in which LibreOffice left what it saw of the other files."""
    kept_oddly(scene)
    with translation.override("nl"):
        records = select(scene.organiser.pk, {"programme": ["dag"]}).records
        documents = list(documents_of(records))
        with (tmp_path / "everything.xlsx").open("w+b") as book:
            write_file(book, "xlsx", records)
        together = io.BytesIO()
        assert write_file(together, "csv", records) == "zip"
    with zipfile.ZipFile(together) as files:
        files.extractall(tmp_path)
    out = tmp_path / "out"
    opened(out, [tmp_path / "everything.xlsx"])
    opened(out, sorted(tmp_path.glob("*.csv")), f"--infilter={AS_A_DUTCH_PERSON_OPENS_IT}")
    return documents, out


def test_all_files_say_what_the_page_says(made, scene):
    documents, out = made
    expected, book = rows_of_documents(documents), seen(out / "everything.xlsx")
    sheets = {sheet.name: sheet for _kind, sheet in kinds_with_sheets() if sheet.name in expected}
    assert set(sheets) == {"polls", "questions", "harvest", "divisions", "cards"}
    for name, sheet in sheets.items():
        with translation.override("nl"):
            title = str(sheet.title)
        width = len(fields_of(sheet))
        rows = in_any_order([row[:width] for row in expected[name]])
        assert in_any_order(book[title]) == rows, name
        [own] = seen(out / f"{name}.xlsx").values()
        texts = [tuple(text_of(each) if isinstance(each, str) else each for each in row) for row in own]
        assert in_any_order(texts) == rows, name
    everything = {text for rows in expected.values() for row in rows for text in row}
    assert {*OPTIONS, LONG, "-5", "+31 6", f"{FAMILY} {JOINED}"} <= everything
    client = Client()
    client.force_login(scene.organiser)
    page = Texts()
    page.feed(client.get("/archive/dag/polls/").content.decode())
    said = "".join("".join(page.texts).split())
    for row in (row for document in documents for row in document["sheets"].get("polls", ())):
        if row["votes"] is not None:
            assert "".join(f"{row['answer']}{row['percent']}%{row['votes']}".split()) in said, row
