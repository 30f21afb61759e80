"""Reading pages and frames: forms, the socket's address, parts, receipts, the figures of a poll."""

import html
import re
from dataclasses import dataclass, field

PARTIAL = re.compile(r'<hx-partial hx-target="#([\w-]+)"[^>]*>(.*?)</hx-partial>', re.DOTALL)
HEAD = re.compile(r'id="head"[^>]*?data-version="(\d+)"[^>]*?data-epoch="(\w*)"')
BODY = re.compile(r'<body [^>]*?data-epoch="(\w*)"[^>]*?data-version="(\d+)"')
RECEIPT = re.compile(r'id="receipt"[^>]*?data-for="([\w-]*)"[^>]*?data-status="(\w*)"')
BAR = re.compile(r'id="bar-([\w-]+)"[^>]*>.*?<small>(\d+)</small>', re.DOTALL)
UPVOTES = re.compile(r'id="votes-(\w+)"[^>]*>\s*(\d+)')
VOTERS = re.compile(r'class="total"[^>]*>([^<\d]*(\d+))?')
DATED = re.compile(r'<hx-partial hx-target="#(?!head"|own_vote")[^>]*>\s*<[^>]*? data-version="[1-9]')
MARK = re.compile(r"mark (\d+)\.")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<input\b([^>]*)>")
UNTICKED = re.compile(r'<input\b(?=[^>]*type="(?:checkbox|radio)")(?![^>]* checked)[^>]*>')
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
SOCKET = re.compile(r'hx-ws:connect="([^"]+)"')
MOST_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class News:
    """One frame, read. `bars`, `voters` and `upvotes` (by question) are the figures in it.

    `mark` is the number in a text of the bench's host. `is_dated`: `live.js` acknowledges it within a second.
    """

    size: int
    version: int = -1
    epoch: str = ""
    receipt: tuple[str, str] | None = None
    bars: dict[str, int] = field(default_factory=dict)
    voters: int | None = None
    upvotes: dict[str, int] = field(default_factory=dict)
    mark: int | None = None
    ballot: "Ballot | None" = None
    ids: tuple[str, ...] = ()
    is_dated: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The ballot in a page or a frame: the fields that a vote for one of `options` must name."""

    poll: str
    options: tuple[str, ...]


_remembered: dict[bytes, News] = {}


def read(payload: bytes) -> News:
    """Parse a frame. All of one audience get the same bytes, so these are parsed once."""
    found = _remembered.get(payload)
    if found is None:
        found = _read(payload)
        if found.receipt is None:
            if len(_remembered) >= MOST_REMEMBERED:
                _remembered.clear()
            _remembered[payload] = found
    return found


def _read(payload: bytes) -> News:
    text = payload.decode()
    head = HEAD.search(text)
    receipt = RECEIPT.search(text)
    bars, voters, ballot = figures(text)
    mark = MARK.search(text)
    return News(
        size=len(payload),
        version=int(head[1]) if head else -1,
        epoch=head[2] if head else "",
        receipt=(receipt[1], receipt[2]) if receipt else None,
        bars=bars,
        voters=voters,
        upvotes=upvotes(text),
        mark=int(mark[1]) if mark else None,
        ballot=ballot,
        ids=tuple(target for target, _html in PARTIAL.findall(text)),
        is_dated=DATED.search(text) is not None,
        text=text,
    )


def figures(text: str) -> tuple[dict[str, int], int | None, Ballot | None]:
    """The count of each bar, the number of voters (when it is there), and the ballot."""
    bars = {key: int(count) for key, count in BAR.findall(text)}
    total = VOTERS.search(text)
    voters = int(total[2] or 0) if total else None
    form = form_of(text, "poll.vote") if "poll.vote" in text else None
    ballot = Ballot(form["poll"][0], tuple(form.get("option", ()))) if form else None
    return bars, voters, ballot


def upvotes(text: str) -> dict[str, int]:
    """The number of people who want to know each question of the board."""
    return {question: int(count) for question, count in UPVOTES.findall(text)}


def form_of(text: str, command: str, untouched: bool = False) -> dict[str, list[str]] | None:
    """The fields of the first form with this hidden `command`: possible values by name.

    `untouched`: as a browser sends it when nobody ticked anything.
    """
    for _attributes, inside in FORM.findall(text):
        if f'value="{command}"' in inside:
            return fields_of(UNTICKED.sub("", inside) if untouched else inside)
    return None


def first_form(text: str, holding: str) -> tuple[str, dict[str, list[str]]] | None:
    """Address and fields of the first form that has a field named `holding`."""
    for attributes, inside in FORM.findall(text):
        if f'name="{holding}"' in inside:
            return dict(ATTRIBUTE.findall(attributes)).get("action", ""), fields_of(inside)
    return None


def fields_of(inside: str) -> dict[str, list[str]]:
    """Names and values of a form's inputs; choices have one value for each."""
    found: dict[str, list[str]] = {}
    for attributes in FIELD.findall(inside):
        named = dict(ATTRIBUTE.findall(attributes))
        if "name" in named:
            found.setdefault(named["name"], []).append(html.unescape(named.get("value", "")))
    return found


def state_of(text: str) -> tuple[str, int]:
    """The epoch and version in a page's body; empty and -1 without them."""
    found = BODY.search(text)
    return (found[1], int(found[2])) if found else ("", -1)


def socket_of(text: str) -> str | None:
    """The address of the page's socket."""
    found = SOCKET.search(text)
    return html.unescape(found[1]) if found else None
