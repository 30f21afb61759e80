"""Joins the modules of a page into one script, so that a browser asks once (pure).

It reads the subset of JavaScript modules in which our scripts are written and refuses the rest: a module becomes a
function that is called once, and its exports the object which that function returns. Browsers that get the modules one
by one, as a laptop serves them without hashed names, do the same.
"""

import posixpath
import re
from collections.abc import Callable, Iterator

Read = Callable[[str], str]
"""From the name of a module, such as `js/live.js`, to its text."""

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
COMMENT_LINES = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
"""Comments on lines of their own: browsers do without, and they were a sixth of a script as it is sent."""
COMMENT_BEHIND = re.compile(r"""(?<=[;{},)]) // [^\n"'`]*$""", re.MULTILINE)
"""Comments behind code. What holds a quotation mark stays: it may be the end of a text with slashes in it."""
IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";(?:[ \t]*//[^\n]*)?\n?', re.MULTILINE)
LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
AWAITS = r"^(?!async)[^\s/*](?!.*\basync\b)[^\n]*\bawait\b"
LEFT = re.compile(rf"^(?:import|export)\b[^\n]*|\bimport\.meta\b|{AWAITS}", re.MULTILINE)
"""What would have another meaning inside a function: other imports and exports, and waiting at the top."""


class NotJoined(Exception):
    """A module is written in a way that cannot be joined: the message says where and what."""


def join(page: str, read: Read) -> str:
    """The script of a page, with all that it imports, each module once and after those that it needs.

    Modules that are imported later, by `import()`, stay files of their own. Raises `NotJoined`.
    """
    order = list(_order(page, read))
    later = {name for each in order for name in _later(each, read)}
    twice = {needed for name in later for needed in _order(name, read)} & set(order)
    if twice:
        raise NotJoined(f"{page} would run twice: {', '.join(sorted(twice))}, also imported later")
    folder = posixpath.dirname(page)
    return "\n".join(_called(name, read, folder) for name in order)


def _order(name: str, read: Read, around: tuple[str, ...] = (), done: set[str] | None = None) -> Iterator[str]:
    """The modules that `name` needs, and then itself. `around`: who asks; `done`: what was given."""
    done = set() if done is None else done
    if name in around:
        raise NotJoined(f"import in a circle: {' '.join((*around, name))}")
    for _names, path in IMPORT.findall(read(name)):
        needed = _beside(name, path)
        if needed not in done:
            yield from _order(needed, read, (*around, name), done)
    if name not in done:
        done.add(name)
        yield name


def _later(name: str, read: Read) -> Iterator[str]:
    for path in LATER.findall(COMMENT.sub("", read(name))):
        yield _beside(name, path)


def _called(name: str, read: Read, folder: str) -> str:
    """One module as a function that is called at once; `folder`: of the page, where addresses start."""

    def taken(line: re.Match[str]) -> str:
        if line[1] is None:
            return ""
        names = ", ".join(" ".join(each.split()).replace(" as ", ": ") for each in line[1].split(",") if each.strip())
        return f"const {{ {names} }} = {_variable(_beside(name, line[2]))};\n"

    def moved(call: re.Match[str]) -> str:
        path = posixpath.relpath(_beside(name, call[1]), folder)
        return f'import("{path if path.startswith(".") else f"./{path}"}")'

    text = read(name)
    exported = [found[2] for found in EXPORT.finditer(text)]
    text = COMMENT_BEHIND.sub(
        "", COMMENT_LINES.sub("", EXPORT.sub(r"\1 \2", LATER.sub(moved, IMPORT.sub(taken, text))))
    )
    left = LEFT.search(COMMENT.sub("", text))
    if left:
        raise NotJoined(f"{name}: {left[0]}")
    gives = f"return {{ {', '.join(exported)} }};\n" if exported else ""
    return f"const {_variable(name)} = (() => {{\n{text}{gives}}})();\n"


def _beside(name: str, path: str) -> str:
    """The module to which `path` leads from `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", posixpath.splitext(name)[0])
