"""People's words keep their own direction: each stands in an element of its own that finds its direction itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.db.models import CharField, TextField
from django.template import engines
from django.test import Client

from livesessions.archive.api.tokens import make
from livesessions.archive.finding.tagging import give
from livesessions.archive.models import Record, SavedView
from livesessions.archive.notes.models import About
from livesessions.archive.notes.noting import write
from livesessions.followup import receipts
from livesessions.texts.bidi import isolated
from rooms.board.models import Question
from rooms.board.questions.pseudonyms import receipt_code
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.examples import EXAMPLES, by
from tests.odd_strings import ARABIC
from tests.peoples_words import columns, say_everywhere
from tests.session_story import hold

VOID = {"input", "meta", "link", "br", "img", "hr"}
WRITTEN = {"text", "search"}
OURS = {"code", "link"}
"""Fields in which nobody writes words."""
WORDS = re.compile(rf"(?:{re.escape(ARABIC)}(?: \d+)?\s*)+")
ISOLATED = re.compile(f"\u2068{re.escape(ARABIC)}(?: \\d+)?\u2069")
NO_MARKUP = {"title", "option"}
IN_A_SENTENCE = "{% load i18n %}{% blocktranslate with name=words|bdi %}{{ name }} (%){% endblocktranslate %}"
SHOWN_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder", "data-copied"}


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None"
    content: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    @property
    def isolates(self) -> bool:
        """Whether it finds the direction of its text itself."""
        return self.attributes.get("dir") == "auto" or (self.tag == "bdi" and "dir" not in self.attributes)

    def all(self) -> "Iterator[Element]":
        """It and everything in it."""
        yield self
        for each in self.content:
            if not isinstance(each, str):
                yield from each.all()


class Tree(HTMLParser):
    """A page as a tree."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = self.now = Element("", {}, None)
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.now)
        self.now.content.append(element)
        if tag not in VOID:
            self.now = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.now.content.append(Element(tag, dict(attrs), self.now))

    def handle_endtag(self, tag: str) -> None:
        while self.now.parent is not None and self.now.tag != tag:
            self.now = self.now.parent
        self.now = self.now.parent or self.now

    def handle_data(self, data: str) -> None:
        self.now.content.append(data)


def loose(html: str) -> list[str]:
    """The places where people's words are not isolated from the sentence around them."""
    found = []
    for element in Tree(html).root.all():
        for text in (each for each in element.content if isinstance(each, str) and ARABIC in each):
            if element.tag in NO_MARKUP and ARABIC not in ISOLATED.sub("", text):
                continue
            around = next(above(element), None)
            if around is None:
                rest = ISOLATED.sub("", text)
                found += [f"<{element.tag}>: {text}"] if ARABIC in rest else []
            elif not WORDS.fullmatch(around.text.strip()):
                found.append(f"<{element.tag}> among other words: {around.text}")
        for name in SHOWN_ATTRIBUTES & element.attributes.keys():
            rest = ISOLATED.sub("", element.attributes[name])
            found += [f"{name}: {rest}"] if ARABIC in rest else []
    return found


def above(element: Element | None) -> Iterator[Element]:
    """The elements around this one, itself first, that find their direction themselves."""
    while element is not None:
        if element.isolates:
            yield element
        element = element.parent


def fields_without_direction(html: str) -> set[str]:
    """The names of fields for words in which Arabic would run from left to right."""
    return {
        element.attributes.get("name", "?")
        for element in Tree(html).root.all()
        if element.tag == "textarea" or (element.tag == "input" and element.attributes.get("type", "text") in WRITTEN)
        if element.attributes.get("dir") != "auto" and element.attributes.get("name") not in OURS
        if "readonly" not in element.attributes
    }


def check(html: str) -> None:
    """Nothing on this page is loose."""
    assert not loose(html)
    assert not fields_without_direction(html)


@pytest.mark.parametrize("name", EXAMPLES)
def test_on_the_pages_of_a_room(name, prepared):
    data = EXAMPLES[name].prepare(prepared)
    receipt = perform(name, prepared.actor(by(name)), data)
    assert receipt.status == "ok", receipt
    prepared.room.refresh_from_db()
    roles = (Role.HOST, Role.PARTICIPANT, Role.SCREEN) + ((Role.MODERATOR,) if prepared.room.is_open else ())
    browsers = [Browser(prepared, role) for role in roles]
    for each in browsers:
        _ = each.client
    say_everywhere(ARABIC)
    for each in browsers:
        page = each.page()
        assert ARABIC in page
        check(page)


