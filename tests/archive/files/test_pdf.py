"""A report as PDF has what a screen reader needs: title, language, tags, headings, heads of tables, text for bars."""

import io
import re
import zipfile
from dataclasses import replace
from operator import itemgetter

import pikepdf
import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.utils import translation

from livesessions.archive import register as kinds
from livesessions.archive.files import report, writing
from livesessions.archive.files.documents import documents_of
from livesessions.archive.files.pdf import OURS, own_file
from livesessions.archive.files.report import report_of
from livesessions.archive.files.selection import select
from livesessions.archive.files.writing import write_file
from tests.archive.conftest import SONG, sung
from tests.archive.files.odd_archive import LONG, kept_oddly
from tests.scene import Scene

ROWS = [("allen", "a", 7, 1), ("allen", "b", 7, 2), ("team", "a", 2, 3.5), ("team", "b", 3, None)]
COLUMNS = [(label, itemgetter(at)) for label, at in (("Wie", 0), ("Deel", 3), ("Wat", 1), ("N", 2))]


@pytest.fixture
def kept(scene) -> Scene:
    return kept_oddly(scene)


def made(scene: Scene) -> pikepdf.Pdf:
    file = io.BytesIO()
    with translation.override("nl"):
        write_file(file, "pdf", select(scene.organiser.pk, {"programme": ["dag"]}).records)
    return pikepdf.open(file)


def descriptors(font: pikepdf.Object) -> list[pikepdf.Object]:
    """What says where the outlines of a font are."""
    return [each.FontDescriptor for each in font.get("/DescendantFonts", [font])]


