"""A page that answers one person: with their form as they filled it in, and the receipt beside it, without scripts.

The parts of a page are the same bytes for everybody, so what is one person's is put in afterwards: into the HTML of
the whole page. It is HTML of our own templates, in which everything that people wrote is escaped.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from urllib.parse import parse_qs

from django.forms import CharField, Field, UUIDField
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from livesessions.texts.cleaning import clean_text

from ..base.fields import Key, Shown
from ..base.form_token import FIELD
from ..commands.receipts import receipt_html
from ..commands.register import Receipt, registered
from .page_forms import ATTRIBUTE, Edit, Form, Tag, edited, forms_in, tags_of, written

AS_SHOWN = {FIELD, "version", "was", "until", "number", "base", "sequence", "moves", "names", "seed", "code"}
"""Hidden fields that say what the page showed when it was made. All others say what the form is about."""
NAME = re.compile(r"[a-zA-Z_][\w-]{0,60}")
"""What fields of our forms are called."""
Given = Mapping[str, Sequence[str]]


def given_in(fields: Mapping[str, Sequence[str]]) -> Given:
    """The fields of a POST, fit to show again, whether or not the command was carried out."""
    return {name: [clean_text(value) for value in values] for name, values in fields.items() if NAME.fullmatch(name)}


def refused(page: str, given: Given, receipt: Receipt, here: str) -> str:
    """`page` with the form that was posted as it was sent, and the receipt beside its field.

    Where the page has no such form any more, the receipt holds what was typed. `here` is the address of the page.
    """
    tags = tags_of(page)
    form = _form_for(tags, given)
    if form is None:
        told = receipt_html(receipt).replace("</p></div>", f"</p>{_typed(given)}</div>")
        return page.replace(receipt_html(), told, 1)
    wrong = next((each for each in form.controls if each.attributes["name"] == receipt.field), None)
    if wrong is not None and wrong.attributes.get("type") in ("checkbox", "radio"):
        wrong = None
    seen = [*_unfolded(tags, form.tag, here), *_shown(tags, form.tag)]
    return edited(page, [*_filled_in(page, form, given, wrong), _told(form, receipt, wrong), *seen])


def done(page: str, given: Given, sentence: str, here: str, beside: bool) -> str:
    """`page` with the receipt of a command that was carried out, on the view that the command is about.

    `given` names the command and its subject. The receipt stands `beside` the form, or where that is gone, at the end
    of the part that holds its like; otherwise at its place above everything.
    """
    tags = tags_of(page)
    forms = forms_in(tags)
    form = next((each for each in forms if _has_subject(each, given)), None)
    near = form or _like(forms, "".join(given["command"]))
    told = format_html('<p class="receipt" id="done" data-status="ok" tabindex="-1" autofocus>{}</p>', sentence)
    if near is None or not beside:
        page = edited(page, [*_shown(tags, near.tag)] if near else [])
        receipt = receipt_html(Receipt("ok", sentence)).replace("<p>", '<p id="done" tabindex="-1" autofocus>', 1)
        return page.replace(receipt_html(), receipt, 1)
    row = next((tag for tag in reversed(near.tag.around) if tag.name == "li"), None)
    if form is None:
        place = next(tag for tag in near.tag.around if "data-version" in tag.attributes and tag.name != "body").inside
        return edited(page, [*_shown(tags, near.tag), (place, place, told)])
    is_filled_in = any(control.name != "button" for control in form.controls)
    place = form.tag.inside if is_filled_in else row.inside if row else form.tag.after
    return edited(page, [*_unfolded(tags, form.tag, here), *_shown(tags, form.tag), (place, place, told)])


def chosen_again(page: str) -> str:
    """`page` on which forms show what the server has of this person: elements say so by `data-fills`."""
    for fills in re.findall(r' data-fills="([^"]+)"', page):
        given = parse_qs(unescape(fills))
        form = _form_for(tags_of(page), given)
        if form is not None:
            at = form.tag.end - 1
            page = edited(page, [*_filled_in(page, form, given), (at, at, " data-voted")])
    return page


def pressed_again(page: str) -> str:
    """`page` on which buttons show that this person pressed them, and take it back at the next press.

    Elements say so by `data-presses`: the command, and the field that `data-upvoted` has the values of.
    """
    for command, name, upvoted in re.findall(r' data-presses="([\w.]+) (\w+)" data-upvoted="([^"]*)"', page):
        on = {found[1] for found in re.finditer(r"(\w+)(?:\.\d+)?(?=\s|$)", upvoted)}
        forms = [form for form in forms_in(tags_of(page)) if form.hidden.get("command") == command]
        buttons = [control for form in forms if form.hidden.get(name) in on for control in form.controls]
        pressed = {"value": "0", "aria-pressed": "true"}
        page = edited(page, [(tag.start, tag.end, written(tag.name, tag.attributes | pressed)) for tag in buttons])
    return page


def own_marked(page: str) -> str:
    """`page` with a mark on what a personal part calls this person's own (`data-own`), as our script marks it."""
    for name in re.findall(r' data-own="([\w-]+)"', page):
        page = page.replace(f' id="{name}"', f' id="{name}" data-own', 1)
    return page