def test_on_every_other_page(prepared):
    hold(prepared)
    make(prepared.organiser, "Dashboard", [prepared.programme], days=30)
    SavedView.objects.create(owner=prepared.organiser, name="Van mij", search="text=x")
    say_everywhere(ARABIC)
    board = prepared.room.boards.get(kind="questions")
    codes = [
        code
        for each in Question.objects.filter(board=board)
        for secret in prepared.secrets.values()
        if receipts.find(code := receipt_code(board.secret, secret, each.pk))
    ]
    participant, host = prepared.client(Role.PARTICIPANT), prepared.client(Role.HOST)
    organiser, stranger = Client(), Client()
    organiser.force_login(prepared.organiser)
    room, session, slug = prepared.room.pk, prepared.session.pk, prepared.programme.slug

    def see(client: Client, address: str, **posted: str) -> str:
        answer = client.post(address, posted, follow=True) if posted else client.get(address)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        assert ARABIC in page, address
        check(page)
        return page

    see(participant, f"/r/{room}/questions/")
    see(stranger, "/")
    see(stranger, "/", code=prepared.room.shown_code)
    see(stranger, f"/p/{slug}/")
    see(host, "/hosting/")
    for code in codes:
        see(stranger, "/antwoord/", code=code)
    see(host, f"/r/{room}/library/")
    for role in (Role.PARTICIPANT, Role.HOST, Role.SCREEN):
        check(Browser(prepared, role).page())
    prepared.end()
    check(participant.get(f"/r/{room}/", follow=True).content.decode())
    prepared.must("room.finish")
    answers = see(host, f"/hosting/{session}/answers/")
    key = re.search(r'name="key" value="(\w+)"', answers)[1]
    said = {"kind": "question", "key": key, "version": "0", "text": f"{ARABIC}\n\n{ARABIC}"}
    assert host.post(f"/hosting/{session}/answers/", said).status_code == 302
    see(host, f"/hosting/{session}/answers/")
    see(host, f"/r/{room}/host/")
    check(participant.get(f"/r/{room}/", follow=True).content.decode())
    for code in codes:
        if receipts.find(code):  # what came from somebody muted is gone, and its code with it
            see(stranger, "/antwoord/", code=code)
    poll = Record.objects.filter(kind="poll").newest().first()
    give(poll, ARABIC)
    write(poll, About.REMARK, f"{ARABIC}\n\n{ARABIC}", prepared.organiser)
    see(organiser, f"/archive/{slug}/kept/poll/{poll.key}/")
    for page in ("/archive/", "/saved-views/", "/accounts/tokens/"):
        see(organiser, page)
    for page in ("", "polls/", "harvest/", "questions/", "words/?text=مرحبا", f"words/question/{key}/"):
        see(organiser, f"/archive/{slug}/{page}")


def test_every_column_of_words_was_filled_on_the_way(prepared):
    """Else a page would look right because nothing was there to be shown."""
    hold(prepared)
    elsewhere = {"breakouts.Wording.text", "breakouts.Plan.question", "followup.Reply.text", "followup.Reply.by_name"}
    elsewhere |= {"archive.Token.name", "archive.SavedView.name", "archive.Tag.name"}
    elsewhere |= {"archive.Note.text", "archive.Note.by_name"}
    empty = {
        name
        for model, column in columns()
        if (name := f"{model._meta.label}.{column.name}") not in elsewhere
        if not model._default_manager.exclude(**{column.name: "" if isinstance(column, CharField | TextField) else []})
    }
    assert not empty


@pytest.mark.parametrize(
    ("template", "words", "written"),
    [
        ("{{ words|bdi }}", "<b>", "<bdi>&lt;b&gt;</bdi>"),
        ("{{ words|bdi }}", "", ""),
        ('{{ words|bdi|join:", " }}', ["a", "<"], "<bdi>a</bdi>, <bdi>&lt;</bdi>"),
        (
            "{% load i18n %}{% blocktranslate with name=words|bdi %}{{ name }} (%){% endblocktranslate %}",
            "%s <",
            "<bdi>%s &lt;</bdi> (%)",
        ),
        ("{{ words|isolated }}", "Sanne & Jan", "Sanne &amp; Jan"),
        ("{{ words|isolated }}", ARABIC, f"\u2068{ARABIC}\u2069"),
        ("{{ words|paragraphs }}", "a\r\nb\n\n\n<c>", '<p dir="auto">a<br>b</p>\n\n<p dir="auto">&lt;c&gt;</p>'),
    ],
)
def test_the_filters_isolate_and_escape(template, words, written):
    assert engines["django"].from_string(template).render({"words": words}) == written


def test_a_sentence_isolates_what_would_reorder_it_and_nothing_else():
    assert isolated("Sanne!") == "Sanne!"
    assert isolated("שלום") == "\u2068שלום\u2069"
