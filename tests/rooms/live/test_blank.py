"""What nobody sees is empty, in every field of every command."""

import pytest
from django.forms import CharField

from rooms.live.commands.register import registered
from tests.browsing import Browser
from tests.everything import everything
from tests.examples import EXAMPLES, by

UNSEEN = ["\u3164", "\u2800\u2800", "\u200b \uffa0"]
FIELDS = [
    (command, name)
    for command, found in registered().items()
    for name, field in found.form.base_fields.items()
    if isinstance(field, CharField)
]


@pytest.mark.parametrize(("command", "name"), FIELDS)
def test_a_field_of_unseen_characters_is_an_empty_field(command, name, prepared, quick):
    data = EXAMPLES[command].prepare(prepared)
    browser = Browser(prepared, by(command))
    if registered()[command].form.base_fields[name].required:
        before = everything()
        empty = browser.post(command, **{**data, name: ""})
        for text in UNSEEN:
            answer = browser.post(command, **{**data, name: text})
            assert answer.status_code == empty.status_code == 422
        assert everything() == before
    else:
        browser.post(command, **{**data, name: UNSEEN[0]})
        assert not any(sign in repr(everything()) for text in UNSEEN for sign in text.strip() if sign != " ")


def test_lines_of_unseen_characters_are_no_lines(scene, quick):
    host = Browser(scene, by("poll.draft"))
    assert host.post("poll.draft", text="Wat nu?", options="Ja\n\u2800\n\u3164").status_code == 422
    assert host.post("poll.draft", text="Wat nu?", options="Ja\n\u2800\nNee").status_code == 302
    assert list(scene.room.polls.get().options.values_list("text", flat=True)) == ["Ja", "Nee"]