def text_of(pdf: pikepdf.Pdf) -> str:
    """The text of all pages in the order in which it is drawn."""
    said = []
    for page in pdf.pages:
        maps = {name: unicode_of(font) for name, font in page.Resources.Font.items()}
        now: dict[bytes, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                now = maps[str(operands[0])]
            elif str(operator) in ("Tj", "TJ"):
                pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                codes = b"".join(bytes(each) for each in pieces if isinstance(each, pikepdf.String))
                said += [now.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
    return "".join(said)


def unicode_of(font: pikepdf.Object) -> dict[bytes, str]:
    """Which text each glyph of a font stands for."""
    pairs = re.findall(rb"<(\w{4})>\s*<(\w+)>", font.ToUnicode.read_bytes())
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def elements(node: pikepdf.Object) -> list[pikepdf.Object]:
    """All structure elements below one, in the order in which they are read."""
    kids = node.get("/K", [])
    own = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    below = [each for each in own if isinstance(each, pikepdf.Dictionary) and "/S" in each]
    return [found for each in below for found in (each, *elements(each))]


def has_the_numbers_of_the_documents(pdf: pikepdf.Pdf, scene: Scene) -> None:
    """What stands in a row of JSON stands in a row of the PDF, in one order; the other files are in test_office.py."""
    with translation.override("nl"):
        records = select(scene.organiser.pk, {"programme": ["dag"]}).records
        documents = [each for each in documents_of(records) if each["kind"] == "poll"]
    said = "".join(text_of(pdf).split())
    for row in (row for document in documents for row in document["sheets"]["polls"]):
        if row["votes"] is not None and row["answer"].isascii():
            assert f"{row['answer']}{row['votes']}{row['percent']}".replace(" ", "") in said, row
    assert "Weinigantwoordenomtetonen".casefold() in said.casefold() and "bladzijde1van" in said


def test_it_has_what_a_screen_reader_needs(kept):
    pdf = made(kept)
    assert pdf.Root.Lang == "nl" and pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1" and "Gluren dag" in about["dc:title"]
    found = elements(pdf.Root.StructTreeRoot)
    tags = [str(each.S) for each in found]
    headings = [tag for tag in tags if tag in ("/H1", "/H2", "/H3")]
    assert headings[:3] == ["/H1", "/H2", "/H3"] and headings.count("/H1") == 1
    heads = [each for each in found if each.S == "/TH"]
    assert {str(each.A.Scope) for each in heads} == {"/Column", "/Row"}
    cells = [each for each in found if each.S == "/TD"]
    assert cells and all(each.A.Headers for each in cells)
    figures = [each for each in found if each.S == "/Figure"]
    assert figures and all("van de 100" in str(each.Alt) for each in figures)
    with pdf.open_outline() as outline:
        assert outline.root[0].title == "Gluren dag" and outline.root[0].children[0].children
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    has_the_numbers_of_the_documents(pdf, kept)
    assert all("/FontFile2" in each or "/FontFile3" in each for font in fonts for each in descriptors(font))
    # WeasyPrint gives signs that no font has, which come out as boxes, a font with a map of its own.
    assert all(font.Encoding == "/Identity-H" for font in fonts), "a sign that no font of this machine has"
    said = text_of(pdf)
    assert all(sign in said for sign in ("👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽")), "sequences are one sign"


@pytest.mark.usefixtures("songs")
def test_of_many_things_there_are_several_reports_in_one_file(prepared, monkeypatch):
    for i in range(3):
        sung(prepared, f"Lied {i}")
    monkeypatch.setattr(report, "MOST_PRINTED", 2)
    monkeypatch.setattr(writing, "MOST_PRINTED", 2)
    read: list[int] = []
    file = io.BytesIO()
    with translation.override("nl"):
        records = select(prepared.organiser.pk, {"programme": ["dag"]}).records
        assert write_file(file, "pdf", records, read.append) == "zip" and sum(read) == 3
    with zipfile.ZipFile(file) as together:
        said = [text_of(pikepdf.open(io.BytesIO(together.read(name)))) for name in ("1.pdf", "2.pdf")]
    assert [[f"Lied {i}" in each for i in range(3)] for each in said] == [[True, True, False], [False, False, True]]
    assert "deel 2 van 2" in said[1]


@pytest.mark.usefixtures("songs")
def test_there_is_a_table_for_each_value_by_which_a_sheet_is_split(prepared, monkeypatch):
    sheet = replace(SONG.sheets[0], rows=lambda record, within: ROWS, columns=COLUMNS, about=("n",), split=("wie",))
    monkeypatch.setitem(kinds._kinds, "song", replace(SONG, sheets=[sheet]))
    sung(prepared, "Wij wonen hier")
    [part] = report_of(select(prepared.organiser.pk, {"programme": ["dag"]}).records).parts
    tables = part.items[0].tables
    assert [(table.title, [head.text for head in table.heads]) for table in tables] == [
        ("allen · N: 7", ["Wat", "Deel"]),
        ("team", ["Wat", "Deel", "N"]),
    ]
    assert [[cell.text for cell in row] for row in tables[1].rows] == [["a", "3,5", "2"], ["b", "", "3"]]


def test_a_report_has_no_longer_rows_than_there_are_and_keeps_long_texts(kept):
    with translation.override("nl"):
        made = report_of(select(kept.organiser.pk, {"programme": ["dag"]}).records)
    texts = [
        cell.text
        for part in made.parts
        for item in part.items
        for table in item.tables
        for row in table.rows
        for cell in row
    ]
    texts += [text for part in made.parts for item in part.items for _label, text in item.facts]
    assert LONG in texts


@pytest.mark.parametrize(
    "url",
    [
        "http://wijkteams.example/x.css",
        "file:///etc/passwd",
        f"{OURS}archive/",
        f"{OURS}static/../../../etc/passwd",
        f"{OURS}static/%2e%2e/settings.py",
        f"{OURS}static/css/no-such.css",
        "data:text/css,x",
    ],
)
def test_it_loads_our_own_files_and_nothing_else(url):
    with pytest.raises((ValueError, OSError, SuspiciousFileOperation)):
        own_file(url)
    body, sort = own_file(f"{OURS}static/css/site/report.css")
    assert b"@page" in body and sort == "text/css"
