"""What somebody reads or hears of a page."""

import re
from html.parser import HTMLParser

READ_ALOUD = {"aria-label", "alt", "title", "placeholder", "content"}
FOR_SCRIPTS = {"data-ids", "data-decides", "data-upvoted", "data-presses"}
UNREAD = {"script", "style", "svg", "kbd", "code"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WORD = re.compile(r"[^\W\d_]{3,}")
NAMES = {"livesessions", "Nederlands", "English", "noindex"}
"""Words that are the same in every language, or are read by machines."""


class Texts(HTMLParser):
    """What somebody reads or hears of a page; `texts` holds it in order."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._unread.append(tag)
        if tag == "meta" and dict(attrs).get("name") != "description":
            return
        self.texts += [value for name, value in attrs if value and (name in READ_ALOUD or says_something(name, value))]

    def handle_endtag(self, tag: str) -> None:
        if self._unread and self._unread[-1] == tag:
            self._unread.pop()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.texts.append(data)


def says_something(name: str, value: str) -> bool:
    """Whether a `data-` attribute holds a sentence for a script to show, and not a name or a number."""
    return name.startswith("data-") and name not in FOR_SCRIPTS and bool(re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", value))
