"""The rows of a drawn list in the order that it names. Pure: standard library only."""

import re

IDS = re.compile(r' data-ids="([^"]*)"')
ROW = re.compile(r'<li id="shown-(\w+)".*?</li>', re.DOTALL)
"""A row of the board. There is no list in it; what people wrote is escaped."""


def in_named_order(html: str) -> str:
    """`html` of a list, its rows as its own ``data-ids`` says; as it is when that does not name them all."""
    named = IDS.search(html)
    rows = {row[1]: row[0] for row in ROW.finditer(html)}
    ids = [id for id in named[1].split() if id in rows] if named else []
    if len(ids) < len(rows):
        return html
    following = iter(ids)
    return ROW.sub(lambda _row: rows[next(following)], html)
