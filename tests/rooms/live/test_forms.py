"""The forms on the pages of a room: all of them, in every scene in which a command is asked for."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.forms import CharField, URLField

from polls.asking.drafts.forms import DraftForm
from polls.asking.drafts.kind_settings import form_fields
from polls.kinds.register import kinds
from rooms.live.base.people import Role
from rooms.live.commands.register import registered
from tests.browsing import Browser
from tests.examples import EXAMPLES

VOID = {"input", "meta", "link", "br", "img", "hr"}
WRITTEN = {"text", "url"}
CHOSEN = {"radio", "checkbox"}
SUBJECTS = {"poll", "board", "round", "group", "plan", "question", "entry", "wording"}
"""Hidden fields that say what a form is about."""


@dataclass
class Control:
    """What somebody can choose or write in, and what it stands in."""

    tag: str
    attributes: dict[str, str]
    names: list[str]
    """The ids and subjects of the control itself and of everything around it."""

    @property
    def name(self) -> str:
        return self.attributes["name"]

    @property
    def is_written(self) -> bool:
        return self.tag == "textarea" or (self.tag == "input" and self.attributes.get("type", "text") in WRITTEN)

    @property
    def is_chosen(self) -> bool:
        return self.tag == "select" or self.attributes.get("type") in CHOSEN


@dataclass
class Form:
    """A form that asks for a command."""

    attributes: dict[str, str]
    hidden: dict[str, str] = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)

    @property
    def command(self) -> str:
        return self.hidden["command"]

    @property
    def stays_as_it_comes(self) -> bool:
        """The browser fills nothing in by itself."""
        return self.attributes.get("autocomplete") == "off"

    @property
    def subjects(self) -> set[str]:
        """Keys of what it is about."""
        return {self.hidden[name] for name in SUBJECTS & self.hidden.keys()} - {""}


class Page(HTMLParser):
    """The forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._around: list[tuple[str, dict[str, str]]] = []
        self._elsewhere: list[tuple[str, Control]] = []
        self.feed(html)
        by_id = {form.attributes.get("id"): form for form in self.forms}
        for id, control in self._elsewhere:
            by_id[id].controls.append(control)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._around.append((tag, found))
        if tag == "form":
            self._form = Form(found)
            self.forms.append(self._form)
        elif tag in ("input", "textarea", "select") and "name" in found:
            around = [about for _tag, about in self._around] + [found]
            control = Control(tag, found, [each[n] for each in around for n in ("id", "data-subject") if n in each])
            if found.get("type") == "hidden" and self._form is not None:
                self._form.hidden[found["name"]] = found.get("value", "")
            elif "form" in found:
                self._elsewhere.append((found["form"], control))
            elif self._form is not None:
                self._form.controls.append(control)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        while self._around and self._around.pop()[0] != tag:
            pass


def forms_on(scene) -> list[Form]:
    """The forms that ask for a command, on the pages of everybody."""
    pages = [Browser(scene, role).page() for role in (Role.HOST, Role.PARTICIPANT)]
    return [form for page in pages for form in Page(page).forms if "command" in form.hidden]


def fields_of(form):
    """The fields of a form; of a draft with the settings of every kind."""
    settings = [form_fields(kind) for kind in kinds().values()] if issubclass(form, DraftForm) else []
    return form.base_fields | {name: field for some in settings for name, field in some.items()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_forms_in_the_scene_of_every_command(name, prepared):
    """One scene for all three: drawing its pages is the work."""
    EXAMPLES[name].prepare(prepared)
    forms = forms_on(prepared)
    what_is_chosen_or_written_is_tied_to_what_it_is_about(forms)
    a_field_takes_as_much_as_its_form_and_no_more(forms)
    no_browser_puts_back_what_stood_in_a_form(forms)


def what_is_chosen_or_written_is_tied_to_what_it_is_about(forms):
    """A new picture keeps elements: with one and the same for two polls, a tick would move from one to the other."""
    loose = [
        (form.command, control.name)
        for form in forms
        for control in form.controls
        if (control.is_written or control.is_chosen) and (subjects := form.subjects)
        if not any(re.search(rf"(?<!\d){subject}(?!\w)", name) for subject in subjects for name in control.names)
    ]
    assert not loose


def a_field_takes_as_much_as_its_form_and_no_more(forms):
    """Else a paste that is too long is lost on its way; and what is too long all the same is refused in plain words."""
    written = [
        (form.command, control)
        for form in forms
        for control in form.controls
        if control.is_written and form.command != "poll.vote"  # a ballot has the fields of its kind
    ]
    limits = {(command, control.name): control.attributes.get("maxlength") for command, control in written}
    fields = {(command, name): fields_of(registered()[command].form)[name] for command, name in limits}
    # The server may put "https://" before an address.
    room_for = {of: field.max_length - 8 * isinstance(field, URLField) for of, field in fields.items()}
    assert limits == {of: str(length) for of, length in room_for.items()}
    assert not {of for of, field in fields.items() if "max_length" not in field.error_messages}
    assert {("poll.draft", "options"), ("floor.announce", "text")} <= limits.keys()


def no_browser_puts_back_what_stood_in_a_form(forms):
    """It does so by place, after "back": the tick of one question would stand beside another."""
    assert not {form.command for form in forms if form.controls and not form.stays_as_it_comes}


def test_every_text_of_every_command_has_a_limit():
    texts = {
        (name, key): field
        for name, found in registered().items()
        for key, field in found.form.base_fields.items()
        if type(field) in (CharField, URLField)
    }
    assert not {of for of, field in texts.items() if field.max_length is None}
    assert len(texts) > 20
