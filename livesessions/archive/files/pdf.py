"""Reports as PDF that screen readers read (PDF/UA-1), made by WeasyPrint (BSD-3-Clause) of the page to print.

Only the process that makes one file imports WeasyPrint. It loads nothing but our own static files.
"""

import logging
import mimetypes
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils._os import safe_join

from .report import Report

OURS = "http://livesessions.invalid/"
"""Where the page seems to stand: an address that no network has."""


def write_pdf(file: IO[bytes], report: Report) -> None:
    """Write the report. Raises `OSError` on a machine without Pango, which lays out the texts."""
    for name in ("weasyprint", "fontTools"):  # what they say may name people's words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Gives static files, and refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The file; raises `ValueError` for every other address."""
            body, sort = own_file(url)
            return URLFetcherResponse(url, body, {"Content-Type": sort})

    page = render_to_string("archive/report.html", {"report": report})
    HTML(string=page, base_url=OURS, url_fetcher=OwnFiles()).write_pdf(
        file, pdf_variant="pdf/ua-1", finisher=lambda _document, pdf: say_scopes(pdf)
    )


def own_file(url: str) -> tuple[bytes, str]:
    """The contents and the type of a static file; raises `ValueError` or `SuspiciousFileOperation` otherwise."""
    parts, static = urlsplit(url), urlsplit(settings.STATIC_URL).path
    if not url.startswith(OURS) or not parts.path.startswith(static):
        raise ValueError("a report loads our own static files alone")
    name = unquote(parts.path).removeprefix(static)
    collected = Path(safe_join(settings.STATIC_ROOT, name))
    found = collected if settings.HASHED_STATIC else finders.find(name)
    if not found:
        raise ValueError("there is no such static file")
    return Path(found).read_bytes(), mimetypes.guess_type(name)[0] or "application/octet-stream"


def say_scopes(pdf: Any) -> None:
    """Say of every head of a table whether it is about its column or its row.

    WeasyPrint ties each cell to its heads, which is enough for PDF/UA; many screen readers look for the scope.
    """
    elements: list[Any] = [each for each in pdf.objects if isinstance(each, dict) and "S" in each and "P" in each]
    tags = {each.reference: each for each in elements}
    for tag in elements:
        if tag["S"] == "/TH":
            row = tags.get(tag["P"])
            group = tags.get(row["P"]) if row else None
            is_column = group is not None and group["S"] == "/THead"
            tag["A"]["Scope"] = "/Column" if is_column else "/Row"
