"""Stylesheets stay short, and a class is styled where somebody who reads its name looks for it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
CSS = ROOT / "static/css"
SHEETS = {path.relative_to(CSS).with_suffix("").as_posix(): path.read_text() for path in sorted(CSS.rglob("*.css"))}
PAGES = {name: text for name, text in SHEETS.items() if name.startswith("pages/")}
TEMPLATES = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
SCRIPTS = "".join(path.read_text() for path in (ROOT / "static/js").rglob("*.js"))
DRAWN = "".join(path.read_text() for top in ("livesessions", "rooms", "polls") for path in (ROOT / top).rglob("*.py"))

LONGEST = 300  # lines
COLOURS = {"base/tokens", "base/print", "base/paper", "components/members"}
"""The sheets that hold colours: all of them by name, those of paper, those of a report, and those of the teams."""
VARIED = {
    *("base/helpers", "components/above", "components/answering", "components/button", "components/chip"),
    *("components/form", "components/harvest", "components/house", "components/icon", "components/layout"),
    *(
        "components/agenda",
        "components/best-teams",
        "components/prompt",
        "components/receipt",
        "components/stage",
        "components/meter",
        "components/moods",
        "components/notice",
        "components/pictures",
        "components/voices",
        "components/plate",
        "components/questions",
        "components/result",
        "components/spread",
        "components/timer",
        "components/rounds",
        "components/word-list",
    ),
    *("components/sky", "components/street"),
}
"""The sheets whose classes other sheets may vary, by the place where they stand."""
FOREIGN = {"errorlist"}
"""Classes that Django writes."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
ORDER = re.compile(r"@layer ([\w, ]+);")
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
ATTRIBUTE = re.compile(r'class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"')


def imports(page: str) -> list[tuple[str, str]]:
    """The sheets that a page names, and the layer of each."""
    found = IMPORT.findall(PAGES[page])
    return [
        ((CSS / page).parent.joinpath(path).resolve().relative_to(CSS).as_posix()[:-4], layer) for path, layer in found
    ]


def rules(text: str) -> Iterator[list[str]]:
    """For each place with declarations: the selectors around it, the outermost first."""
    opened: list[tuple[str, bool]] = []
    words = ""
    for piece in re.split(r"([{};])", re.sub(r'"[^"]*"', '""', COMMENT.sub("", text))):
        if piece == "{":
            opened.append((words.strip(), False))
        elif piece == ";" and opened:
            opened[-1] = (opened[-1][0], True)
        elif piece == "}":
            _, declares = opened[-1]
            around = [selector for selector, _ in opened]
            if declares and not any(each.startswith(("@keyframes", "@font-face", "@page")) for each in around):
                yield [each for each in around if not each.startswith("@")]
            opened.pop()
        words = piece


def split(text: str, separators: str) -> list[str]:
    """The pieces of a selector between `separators` that stand outside brackets."""
    pieces, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character in separators and not depth:
            pieces.append("")
        else:
            pieces[-1] += character
    return [piece.strip() for piece in pieces if piece.strip()]


def styled(around: list[str]) -> Iterator[tuple[str, bool]]:
    """The classes that a rule styles, and whether it does so wherever they stand.

    In `.stage .button.small:hover` that is `button`: `small` says which button. In `time.late` it is none, because the
    element is styled and the class says in which state.
    """
    *outer, selector = around
    for alternative in split(selector, ","):
        *before, last = split(alternative, " >+~\n")
        if last.startswith("&"):
            yield from ((name, False) for name, _ in styled(outer))
        elif last.startswith(":is("):
            inner = last[4 : last.index(")")]
            yield from ((name, False) for name, _ in styled([*outer, inner]))
        elif name := CLASS.match(last):
            yield name[1], not outer and not before


def test_no_stylesheet_is_long():
    assert {name: lines for name, text in SHEETS.items() if (lines := text.count("\n")) > LONGEST} == {}


def test_pages_only_name_sheets_and_every_sheet_is_named():
    for page, text in PAGES.items():
        assert ORDER.sub("", IMPORT.sub("", COMMENT.sub("", text))).split() == [], page
    assert {sheet for page in PAGES for sheet, _ in imports(page)} == SHEETS.keys() - PAGES.keys()


def test_every_layer_has_a_place_in_the_order():
    orders = [order for text in SHEETS.values() for order in ORDER.findall(text)]
    assert [set(order.split(", ")) for order in orders] == [{layer for page in PAGES for _, layer in imports(page)}]


def test_sheets_with_addresses_lie_as_deep_as_pages():
    """A page is joined from its sheets as they are: what they call `../../img` must be the same from there."""
    assert [name for name, text in SHEETS.items() if "url(" in text and name.count("/") != 1] == []


