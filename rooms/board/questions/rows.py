"""Reordering the rows of a rendered list. Pure: standard library only."""

import re

IDS = re.compile(r' data-ids="([^"]*)"')
ROW = re.compile(r'<li id="shown-(\w+)".*?</li>', re.DOTALL)
"""A row of the board. It holds no nested list, and people's texts are escaped."""


def in_named_order(html: str) -> str:
    """`html` of a list with its rows in the order of its ``data-ids``; unchanged when that does not name all rows."""
    named = IDS.search(html)
    rows = {row[1]: row[0] for row in ROW.finditer(html)}
    ids = [id for id in named[1].split() if id in rows] if named else []
    if len(ids) < len(rows):
        return html
    following = iter(ids)
    return ROW.sub(lambda _row: rows[next(following)], html)
