"""The modules of a page become one script that does the same, and what would not is refused."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from livesessions.assets.joining_scripts import NotJoined, join

STATIC = Path(settings.BASE_DIR, "static")
PAGES = sorted(path.relative_to(STATIC).as_posix() for path in (STATIC / "js/pages").glob("*.js"))


def joined(**modules):
    """The page `js/pages/page.js` among modules of `js/`, given by their names."""
    texts = {f"js/{name}.js": text for name, text in modules.items()}
    texts["js/pages/page.js"] = texts.pop("js/page.js")
    return join("js/pages/page.js", texts.__getitem__)


def test_each_module_stands_once_after_what_it_needs():
    script = joined(
        page='import "../live.js";\nimport "../clock.js";\n',
        live='import { tell } from "./showing.js";\ntell();\n',
        clock='import { tell as say } from "./showing.js";\nsay();\n',
        showing="export function tell() {}\n",
    )
    assert script == (
        "const $js_showing = (() => {\nfunction tell() {}\nreturn { tell };\n})();\n\n"
        "const $js_live = (() => {\nconst { tell } = $js_showing;\ntell();\n})();\n\n"
        "const $js_clock = (() => {\nconst { tell: say } = $js_showing;\nsay();\n})();\n\n"
        "const $js_pages_page = (() => {\n})();\n"
    )


def test_comments_stay_behind_and_texts_do_not():
    script = joined(page='/* What\n   it does. */\n// And why.\nconst at = "a//b"; // here\n  /** Of it. */ go();\n')
    assert script == 'const $js_pages_page = (() => {\nconst at = "a//b";\n  /** Of it. */ go();\n})();\n'
    for kept in ('say("go; // on");', "say(`go; // on`);", "say('(so) // it is');"):
        assert kept in joined(page=f"{kept}\n")


def test_what_is_exported_is_given():
    script = joined(
        page="export const one = 1;\nexport class Two {}\nexport async function three() {\n  await one;\n}\n"
    )
    assert "return { one, Two, three };" in script
    assert "export" not in script


def test_names_over_several_lines_and_a_comment_behind_an_import():
    script = joined(
        page='import {\n  a,\n  b as c,\n} from "../x.js";\nimport "../y.js"; // why\n',
        x="export const a = 1;\nexport const b = 2;\n",
        y="\n",
    )
    assert "const { a, b: c } = $js_x;" in script
    assert "import" not in script


def test_what_is_imported_later_keeps_a_file_of_its_own():
    script = joined(
        page='import "../writing.js";\n',
        writing='const later = () => import("./merging.js");\n',
        merging="export const merge = 1;\n",
    )
    assert 'import("../merging.js")' in script
    assert "merge =" not in script


@pytest.mark.parametrize(
    "text",
    [
        'import showing from "../showing.js";\n',
        'import * as showing from "../showing.js";\n',
        'import { tell } from "showing";\n',
        "export default 1;\n",
        "export let one = 1;\n",
        "const one = 1;\nexport { one };\n",
        'export * from "../showing.js";\n',
        "const here = import.meta.url;\n",
        "const answer = await fetch('/');\n",
    ],
)
def test_what_would_mean_something_else_is_refused(text):
    with pytest.raises(NotJoined, match=r"js/pages/page\.js"):
        joined(page=text, showing="export function tell() {}\n")


def test_an_import_in_a_circle_is_refused():
    with pytest.raises(NotJoined, match=r"circle.*js/a\.js js/b\.js js/a\.js"):
        joined(page='import "../a.js";\n', a='import "./b.js";\n', b='import "./a.js";\n')


def test_a_module_that_would_run_twice_is_refused():
    """Its state would be there twice: once in the page's script, once beside what is imported later."""
    with pytest.raises(NotJoined, match=r"twice: js/kept\.js"):
        joined(
            page='import "../kept.js";\nconst later = () => import("../merging.js");\n',
            kept="export const kept = new Map();\n",
            merging='import { kept } from "./kept.js";\n',
        )


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_joined(page):
    script = join(page, lambda name: (STATIC / name).read_text())
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    variables = re.findall(r"^const (\$\w+) = \(\(\) => \{$", script, re.MULTILINE)
    assert len(variables) == len(set(variables)) > 1


def test_every_template_asks_for_one_script_of_ours():
    """Beside htmx, whose two files are other people's."""
    folder = Path(settings.BASE_DIR, "templates")
    for template in folder.rglob("*.html"):
        ours = re.findall(r"static 'js/([^']+)'", template.read_text())
        assert len(ours) <= 1, template
        for name in ours:
            alone = not re.search(r"^import\b", (STATIC / "js" / name).read_text(), re.MULTILINE)
            assert alone or f"js/{name}" in PAGES, f"{template} loads {name} and what it imports, one by one"