def test_every_brace_is_closed():
    """Joined to one sheet, a brace that stays open swallows every sheet after it."""
    plain = {name: COMMENT.sub("", text) for name, text in SHEETS.items()}
    assert [name for name, text in plain.items() if text.count("{") != text.count("}")] == []


def test_little_is_important():
    assert sum(text.count("!important") for text in SHEETS.values()) <= 4


def test_a_class_is_styled_in_one_sheet():
    """Or it belongs to a component, and other sheets say what is different in a place where they have it."""
    found: dict[str, dict[str, bool]] = defaultdict(lambda: defaultdict(bool))
    for sheet, text in SHEETS.items():
        for around in rules(text):
            for name, anywhere in styled(around):
                found[name][sheet] |= anywhere
    assert len(found) > 200
    several = {name: sheets for name, sheets in found.items() if len(sheets) > 1}
    assert {name for name, sheets in several.items() if not sheets.keys() & VARIED} == set(), "no component"
    elsewhere = {name for name, sheets in several.items() if any(sheets[sheet] for sheet in sheets.keys() - VARIED)}
    assert elsewhere == set(), "styled wherever it stands, outside its component"
    assert {name for name, sheets in several.items() if sum(sheets.values()) > 1} == set(), "two components"
    assert {sheet for sheets in several.values() for sheet in sheets} >= VARIED, "nothing varies it"


def test_every_styled_class_is_used():
    names = {name for text in SHEETS.values() for name in CLASS.findall(re.sub(r'"[^"]*"', "", COMMENT.sub("", text)))}
    words = set(re.findall(r"[\w-]+", TEMPLATES + SCRIPTS + DRAWN))
    numbered = set(re.findall(r"[\w-]+(?={)", DRAWN))  # wall-3 is written as f"wall-{number}"
    assert {name for name in names - words if name.rstrip("0123456789") not in numbered} == FOREIGN


def test_every_class_of_a_template_is_styled_or_sought():
    known = {name for text in (*SHEETS.values(), SCRIPTS) for name in CLASS.findall(text)}
    written = {
        name for value in ATTRIBUTE.findall(TEMPLATES) for name in re.sub(r"\{[{%].*?[%}]\}", " ", value).split()
    }
    assert written - known == set()


def test_what_is_lit_or_inked_keeps_its_background_where_the_system_chooses_the_colours():
    """Else the browser paints it over, or puts a patch behind the text in which nobody can read it."""
    lost = []
    for name, text in SHEETS.items():
        for rule in re.findall(r"[^{}]*", COMMENT.sub("", text)):
            is_state = re.search(r"background: var\(--(light|ink)\);", rule) and re.search(r"(?<![\w-])color: ", rule)
            if is_state and "forced-color-adjust: none" not in rule:
                lost.append((name, rule.strip()))
    assert lost == []


def test_a_page_is_served_as_one_sheet_and_one_script(tmp_path, settings):
    large = f"<svg>{'<path/>' * 200}</svg>"
    for name, text in {
        "css/base/tokens.css": ':root { --mark: url("../../img/mark.svg"); --town: url("../../img/town.svg"); }\n',
        "css/pages/all.css": '@layer tokens;\n@import url("../base/tokens.css") layer(tokens);\n',
        "img/mark.svg": '<svg fill="#000"/>\n',
        "img/town.svg": large,
        "js/pages/home.js": 'import "../kept.js";\n',
        "js/kept.js": 'const later = () => import("./merging.js");\n',
        "js/merging.js": 'import "./words.js";\n',
        "js/words.js": "\n",
    }.items():
        (tmp_path / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sources" / name).write_text(text)
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "sources"], tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "livesessions.assets.storage.HashedStatic"}}

    def stored(name):
        return Path(staticfiles_storage.path(staticfiles_storage.stored_name(name)))

    for _ in range(2):  # The second time finds the joined files where the first put them.
        call_command("collectstatic", interactive=False, verbosity=0)
        assert stored("css/pages/all.css").read_text() == (
            "@layer tokens;\n@layer tokens {\n"
            ":root { --mark: url(\"data:image/svg+xml,%3Csvg fill='%23000'/%3E\"); "
            f'--town: url("../../img/{stored("img/town.svg").name}"); }}\n}}\n'
        )
        assert f'import("../{stored("js/merging.js").name}")' in stored("js/pages/home.js").read_text()
        assert f'import"./{stored("js/words.js").name}"' in stored("js/merging.js").read_text()


def test_a_colour_has_a_name():
    for name, text in SHEETS.items():
        if name not in COLOURS:
            assert re.findall(r":[^;{}]*#[0-9a-fA-F]{3,8}\b", COMMENT.sub("", text)) == [], (
                f"{name}: name it in base/tokens"
            )
