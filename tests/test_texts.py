"""Every text that reaches somebody is translated: no text hides where the extraction of texts does not look.

A text within an f-string is neither extracted nor missed by the check of the catalogues, so it stays English. So do a
sentence without `_`, and words in a template outside `{% translate %}`. What pages show is in test_texts_on_pages.py.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.read_aloud import NAMES, WORD, Texts

ROOT = Path(settings.BASE_DIR)
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TOLD = {"Refused", "TryAgain", "ValidationError", "Http404", "add_error"}
"""What is called with a sentence that somebody reads."""
TRANSLATES_MARKED = "polls/asking/questions.py"
"""Here the texts get their translation that the rules of kinds mark, which know no framework."""
SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|[A-Z][a-z]+\.")


def sources() -> Iterator[tuple[str, ast.AST]]:
    """Our Python modules that run on a server, parsed."""
    for top in ("livesessions", "polls", "rooms"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def name_of(call: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def is_translated(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and name_of(node) in TRANSLATES


def bare(node: ast.AST | None) -> Iterator[str]:
    """The sentences in an expression that go through no translation."""
    if node is None or is_translated(node) or isinstance(node, ast.Compare):
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and SENTENCE.search(node.value):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from bare(child)


def within_f_strings(tree: ast.AST) -> Iterator[ast.Call]:
    for text in ast.walk(tree):
        if isinstance(text, ast.JoinedStr):
            yield from (each for each in ast.walk(text) if is_translated(each))


def is_command(function: ast.AST) -> bool:
    """Whether this is a function behind `@command`, whose answer is the receipt."""
    return isinstance(function, ast.FunctionDef) and any(
        isinstance(each, ast.Call) and name_of(each) == "command" for each in function.decorator_list
    )


def told(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the text of every sentence without a translation that is somebody's refusal or receipt."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in TOLD:
            yield from ((node.lineno, text) for argument in node.args for text in bare(argument))
        if is_command(node):
            answers = (each for each in ast.walk(node) if isinstance(each, ast.Return))
            yield from ((answer.lineno, text) for answer in answers for text in bare(answer.value))


def test_what_is_looked_for_is_found():
    code = """
@command("room.sing", by=Role.HOST)
def sing(room, request, changes):
    if not room:
        raise Refused("Nobody is here.")
    return f"{_('Everybody sings.')} They sing along." if room == "Not this" else _("Everybody hums.")
"""
    tree = ast.parse(code)
    assert [ast.unparse(call) for call in within_f_strings(tree)] == ["_('Everybody sings.')"]
    assert sorted(text for _line, text in told(tree)) == [" They sing along.", "Nobody is here."]


def test_no_text_hides_in_an_f_string():
    hidden = [(path, call) for path, tree in sources() for call in within_f_strings(tree)]
    assert [f"{path}:{call.lineno}: {ast.unparse(call)}" for path, call in hidden] == []


def test_a_text_is_written_out_where_it_is_translated():
    """The extraction of texts reads the code, so it finds no text that only has a name there."""
    calls = [(path, call) for path, tree in sources() for call in ast.walk(tree) if is_marked(call)]
    assert len(calls) > 300
    calls = [(path, call) for path, call in calls if path != TRANSLATES_MARKED]
    named = [f"{path}:{call.lineno}: {ast.unparse(call)}" for path, call in calls if not is_written_out(call)]
    assert named == []


def is_marked(node: ast.AST) -> bool:
    return is_translated(node) or (isinstance(node, ast.Call) and name_of(node) == "gettext_noop")


def is_written_out(call: ast.Call) -> bool:
    texts = call.args[:2] if name_of(call).startswith("n") else call.args[:1]
    return all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts)


def test_refusals_and_receipts_are_translated():
    assert [f"{path}:{line}: {text}" for path, tree in sources() for line, text in told(tree)] == []


# --- In templates and scripts, also where no page above leads --------------------------------------------------------

OF_A_TAG = re.compile(r"\{% block (?:\w+_class|body_attributes) %\}.*?\{% endblock[^%]*%\}", re.DOTALL)
"""Blocks that hold attributes of an element in the template that is extended."""
TRANSLATED = re.compile(r"\{% blocktranslate.*?\{% endblocktranslate %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$|\s//\s.*?$", re.DOTALL | re.MULTILINE)
LITERAL = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`")
SAID_BY_A_SCRIPT = re.compile(r"[A-Z][a-z]+ [a-z]{2,} |[a-z]+[.!?]$")


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_a_template_holds_no_words_of_its_own(path):
    reader = Texts()
    reader.feed(TRANSLATED.sub(" ", OF_A_TAG.sub(" ", path.read_text())))
    assert [text.strip() for text in reader.texts if set(WORD.findall(text)) - NAMES] == []


@pytest.mark.parametrize("path", sorted((ROOT / "static/js").rglob("*.js")), ids=lambda path: path.name)
def test_a_script_holds_no_words_of_its_own(path):
    """A script finds its sentences in `data-` attributes."""
    found = LITERAL.findall(COMMENT.sub("", path.read_text()))
    assert [text for text in found if SAID_BY_A_SCRIPT.search(text[1:-1])] == []
