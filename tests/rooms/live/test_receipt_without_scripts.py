"""Without scripts the page after a command says what happened: on the tab of its form, beside the form, once."""

import re

import pytest

from rooms.live.base.form_token import form_token
from rooms.live.base.people import Role
from rooms.live.commands.register import registered
from rooms.live.web.page_forms import forms_in, tags_of
from tests.examples import EXAMPLES, by

BY_PARTICIPANTS = sorted(name for name in registered() if by(name) == Role.PARTICIPANT)
BY_HOSTS = sorted({name.partition(".")[0]: name for name in registered() if by(name) == Role.HOST}.values())
"""One of each feature: all receipts of hosts stand at the same place."""


def send(client, room, command: str, fields):
    posted = {**fields, "command": command, "csrfmiddlewaretoken": form_token(room.pk)}
    return client.post(f"/r/{room.pk}/do/", posted)


def done(page: str):
    """The receipt's element, and its text."""
    (tag,) = [tag for tag in tags_of(page) if tag.attributes.get("id") == "done"]
    return tag, page[tag.end : tag.inside]


def test_an_upvote_is_seen_and_can_be_taken_back(scene):
    fields = EXAMPLES["board.upvote"].prepare(scene)
    client = scene.client(Role.PARTICIPANT)
    for on, then in (("1", {"value": "0", "aria-pressed": "true"}), ("0", {"value": "1"})):
        answer = send(client, scene.room, "board.upvote", {"question": fields["question"], "on": on})
        forms = forms_in(tags_of(client.get(answer.url).content.decode()))
        (form,) = [each for each in forms if each.hidden["command"] == "board.upvote"]
        said = {name: form.controls[0].attributes.get(name) for name in ("value", "aria-pressed")}
        assert said == {"value": None, "aria-pressed": None} | then


@pytest.mark.parametrize("command", BY_PARTICIPANTS + BY_HOSTS)
def test_what_was_done_is_said_once_on_the_view_that_shows_it(command, scene):
    fields = EXAMPLES[command].prepare(scene)
    client = scene.client(by(command))
    answer = send(client, scene.room, command, fields)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer.url).content.decode()
    tag, sentence = done(page)
    assert sentence and "autofocus" in tag.attributes
    for around in tag.around:
        group, _equals, value = around.attributes.get("data-shown-by", "").partition("=")
        on_stage = f'data-on="{around.attributes.get("data-act")}"' in page
        if group == "tab":
            assert re.search(rf'name="tab" value="{"now" if on_stage else value}" checked', page)
        assert around.name != "details" or "open" in around.attributes
    if by(command) == Role.PARTICIPANT:
        assert any("data-version" in around.attributes for around in tag.around if around.name != "body")
    assert 'id="done"' not in client.get(answer.url).content.decode(), "a reload says it no more"
