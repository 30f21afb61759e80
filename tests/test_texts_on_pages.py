"""Every page and every receipt is translated.

Pages are shown with a catalogue that puts ⟦brackets⟧ around every text of ours: what stands outside was not translated.
"""

import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings as django_settings
from django.test import Client, override_settings
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS
from django.utils.translation import override, trans_real

from polls.asking.templatetags.questions import drawn_choices
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.commands.register import registered
from tests.browsing import Browser
from tests.everything import everything
from tests.examples import EXAMPLES
from tests.read_aloud import NAMES, WORD, Texts
from tests.scene import Scene

ROOT = Path(django_settings.BASE_DIR)
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
CODE = re.compile(r"\b[0-9A-Za-z]{4}(-[0-9A-Za-z]{4})+\b")
ADDRESS = re.compile(r"[\w.-]+:\d+/[\w/-]*")


@pytest.fixture(scope="module")
def bracketed(tmp_path_factory):
    """Dutch pages whose texts are the English ones in brackets."""
    with (ROOT / "locale/nl/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:
            message.string = tuple(f"⟦{text}⟧" for text in message.id) if message.pluralizable else f"⟦{message.id}⟧"
    where = tmp_path_factory.mktemp("catalogues")
    folder = where / "nl/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    _forget_texts()
    with override_settings(LOCALE_PATHS=[where]):
        yield
    _forget_texts()


def _forget_texts() -> None:
    trans_real._translations = {}
    trans_real._default = None
    drawn_choices.cache_clear()


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
        "/hosting/new/",
        "/hosting/{session}/programme/",
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
