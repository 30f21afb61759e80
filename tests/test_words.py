"""One word for one thing: texts and templates hold no word that docs/words.md tells us not to use."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, ngettext, override

ROOT = Path(settings.BASE_DIR)
TEMPLATE_SYNTAX = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
WORDS = (ROOT / "docs/words.md").read_text()


def forbidden(language: str) -> dict[str, re.Pattern[str]]:
    """The words of the table of this language, each with a pattern that finds it."""
    rows = WORDS[WORDS.index(f"| word in {language} |") :].split("\n\n")[0].splitlines()[2:]
    words = [word for row in rows for word in re.findall(r"`([^`]+)`", row.split("|")[1])]
    return {word: _pattern(word) for word in words}


def _pattern(word: str) -> re.Pattern[str]:
    ending = r"\w*" if word.endswith("…") else ""
    return re.compile(rf"\b{re.escape(word.removesuffix('…'))}{ending}\b", re.IGNORECASE)


def found_in(text: str, words: dict[str, re.Pattern[str]]) -> list[str]:
    return [word for word, pattern in words.items() if pattern.search(text)]


def texts(language: str, of: str) -> list[str]:
    """The ids (`of` is "id") or the translations ("string") of a catalogue, plurals too."""
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    given = [getattr(message, of) for message in catalogue if message.id]
    return [text for each in given for text in ([each] if isinstance(each, str) else each) if text]


@pytest.mark.parametrize("language", ["Dutch", "English"])
def test_the_page_lists_words(language):
    assert len(forbidden(language)) > 5
    for word, pattern in forbidden(language).items():
        assert pattern.search(f"En {word.replace('…', 's')}!"), word


def test_a_word_within_another_word_is_another_word():
    words = forbidden("Dutch")
    assert not found_in("Het huisnummer, nu, persoon, kaartje, besluit", words)
    assert found_in("De sessies van het groepje", words) == ["sessie…", "groepje…"]


@pytest.mark.parametrize(
    ("language", "of", "words"), [("nl", "string", "Dutch"), ("nl", "id", "English"), ("en", "string", "English")]
)
def test_texts_use_our_words(language, of, words):
    patterns = forbidden(words)
    assert [(text, found) for text in texts(language, of) if (found := found_in(text, patterns))] == []


def test_templates_use_our_words():
    """What a template says without a translation: attributes of scripts, and addresses are no text."""
    patterns = forbidden("Dutch") | forbidden("English")
    wrong = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = TEMPLATE_SYNTAX.sub(" ", path.read_text())
        if found := found_in(text, patterns):
            wrong[str(path.relative_to(ROOT))] = found
    assert wrong == {}


def test_the_guides_use_our_words():
    """A guide may tell of the houses in its pictures."""
    patterns = {word: pattern for word, pattern in forbidden("Dutch").items() if word not in ("huis", "huizen")}
    for path in (ROOT / "README.nl.md", *sorted((ROOT / "docs/nl").glob("*.md"))):
        lines = path.read_text().splitlines()
        wrong = [(line, found) for line in lines if (found := found_in(line, patterns))]
        assert wrong == [], path.name


def _says_u(text: str) -> bool:
    return any(word in ("u", "uw") for word in found_in(text, forbidden("Dutch")))


def _theirs() -> list[tuple[str, ...]]:
    """What the Dutch catalogues of the apps that we borrow say with *u*: the id, or the ids of one and of more."""
    found = set()
    for app in apps.get_app_configs():
        path = Path(app.path) / "locale/nl/LC_MESSAGES/django.po"
        if ROOT not in Path(app.path).parents or ".venv" in path.parts:
            for message in read_po(io.BytesIO(path.read_bytes())) if path.exists() else ():
                ids, strings = ([each] if isinstance(each, str) else each for each in (message.id, message.string))
                if message.id and any(_says_u(text) for text in strings if text):
                    found.add(tuple(ids))
    return sorted(found)


def test_texts_of_libraries_say_je_too():
    """allauth writes "a.u.b.", which addresses nobody."""
    theirs = _theirs()
    assert len(theirs) > 20
    with override("nl"):
        said = [gettext(ids[0]) if len(ids) == 1 else ngettext(*ids, 2) for ids in theirs]
    assert [text for text in said if _says_u(text.replace("a.u.b.", ""))] == []
