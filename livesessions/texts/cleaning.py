"""Text as it is kept and counted, whatever way it came. Pure; static/js/cleaning.js does the same in the page."""

import re

from livesessions.texts.normal import normalised, with_few_marks

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_MARKS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, lone surrogates, and marks that change the direction of the surrounding text."""


def clean_text(text: str) -> str:
    """`text` in NFC, with one kind of line end, without invisible marks; never longer than it was.

    People paste such marks from chats and slides without seeing them. PostgreSQL takes no NUL, and no server can send
    a lone surrogate. A form without our script sends two characters for each line end, and its field counted only one
    of them. A few letters of Hebrew and of Indian scripts are longer in NFC than the field counted: a text that would
    grow by them stays as it came.
    """
    if text.isascii() and text.isprintable():
        return text
    plain = with_few_marks(_MARKS.sub("", _LINE_ENDS.sub("\n", text)))
    composed = normalised("NFC", plain)
    return composed if units(composed) <= units(plain) else plain


def units(text: str) -> int:
    """The length of `text` as the field of a browser counts it: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
