"""What the field of a page takes is never too long: not by the socket, not by a POST, not without scripts."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.forms import CharField, Field, URLField
from hypothesis import given
from hypothesis import settings as at_any_pace
from hypothesis import strategies as st

from livesessions.followup.models import LONGEST_REPLY
from livesessions.texts.cleaning import clean_text, units
from rooms.live.commands.register import registered

TEMPLATES = Path(settings.BASE_DIR, "templates")
FORM = re.compile(r'{% command "([\w.]+)".*?%}(.*?){% endcommand %}', re.DOTALL)
FIELD = re.compile(r'<(?:input|textarea)\b[^>]*?\bname="(\w+)"[^>]*>')
LIMIT = re.compile(r"""maxlength="(?:(\d+)|\{% longest '([\w.]+)' '(\w+)' %\})\"""")
GROWS = "\u0958\ufb2c\u0344\U0001d160"
"""Letters that are longer in NFC than before."""


def room_in(field: Field) -> int:
    """Characters that fit into the field of a page: an address gets `https://` where it has none."""
    return field.max_length - len("https://") * isinstance(field, URLField)


def typed() -> list[tuple[str, str]]:
    """Every field of a command in which people type, as (command, field)."""
    return [
        (name, field)
        for name, command in sorted(registered().items())
        for field, each in command.form.base_fields.items()
        if isinstance(each, CharField) and not each.widget.is_hidden and each.max_length
    ]


@at_any_pace(deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\ra" + GROWS)), max_size=60))
def test_a_text_never_grows_on_its_way(text):
    """A field counts a line end once; a form sends two characters for it."""
    field = re.sub("\r\n?", "\n", text)
    for sent in (field, field.replace("\n", "\r\n")):
        assert units(clean_text(sent)) <= units(field)
        assert clean_text(clean_text(sent)) == clean_text(sent)
        assert clean_text(sent) == clean_text(field)


@pytest.mark.parametrize("letters", ["a\n", "é", "e\u0301", "🦉", GROWS])
@pytest.mark.parametrize(("command", "field"), typed())
def test_a_full_field_is_not_too_long(command, field, letters):
    form = registered()[command].form
    longest = room_in(form.base_fields[field])
    text = (letters * longest)[:longest]
    while units(text) > longest:
        text = text[:-1]
    for sent in (text, text.replace("\n", "\r\n")):
        errors = form({field: clean_text(sent)}).errors.as_data().get(field, [])
        assert "max_length" not in [error.code for error in errors]


def test_every_field_of_a_page_stops_where_the_command_stops():
    seen = set()
    for template in TEMPLATES.rglob("*.html"):
        for command, body in FORM.findall(template.read_text()):
            for match in FIELD.finditer(body):
                field = registered()[command].form.base_fields.get(match[1])
                if not isinstance(field, CharField) or field.widget.is_hidden:
                    continue
                limit = LIMIT.search(match[0])
                assert limit, f"{template.name}: {match[0]}"
                longest = int(limit[1]) if limit[1] else room_in(registered()[limit[2]].form.base_fields[limit[3]])
                assert longest == room_in(field), f"{template.name}: {match[0]}"
                seen.add((command, match[1]))
    chosen = {("board.ask", "category"), ("board.open", "categories")}
    assert {pair for pair in typed() if pair not in chosen} == seen


def test_an_answer_in_writing_may_have_as_many_lines_as_its_field(scene, client):
    scene.must("room.open")
    question = scene.question("answered")
    scene.end()
    client.force_login(scene.host)
    fields = {"kind": "question", "key": question.pk, "version": "0", "text": "a\r\n" * (LONGEST_REPLY // 2 - 1) + "aa"}
    answer = client.post(f"/hosting/{scene.session.pk}/answers/", fields)
    assert answer.status_code == 302, answer.content.decode()