def subject_in(given: Given) -> Given:
    """The command and what it is about, without what somebody wrote or chose."""
    command = registered().get("".join(given.get("command", ())))
    fields = command.form.base_fields if command else {}
    about = {name for name, each in fields.items() if isinstance(each, Key | Shown | UUIDField)} - AS_SHOWN
    return {name: values for name, values in given.items() if name == "command" or name in about}


def _has_subject(form: Form, given: Given) -> bool:
    """Whether it is the form of the same command, about the same thing."""
    about = subject_in({name: [value] for name, value in form.hidden.items()})
    return about == {name: list(values) for name, values in given.items()}


def _like(forms: list[Form], command: str) -> Form | None:
    """Another form of the same command, or else one of the same feature."""
    names = [(form.hidden.get("command", ""), form) for form in forms]
    same = [form for name, form in names if name == command]
    feature = [form for name, form in names if name.partition(".")[0] == command.partition(".")[0]]
    return next(iter(same or feature), None)


def _form_for(tags: list[Tag], given: Given) -> Form | None:
    """The form that was posted: of the same command, and about the same thing."""
    found = [form for form in forms_in(tags) if _is_about(form, given)]
    return max(found, key=lambda form: len(form.hidden), default=None)


def _is_about(form: Form, given: Given) -> bool:
    """Whether the form says what was posted in each hidden field, and has a place for everything that was posted."""
    about = {name: [value] for name, value in form.hidden.items() if name not in AS_SHOWN}
    if any(list(given.get(name, ())) != value for name, value in about.items()):
        return False
    command = registered().get(form.hidden.get("command", ""))
    known = command.form.base_fields if command else {}
    names = {*form.hidden, *(control.attributes["name"] for control in form.controls)}
    return all(name in names for name in given if name in known and name not in AS_SHOWN and any(given[name]))


def _filled_in(page: str, form: Form, given: Given, wrong: Tag | None = None) -> Iterator[Edit]:
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
        yield control.start, control.end, written(control.name, said)


def _chosen(options: str, values: Sequence[str]) -> str:
    def choose(match: re.Match[str]) -> str:
        said = {key: unescape(value) for key, value in ATTRIBUTE.findall(match[1])}
        said.pop("selected", None)
        if said.get("value", unescape(match[2]).strip()) in values:
            said["selected"] = ""
        return written("option", said) + match[2] + "</option>"

    return re.sub(r"<option\b([^>]*)>(.*?)</option>", choose, options, flags=re.DOTALL)


def _told(form: Form, receipt: Receipt, wrong: Tag | None) -> Edit:
    """The receipt after the field that it names; or at the end of the form, where it gets the focus itself."""
    at = wrong.after if wrong else form.tag.inside
    focus = "" if wrong else mark_safe(' tabindex="-1" autofocus')
    told = '<p class="receipt" id="refused" data-status="{}"{}>{}</p>'
    return at, at, format_html(told, receipt.status, focus, receipt.sentence)


def _unfolded(tags: list[Tag], form: Tag, here: str) -> Iterator[Edit]:
    """Unfold what the form stands in: without scripts nobody else does."""
    for tag in form.around:
        said = dict(tag.attributes)
        if tag.name == "details" and "open" not in said:
            yield tag.start, tag.end, written(tag.name, said | {"open": ""})
        if "popover" in said:
            del said["popover"]
            yield tag.start, tag.end, written(tag.name, said)
            for button in tags:
                if tag in button.around and "popovertargetaction" in button.attributes:
                    link = {"class": button.attributes.get("class", ""), "href": here}
                    yield button.start, button.end, written("a", link)
                    yield button.inside, button.after, "</a>"


def _shown(tags: list[Tag], form: Tag) -> Iterator[Edit]:
    """Choose the view that shows the form, unless it is on the stage, which is the view that is chosen already."""
    on_stage = next((tag.attributes.get("data-on") for tag in tags if tag.attributes.get("id") == "stage"), None)
    for tag in form.around:
        if on_stage and tag.attributes.get("data-act") == on_stage:
            continue
        group, _equals, chosen = tag.attributes.get("data-shown-by", "").partition("=")
        radios = [each for each in tags if group and each.attributes.get("name") == group]
        for radio in radios:
            way = {name: value for name, value in radio.attributes.items() if name != "checked"}
            way |= {"checked": ""} if way.get("value") == chosen else {}
            yield radio.start, radio.end, written("input", way)


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
