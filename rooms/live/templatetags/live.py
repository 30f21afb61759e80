"""Template tags of a room: its parts, with the same bytes as a push, and the forms of its commands."""

import re
from typing import Any, cast

from django import forms, template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from livesessions.texts.redacting import fingerprint
from rooms.live.base.form_token import FIELD, address_of_commands, form_token
from rooms.live.commands.register import Command, registered
from rooms.live.rendering.holes import hole

register = template.Library()

CONTROL = re.compile(r"<(?:input|select|textarea)\b")
FIRST_TAG = re.compile(r"<\w+")


@register.simple_tag(takes_context=True, name="part")
def show_part(context: template.Context, name: str) -> SafeString:
    """The part `name` of this page's room, as its audience sees it; for a keyed part all its items in a row."""
    return mark_safe(context["snapshot"].show(name))  # noqa: S308  (templates escaped what people wrote)


@register.simple_tag(name="item")
def place_of_item(part: str, key: object) -> SafeString:
    """The place of one item of the keyed part `part`, in the template of the part that holds it."""
    return hole(f"{part}-{key}")


@register.filter
def keyed(name: str, key: Any) -> str:
    """The id of one of several things, as in ``"write"|keyed:group``: ``write-12``."""
    return f"{name}-{key}"


@register.filter(name="fingerprint")
def fingerprint_of(text: str) -> str:
    """Tells whether a text is still the one on the page."""
    return fingerprint(text)


@register.simple_tag
def longest(command: str, field: str) -> int | None:
    """The largest number of characters that the command takes in this field."""
    return cast("forms.CharField", registered()[command].form.base_fields[field]).max_length


@register.simple_tag
def smallest_result() -> int:
    """The fewest answers of which numbers are shown on this site."""
    return settings.SMALLEST_RESULT


class EvenNode(template.Node):
    """What differs between people, at one size: see `even`."""

    def __init__(self, size: int, nodelist: NodeList) -> None:
        self.size, self.nodelist = size, nodelist

    def render(self, context: template.Context) -> SafeString:
        """The element, with spaces in its start tag, where a browser ignores them."""
        html = self.nodelist.render(context).strip()
        name = FIRST_TAG.match(html)
        end = name.end() if name else 0
        return SafeString(f"{html[:end]}{' ' * (-len(html.encode()) % self.size)}{html[end:]}")


@register.tag(name="even")
def do_even(parser: Parser, token: Token) -> EvenNode:
    """``{% even 2048 %}<div>…</div>{% endeven %}``: an element whose bytes are a multiple of this number.

    The network sees how long a frame is. What tells an answer has one length, whatever the answer.
    """
    size = int(token.split_contents()[1])
    nodelist = parser.parse(("endeven",))
    parser.delete_first_token()
    return EvenNode(size, nodelist)


class CommandNode(template.Node):
    """The form of a command. Not a `simple_block_tag`: Django does not look for nodes inside one of those."""

    def __init__(self, command: Command, given: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.command, self.nodelist = command, nodelist
        self.fields = {name: value for name, value in given.items() if not name.startswith("_")}
        self.attributes = {name[1:].replace("_", "-"): value for name, value in given.items() if name.startswith("_")}
        self.of_command = {
            "data-decides": command.decides or None,
            "data-lasts": command.lasts,
        }

    def render(self, context: template.Context) -> SafeString:
        """The form, with the room's token and the name of the command as hidden fields."""
        room = context["room"].pk
        contents = self.nodelist.render(context)
        # After "back" the browser would fill in what stood there for another round or question.
        attributes: dict[str, Any] = {"autocomplete": "off" if CONTROL.search(contents) else None}
        attributes |= self.of_command | {name: value.resolve(context) for name, value in self.attributes.items()}
        fields = {FIELD: form_token(room), "command": self.command.name} | {
            name: value.resolve(context) for name, value in self.fields.items()
        }
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{escape(value)}">'
            for name, value in fields.items()
            if value is not None
        )
        start = f'<form method="post" action="{address_of_commands(room)}" data-command{_written(attributes)}>'
        return SafeString(f"{start}{hidden}{contents}</form>")


def _written(attributes: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )


@register.tag("command")
def command_form(parser: Parser, token: Token) -> CommandNode:
    """The form with which somebody asks for a command: what stands between the tags, and hidden fields before it.

    A keyword is a hidden field; with an underscore before it, an attribute of the ``<form>``, in which every other
    underscore becomes a hyphen::

        {% command "board.ask" names=board.names _class="form" _data_clears=True %}…{% endcommand %}

    Every value is escaped, also one that is marked as safe. `None` leaves a field or an attribute out; so does `False`
    an attribute, and `True` gives it no value. What the browser has to know of the command is added: what it decides,
    whether it lasts, and that it fills in nothing by itself. A template that names a command or a field that is not
    registered does not compile.
    """
    _tag, name, *bits = token.split_contents()
    command = registered().get(name.strip("\"'"))
    if command is None:
        raise template.TemplateSyntaxError(f"No command is named {name}.")
    given = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"The form of {name} takes keywords only, not {bits[0]}.")
    for field in given:
        if not field.startswith("_") and field not in command.form.base_fields:
            raise template.TemplateSyntaxError(f"The command {name} has no field {field}.")
    nodelist = parser.parse(("endcommand",))
    parser.delete_first_token()
    return CommandNode(command, given, nodelist)
