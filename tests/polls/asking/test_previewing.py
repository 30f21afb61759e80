"""How a poll will look before it opens: the real ballot, drawn from a form that nobody saved."""

from html import unescape

import pytest

from polls.kinds.register import kinds
from polls.library.built_in import BUILT_IN
from polls.library.commands import written_out
from rooms.live.base.form_token import FIELD, form_token
from rooms.live.base.people import Role
from tests.everything import everything


def posted(scene, role: Role = Role.HOST, scripted: bool = True, **fields: str):
    headers = {"HX-Request": "true"} if scripted else {}
    data = {FIELD: form_token(scene.room.pk), "command": "poll.draft", **fields}
    return scene.client(role).post(f"/r/{scene.room.pk}/preview/", data, headers=headers)


def documents(answer) -> list[str]:
    """The pages within the page, on a phone and on the projector."""
    return [unescape(each.split('"', 1)[0]) for each in answer.content.decode().split('srcdoc="')[1:]]


def test_a_preview_has_the_real_ballot_and_saves_nothing(scene):
    before = everything()
    answer = posted(scene, text="Wie <b>helpt</b>?", options="Buren\nSchool", kind="several")
    phone, wall = documents(answer)
    assert "Wie &lt;b&gt;helpt&lt;/b&gt;?" in phone
    assert 'type="checkbox" name="option"' in phone
    assert "Buren" in wall
    assert "participant" in phone and "screen" in wall
    assert "Nog niet klaar" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert everything() == before


def test_every_template_has_a_preview(scene):
    for template in BUILT_IN.values():
        form = written_out(template)
        assert len(documents(posted(scene, **form.data))) == 2, template.name


def test_a_preview_says_what_is_missing_and_shows_the_rest(scene):
    for kind in kinds():
        phone, _wall = documents(posted(scene, kind=kind))
        assert "Hier komt jouw vraag" in phone, kind
    contrary = {
        "number": {"number-least": "9", "number-most": "1"},
        "several": {"several-least": "5", "several-most": "2"},
    }
    for kind, settings in contrary.items():
        assert len(documents(posted(scene, kind=kind, text="Wie?", options="a\nb", **settings))) == 2, kind
    answer = posted(scene, text="Wie helpt?", options="Buren", **{"single-x": "1"})
    assert "Schrijf minstens twee antwoorden" in answer.content.decode()
    phone, _wall = documents(answer)
    assert "Buren" in phone and "Nog een antwoord" in phone
    assert documents(posted(scene, text="Wie helpt?", options="Buren\nBuren")) == []
    assert documents(posted(scene, text="Wie helpt?", kind="zandkasteel")) == []


def test_without_scripts_it_is_a_page(scene):
    answer = posted(scene, scripted=False, text="Wie helpt?", options="Buren\nSchool").content.decode()
    assert "<h1>Zo ziet het eruit</h1>" in answer
    assert answer.count("<iframe") == 2


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.MODERATOR, Role.STRANGER])
def test_nobody_else_asks_for_one(role, scene):
    scene.must("room.open")
    assert posted(scene, role, text="Wie?", options="a\nb").status_code == 302
    client = scene.client(Role.HOST)
    assert client.post(f"/r/{scene.room.pk}/preview/", {"text": "Wie?"}).status_code == 403
    assert client.get(f"/r/{scene.room.pk}/preview/").status_code == 405


def test_a_host_gets_so_many_previews(scene, monkeypatch):
    monkeypatch.setattr("polls.asking.drafts.previewing.MOST_PREVIEWS", (1, 60))
    assert posted(scene, text="Wie?").status_code == 200
    assert posted(scene, text="Wie?").status_code == 204
    assert posted(scene, scripted=False, text="Wie?").status_code == 429
