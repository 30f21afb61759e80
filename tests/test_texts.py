"""Every text that reaches somebody is translated: no text hides where the extraction of texts does not look.

A text within an f-string is neither extracted nor missed by the check of the catalogues, so it stays English. So do a
sentence without `_`, and words in a template outside `{% translate %}`. To find these, pages are shown here with a
catalogue that puts ⟦brackets⟧ around every text of ours: what stands outside them was not translated.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS
from django.utils.translation import override, trans_real

from rooms.live.base.people import Role
from rooms.live.commands.register import perform, registered
from tests.browsing import Browser
from tests.examples import EXAMPLES
from tests.scene import Scene, everything

ROOT = Path(settings.BASE_DIR)
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TOLD = {"Refused", "TryAgain", "ValidationError", "Http404", "add_error"}
"""What is called with a sentence that somebody reads."""
SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|[A-Z][a-z]+\.")


# --- In the code -----------------------------------------------------------------------------------------------------


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
    calls = [(path, call) for path, tree in sources() for call in ast.walk(tree) if is_translated(call)]
    assert len(calls) > 300
    named = [f"{path}:{call.lineno}: {ast.unparse(call)}" for path, call in calls if not is_written_out(call)]
    assert named == []


def is_written_out(call: ast.Call) -> bool:
    texts = call.args[:2] if name_of(call).startswith("n") else call.args[:1]
    return all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts)


def test_refusals_and_receipts_are_translated():
    assert [f"{path}:{line}: {text}" for path, tree in sources() for line, text in told(tree)] == []


# --- On pages --------------------------------------------------------------------------------------------------------

READ_ALOUD = {"aria-label", "alt", "title", "placeholder", "content"}
FOR_SCRIPTS = {"data-ids", "data-decides", "data-upvoted"}
UNREAD = {"script", "style", "svg", "kbd", "code"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
CODE = re.compile(r"\b[0-9A-Za-z]{4}(-[0-9A-Za-z]{4})+\b")
ADDRESS = re.compile(r"[\w.-]+:\d+/[\w/-]*")
WORD = re.compile(r"[^\W\d_]{3,}")
NAMES = {"livesessions", "Nederlands", "English", "noindex"}
"""Words that are the same in every language, or are read by machines."""


@pytest.fixture
def bracketed(tmp_path, settings):
    """Dutch pages whose texts are the English ones in brackets."""
    with (ROOT / "locale/nl/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:
            message.string = tuple(f"⟦{text}⟧" for text in message.id) if message.pluralizable else f"⟦{message.id}⟧"
    folder = tmp_path / "nl/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]
    trans_real._translations = {}
    trans_real._default = None
    yield
    trans_real._translations = {}
    trans_real._default = None


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


def unbracketed(page: str, ours: set[str]) -> list[str]:
    """The texts of a page with words that neither are translated nor come out of the database."""
    reader = Texts()
    reader.feed(page)
    joined = "\x00".join(reader.texts)
    while BRACKETED.search(joined):
        joined = BRACKETED.sub(" ", joined)
    left = (ADDRESS.sub(" ", CODE.sub(" ", text)).strip() for text in joined.split("\x00"))
    known = ours | NAMES | days_and_months()
    return [text for text in left if any(word not in known for word in WORD.findall(text))]


def days_and_months() -> set[str]:
    """Their Dutch names, which Django knows."""
    with override("nl"):
        names = {str(name) for names in (MONTHS, MONTHS_3, WEEKDAYS) for name in names.values()}
    return names | {name.capitalize() for name in names}


def words_in_the_database() -> set[str]:
    """The words that people wrote, and those of the examples."""
    found: set[str] = set()
    for rows in everything().values():
        for row in rows:
            found.update(WORD.findall(" ".join(str(value) for value in row.values())))
    return found


def test_a_text_outside_brackets_is_found():
    page = '<p data-on="Keys are on">⟦One of ⟦two⟧⟧ <b>three Jansen</b></p><script>var none</script>'
    assert unbracketed(page, {"Jansen"}) == ["Keys are on", "three Jansen"]


@pytest.mark.parametrize("name", sorted(registered()))
def test_receipts_and_the_pages_after_every_command_are_translated(name, bracketed, prepared):
    example, command = EXAMPLES[name], registered()[name]
    data = example.prepare(prepared)
    actor = prepared.actor(command.by)
    receipts = [perform(name, actor, data), perform(name, actor, data), perform(name, actor, {})]
    known = words_in_the_database() | words_of(prepared)
    for receipt in receipts:
        assert unbracketed(receipt.sentence, known | DJANGO) == [], receipt
    for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN, Role.MODERATOR):
        if role != Role.MODERATOR or prepared.room.is_open:
            assert unbracketed(Browser(prepared, role).page(), known) == [], role


DJANGO = set(WORD.findall("Dit veld is verplicht."))
"""The sentences of Django's own that only somebody reads who sends what no form of ours sends."""


def words_of(scene: Scene) -> set[str]:
    """The words of the programme, and of addresses."""
    texts = [
        scene.programme.title,
        scene.programme.organisation,
        scene.session.title,
        str(scene.host),
        str(scene.organiser),
        "testserver http",
    ]
    texts += [f"{person.name} {person.team}" for person in scene.people]
    return set(WORD.findall(" ".join(texts)))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/antwoord/",
        "/moderate/",
        "/hosting/",
        "/hosting/{session}/answers/",
        "/archive/",
        "/archive/{programme}/",
        "/archive/{programme}/polls/",
        "/archive/{programme}/harvest/",
        "/archive/{programme}/questions/",
        "/archive/{programme}/cards/",
        "/p/{programme}/",
        "/r/{room}/questions/",
        "/nowhere/",
    ],
)
def test_other_pages_are_translated(address, bracketed, scene):
    scene.question("answered")
    scene.question("visible")
    scene.card()
    scene.vote(scene.asked())
    known = words_in_the_database() | words_of(scene)
    participant = scene.client(Role.PARTICIPANT)
    organiser = Client()
    organiser.force_login(scene.organiser)
    where = address.format(session=scene.session.pk, programme=scene.programme.slug, room=scene.room.pk)
    assert unbracketed(participant.get(where, follow=True).content.decode(), known) == []
    scene.end()
    assert unbracketed(organiser.get(where, follow=True).content.decode(), known) == []


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
