"""The forms of commands: one tag writes them all, and each asks for what its command takes."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, TemplateSyntaxError, engines
from django.template.base import Node, TextNode
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode
from django.utils.safestring import mark_safe

from polls.asking.drafts.forms import DraftForm
from polls.asking.written.hands import HandsForm
from rooms.live.base.form_token import FIELD, form_token
from rooms.live.commands.register import registered
from rooms.live.models import Room
from rooms.live.templatetags.live import CommandNode

FOLDER = Path(settings.BASE_DIR) / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
CONTROL = re.compile(r"<(?:input|textarea|select|button)\b[^>]*>")
OF_THE_TICKED = "data-ticked"
"""A form with this attribute takes the boxes of the form `ticked` along (ticking.js)."""


def source_of(nodes: Iterable[Node]) -> str:
    """The text of a template, all branches one after another, with what it includes."""
    found = []
    for node in nodes:
        if isinstance(node, TextNode):
            found.append(node.s)
        elif isinstance(node, IncludeNode) and isinstance(node.template.var, str):
            found.append(source_of(get_template(node.template.var).template.nodelist))
        else:
            children = [getattr(node, name, None) or () for name in node.child_nodelists]
            found.append("".join(map(source_of, children)) or "0")
    return "".join(found)


def attribute(element: str, name: str) -> str:
    """The value of an attribute; empty when there is none."""
    found = re.search(rf'\s{name}="([^"]*)"', element)
    return found[1] if found else ""


def forms() -> list[tuple[str, CommandNode]]:
    """Every form of a command, with the template in which it stands."""
    nodes = [(name, get_template(name).template.nodelist.get_nodes_by_type(CommandNode)) for name in NAMES]
    return [(name, node) for name, found in nodes for node in found]


@pytest.fixture(scope="module")
def from_elsewhere() -> dict[str, set[str]]:
    """Names of fields that belong to a form by its id, which begins with this word, and stand outside of it."""
    found = defaultdict(set)
    for name in NAMES:
        for control in CONTROL.findall(source_of(get_template(name).template.nodelist)):
            if form := attribute(control, "form"):
                found[re.match(r"[a-z]*", form)[0]].add(attribute(control, "name"))
    return found


def test_every_command_has_a_form():
    """What only a script could ask for would be missing without scripts."""
    assert {node.command.name for _name, node in forms()} == set(registered())


@pytest.mark.parametrize("name", NAMES)
def test_no_template_writes_such_a_form_by_hand(name):
    source = (FOLDER / name).read_text()
    assert not re.search(r"""name=["']?command\b""", source)
    assert "data-command" not in source


@pytest.mark.parametrize(("template", "form"), forms(), ids=lambda each: getattr(each, "command", each))
def test_a_form_asks_for_what_its_command_takes(template, form, from_elsewhere):
    controls = {attribute(control, "name") for control in CONTROL.findall(source_of(form.nodelist))} - {""}
    id = form.attributes.get("id")
    begin = re.match(r"[a-z]*", str(id.var))[0] if id else "ticked" if OF_THE_TICKED in form.attributes else None
    given = controls | set(form.fields) | from_elsewhere.get(begin, set())
    fields = form.command.form.base_fields
    loops = {DraftForm: "0", HandsForm: "hands-0"}  # names that a loop writes
    further = {name for each, name in loops.items() if issubclass(form.command.form, each)}
    assert given - further <= set(fields), "the command takes no such field"
    assert {name for name, field in fields.items() if field.required} <= given, "the command needs more"


def rendered(template: str, **context: object) -> str:
    source = "{% load live %}" + template
    return engines["django"].engine.from_string(source).render(Context({"room": Room(pk="abc"), **context}))


def test_a_form_carries_the_token_the_command_and_its_fields():
    html = rendered('{% command "poll.close" poll=poll.pk %}<button>Sluit</button>{% endcommand %}', poll={"pk": 7})
    assert html == (
        '<form method="post" action="/r/abc/do/" data-command>'
        f'<input type="hidden" name="{FIELD}" value="{form_token("abc")}">'
        '<input type="hidden" name="command" value="poll.close"><input type="hidden" name="poll" value="7">'
        "<button>Sluit</button></form>"
    )


def test_a_keyword_with_an_underscore_is_an_attribute():
    html = rendered(
        '{% command "room.rotate" code="x" _class="form" _data_clears=True _id="a"|keyed:7 %}{% endcommand %}'
    )
    assert re.findall(r"<form [^>]*>", html)[0].endswith(' class="form" data-clears id="a-7">')


def test_what_is_none_is_left_out_and_what_is_false_or_empty_says_so():
    html = rendered(
        '{% command "breakouts.write" group=none field=empty sequence=0 _data_text=empty _id=none _hx_morph_skip=no %}'
        "{% endcommand %}",
        none=None,
        empty="",
        no=False,
    )
    assert 'name="group"' not in html and " id=" not in html and "morph" not in html
    assert 'name="field" value=""' in html and 'name="sequence" value="0"' in html and ' data-text=""' in html


def test_values_are_text_whoever_vouches_for_them():
    evil = mark_safe('"><script>')
    html = rendered('{% command "room.rotate" code=evil _class=evil %}{% endcommand %}', evil=evil)
    assert "<script>" not in html and html.count("&quot;&gt;&lt;script&gt;") == 2


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ('"poll.shut" poll=1', "No command is named"),
        ("name", "No command is named"),
        ('"poll.close" pol=1', "has no field pol"),
        ('"poll.close" poll', "takes keywords only"),
    ],
)
def test_a_mistake_does_not_compile(tag, says):
    with pytest.raises(TemplateSyntaxError, match=says):
        rendered("{% command " + tag + " %}{% endcommand %}")
