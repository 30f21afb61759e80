"""Forms in the HTML of a whole page of our own templates, found without a browser."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from django.utils.html import escape

TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = re.compile(r"""([\w:-]+)(?:="([^"]*)")?""")
CONTROLS = ("input", "select", "textarea", "button")
VOID = {"input", "br", "meta", "link", "img", "hr", "use", "path", "circle", "rect", "line", "polygon"}


@dataclass(slots=True)
class Tag:
    """A start tag: where it stands, what it says, and where its element ends."""

    name: str
    start: int
    end: int
    attributes: dict[str, str]
    around: tuple["Tag", ...]
    """The elements that it stands in, from outside inwards."""
    inside: int
    """Where the contents end, before the end tag."""
    after: int
    """Where the element ends."""


@dataclass(slots=True)
class Form:
    """The form of a command: its hidden fields by name, and the tags of its other fields and buttons."""

    tag: Tag
    hidden: dict[str, str] = field(default_factory=dict)
    controls: list[Tag] = field(default_factory=list)


def tags_of(page: str) -> list[Tag]:
    """The start tags of a page, each with the end of its element."""
    found: list[Tag] = []
    opened: list[Tag] = []
    for match in TAG.finditer(page):
        closes, name, attributes = match[1], match[2].lower(), match[3]
        if closes:
            while opened:
                tag = opened.pop()
                tag.inside, tag.after = match.span()
                if tag.name == name:
                    break
            continue
        said = {key: unescape(value) for key, value in ATTRIBUTE.findall(attributes)}
        tag = Tag(name, match.start(), match.end(), said, tuple(opened), match.end(), match.end())
        found.append(tag)
        if name not in VOID and not attributes.endswith("/"):
            opened.append(tag)
    return found


def forms_in(tags: list[Tag]) -> list[Form]:
    """The forms of commands, each with its controls, in the order of the page."""
    forms = {id(tag): Form(tag) for tag in tags if tag.name == "form" and "data-command" in tag.attributes}
    by_name = {form.tag.attributes["id"]: form for form in forms.values() if "id" in form.tag.attributes}
    for tag in tags:
        if tag.name not in CONTROLS or "name" not in tag.attributes:
            continue
        owner = by_name.get(tag.attributes.get("form", ""))
        owner = owner or next((forms[id(each)] for each in tag.around if id(each) in forms), None)
        if owner is None:
            continue
        if tag.attributes.get("type") == "hidden":
            owner.hidden[tag.attributes["name"]] = tag.attributes.get("value", "")
        else:
            owner.controls.append(tag)
    return list(forms.values())


Edit = tuple[int, int, str]
"""Where something is replaced: from, up to, and by what."""


def written(name: str, attributes: Mapping[str, str]) -> str:
    """A start tag as HTML."""
    said = (f' {key}="{escape(value)}"' if value else f" {key}" for key, value in attributes.items())
    return f"<{name}{''.join(said)}>"


def edited(page: str, edits: Sequence[Edit]) -> str:
    """`page` with every edit, none of which overlap."""
    for start, end, text in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        page = page[:start] + text + page[end:]
    return page
