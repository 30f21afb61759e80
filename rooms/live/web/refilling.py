"""A page on which a form stands as somebody filled it in, for browsers without scripts.

The parts of a page are the same bytes for everybody, so what one person typed is put in afterwards: into the HTML of
the whole page. It is HTML of our own templates, in which everything that people wrote is escaped.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qs

from django.forms import CharField, Field, UUIDField
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from livesessions.texts.cleaning import clean_text

from ..base.form_token import FIELD
from ..commands.receipts import receipt_html
from ..commands.register import Receipt, registered

TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = re.compile(r"""([\w:-]+)(?:="([^"]*)")?""")
CONTROLS = ("input", "select", "textarea", "button")
VOID = {"input", "br", "meta", "link", "img", "hr", "use", "path", "circle", "rect", "line", "polygon"}
AS_SHOWN = {FIELD, "version", "was", "until", "number", "base", "sequence", "moves", "names", "seed", "code"}
"""Hidden fields that say what the page showed when it was made. All others say what the form is about."""
Given = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class _Tag:
    """A start tag: where it stands, what it says, and where its element ends."""

    name: str
    start: int
    end: int
    attributes: dict[str, str]
    around: tuple["_Tag", ...]
    """The elements that it stands in, from outside inwards."""
    inside: int
    """Where the contents end, before the end tag."""
    after: int
    """Where the element ends."""


@dataclass(slots=True)
class _Form:
    tag: _Tag
    hidden: dict[str, str] = field(default_factory=dict)
    controls: list[_Tag] = field(default_factory=list)


def given_in(fields: Mapping[str, Sequence[str]]) -> Given:
    """The fields of a POST, fit to show again, whether or not the command was carried out."""
    return {name: [clean_text(value) for value in values] for name, values in fields.items() if name.isidentifier()}


def refused(page: str, given: Given, receipt: Receipt, here: str) -> str:
    """`page` with the form that was posted as it was sent, and the receipt beside its field.

    Where the page has no such form any more, the receipt holds what was typed. `here` is the address of the page.
    """
    tags = _tags(page)
    form = _form_for(tags, given)
    if form is None:
        told = receipt_html(receipt).replace("</p></div>", f"</p>{_typed(given)}</div>")
        return page.replace(receipt_html(), told, 1)
    wrong = next((each for each in form.controls if each.attributes["name"] == receipt.field), None)
    if wrong is not None and wrong.attributes.get("type") in ("checkbox", "radio"):
        wrong = None
    edits = [*_filled_in(page, form, given, wrong), _told(form, receipt, wrong), *_in_sight(tags, form.tag, here)]
    return _edited(page, edits)


def chosen_again(page: str) -> str:
    """`page` on which forms show what the server has of this person: elements say so by `data-fills`."""
    for fills in re.findall(r' data-fills="([^"]+)"', page):
        given = parse_qs(unescape(fills))
        form = _form_for(_tags(page), given)
        if form is not None:
            at = form.tag.end - 1
            page = _edited(page, [*_filled_in(page, form, given), (at, at, " data-voted")])
    return page


def own_marked(page: str) -> str:
    """`page` with a mark on what a personal part calls this person's own (`data-own`), as our script marks it."""
    for name in re.findall(r' data-own="([\w-]+)"', page):
        page = page.replace(f' id="{name}"', f' id="{name}" data-own', 1)
    return page


def _tags(page: str) -> list[_Tag]:
    """The start tags of a page, each with the end of its element."""
    found: list[_Tag] = []
    opened: list[_Tag] = []
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
        tag = _Tag(name, match.start(), match.end(), said, tuple(opened), match.end(), match.end())
        found.append(tag)
        if name not in VOID and not attributes.endswith("/"):
            opened.append(tag)
    return found


def _form_for(tags: list[_Tag], given: Given) -> _Form | None:
    """The form that was posted: of the same command, and about the same thing."""
    forms = {id(tag): _Form(tag) for tag in tags if tag.name == "form" and "data-command" in tag.attributes}
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
    found = [form for form in forms.values() if _is_about(form, given)]
    return max(found, key=lambda form: len(form.hidden), default=None)


def _is_about(form: _Form, given: Given) -> bool:
    """Whether the form says what was posted in each hidden field, and has a place for everything that was posted."""
    about = {name: [value] for name, value in form.hidden.items() if name not in AS_SHOWN}
    if any(list(given.get(name, ())) != value for name, value in about.items()):
        return False
    command = registered().get(form.hidden.get("command", ""))
    known = command.form.base_fields if command else {}
    names = {*form.hidden, *(control.attributes["name"] for control in form.controls)}
    return all(name in names for name in given if name in known and name not in AS_SHOWN and any(given[name]))


