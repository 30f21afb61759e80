"""Templates hold no style, no script and no handler: the content security policy would drop them in silence.

They are read and compared line by line, so a line holds one element and is no longer than a screen is wide. And a
command is asked for with `{% command %}` alone, which knows what belongs in its form.

Run by `make check`; `check_templates.py [FILE …]` looks at these files only. Prints file:line: sentence.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Template syntax and comments, which are not markup and would confuse its reading.
SYNTAX = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
COMMENT = re.compile(r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>""")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")

LONGEST = 160
WITHIN_TEXT = {"a", "b", "br", "cite", "em", "i", "kbd", "rect", "small", "span", "strong", "svg", "time", "use"}
"""Elements that may stand behind another on a line."""
OUTPUT = re.compile(
    r"""\{\{(?! " " \}\}).*?\}\}|\{% translate .*?%\}|\{% blocktranslate.*?\{% endblocktranslate %\}""", re.DOTALL
)
TORN = re.compile(r"""[^\s>%}"\x00] *\n\s*\x00|\x00 *\n\s*[^\s<{\x00]""")
"""A word and an output (which stands here as zeros) on two lines: the loader leaves no space between them."""
COMMAND_FIELD = re.compile(r"""name=["']?command\b""")

UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off\b")


def problems(source: str) -> Iterator[tuple[int, str]]:
    """The offset of each finding, and a sentence about it."""
    source = COMMENT.sub(_blank, source)
    for match in UNESCAPED.finditer(source):
        yield match.start(), "participants' text is text: mark nothing as safe in a template."
    for match in COMMAND_FIELD.finditer(source):
        yield match.start(), "the form of a command: write {% command %}."
    markup = SYNTAX.sub(_blank, source)
    yield from _lines(source, markup)
    for tag in TAG.finditer(markup):
        attributes = [
            (tag.start(2) + found.start(), found[1].lower(), (found[2] or "").strip("\"'").strip().lower())
            for found in ATTRIBUTE.finditer(tag[2])
        ]
        yield from _element(tag.start(), tag[1].lower(), {name for _, name, _ in attributes})
        for offset, name, value in attributes:
            if sentence := _attribute(name, value):
                yield offset, sentence


def _lines(source: str, markup: str) -> Iterator[tuple[int, str]]:
    for line in re.finditer(r".+", source):
        if len(line[0]) > LONGEST:
            yield line.start(), f"a line of {len(line[0])} characters: at most {LONGEST}."
    for torn in TORN.finditer(OUTPUT.sub(lambda match: "\x00" * len(match[0]), source)):
        yield torn.start(), 'a line break is no space: write {{ " " }}, or both on one line.'
    before: re.Match[str] | None = None
    for tag in TAG.finditer(markup):
        if tag[1].lower() not in WITHIN_TEXT:
            if before and "\n" not in markup[before.start() : tag.start()]:
                yield tag.start(), f"<{tag[1]}> stands behind <{before[1]}>: one element a line."
            before = tag


def _element(offset: int, element: str, attributes: set[str]) -> Iterator[tuple[int, str]]:
    if element == "script" and "src" not in attributes:
        yield offset, "an inline <script>: put it in a file under static/, and data in data-* attributes."
    if element == "style":
        yield offset, "a <style> element: put it in a stylesheet under static/."


def _attribute(name: str, value: str) -> str | None:
    if name == "style":
        return "a style attribute: use a class, or <meter> and SVG attributes for sizes that are data."
    if name.startswith("hx-on"):
        return f"{name} needs unsafe-eval: listen in a script file."
    if re.fullmatch(r"on[a-z]+", name):
        return f"{name} is an inline handler: listen in a script file."
    if value.startswith("javascript:") or (name.startswith("hx-") and value.startswith("js:")):
        return f"{name} holds a script, which needs unsafe-eval: use a script file."
    return None


def _blank(match: re.Match[str]) -> str:
    """As long as what it stands for and with its lines, so that offsets stay true."""
    return re.sub(r"[^\n]", " ", match[0])


def main() -> None:
    """Print every finding; exit with 1 when there is one."""
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "templates").rglob("*.html"))
    found = 0
    for path in files:
        source = path.read_text()
        for offset, sentence in sorted(problems(source)):
            name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            print(f"{name}:{source.count(chr(10), 0, offset) + 1}: {sentence}")
            found += 1
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