Edit = tuple[int, int, str]
"""Where something is replaced: from, up to, and by what."""


def _filled_in(page: str, form: _Form, given: Given, wrong: _Tag | None = None) -> Iterator[Edit]:
    """The controls of the form as they were when it was sent; the `wrong` one says so and gets the focus."""
    for control in form.controls:
        values = given.get(control.attributes["name"], ())
        said = {name: value for name, value in control.attributes.items() if name != "autofocus"}
        if control is wrong:
            described = f"refused {said.get('aria-describedby', '')}".strip()
            said |= {"aria-invalid": "true", "aria-describedby": described, "autofocus": ""}
        if control.name == "textarea":
            yield control.end, control.inside, "\n" + escape("\n".join(values))
        elif control.name == "select":
            yield control.end, control.inside, _chosen(page[control.end : control.inside], values)
        elif control.name == "input" and said.get("type") in ("checkbox", "radio"):
            said.pop("checked", None)
            if said.get("value", "on") in values:
                said["checked"] = ""
        elif control.name == "input":
            said["value"] = "".join(values)
        yield control.start, control.end, _written(control.name, said)


def _chosen(options: str, values: Sequence[str]) -> str:
    def choose(match: re.Match[str]) -> str:
        said = {key: unescape(value) for key, value in ATTRIBUTE.findall(match[1])}
        said.pop("selected", None)
        if said.get("value", unescape(match[2]).strip()) in values:
            said["selected"] = ""
        return _written("option", said) + match[2] + "</option>"

    return re.sub(r"<option\b([^>]*)>(.*?)</option>", choose, options, flags=re.DOTALL)


def _told(form: _Form, receipt: Receipt, wrong: _Tag | None) -> Edit:
    """The receipt after the field that it names; or at the end of the form, where it gets the focus itself."""
    at = wrong.after if wrong else form.tag.inside
    focus = "" if wrong else mark_safe(' tabindex="-1" autofocus')
    told = '<p class="receipt" id="refused" data-status="{}"{}>{}</p>'
    return at, at, format_html(told, receipt.status, focus, receipt.sentence)


def _in_sight(tags: list[_Tag], form: _Tag, here: str) -> Iterator[Edit]:
    """Unfold what the form stands in, and choose the view that shows it: without scripts nobody else does."""
    for tag in form.around:
        said = dict(tag.attributes)
        if tag.name == "details" and "open" not in said:
            yield tag.start, tag.end, _written(tag.name, said | {"open": ""})
        if "popover" in said:
            del said["popover"]
            yield tag.start, tag.end, _written(tag.name, said)
            for button in tags:
                if tag in button.around and "popovertargetaction" in button.attributes:
                    link = {"class": button.attributes.get("class", ""), "href": here}
                    yield button.start, button.end, _written("a", link)
                    yield button.inside, button.after, "</a>"
        group, _equals, chosen = said.get("data-shown-by", "").partition("=")
        radios = [each for each in tags if group and each.attributes.get("name") == group]
        for radio in radios:
            way = {name: value for name, value in radio.attributes.items() if name != "checked"}
            way |= {"checked": ""} if way.get("value") == chosen else {}
            yield radio.start, radio.end, _written("input", way)


def _written(name: str, attributes: Mapping[str, str]) -> str:
    said = (f' {key}="{escape(value)}"' if value else f" {key}" for key, value in attributes.items())
    return f"<{name}{''.join(said)}>"


def _edited(page: str, edits: Sequence[Edit]) -> str:
    for start, end, text in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        page = page[:start] + text + page[end:]
    return page


def _is_text(field: Field) -> bool:
    return isinstance(field, CharField) and not isinstance(field, UUIDField) and not field.widget.is_hidden


def written_in(command: str) -> list[str]:
    """The fields of a command in which a person writes; the others are chosen, or filled in by the page."""
    found = registered().get(command)
    fields = found.form.base_fields.items() if found else ()
    return [name for name, each in fields if _is_text(each)]


def texts_in(given: Given) -> list[str]:
    """The texts that somebody wrote in a form, without the fields that its page filled in."""
    names = written_in("".join(given.get("command", ())))
    return [text for text in ("\n".join(given.get(name, ())) for name in names) if text]


def _typed(given: Given) -> str:
    """The texts of a form that is not there any more, so that they can be copied."""
    texts = texts_in(given)
    if not texts:
        return ""
    area = '<textarea class="input" readonly rows="3">\n{}</textarea>'
    return format_html("<p>{}</p>{}", _("You typed:"), format_html_join("", area, ((text,) for text in texts)))
