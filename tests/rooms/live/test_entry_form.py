"""The form behind the code: a name, a team and a role, each asked for and none made for anybody."""

import html
import re

import pytest
from django.test import Client

from livesessions.programme.models import Participant, Team
from tests.rooms.live.test_joining import enter, second_page, sentence


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "a" * 500}, 422),
        ({"name": "a" * 5000}, 422),
        ({"name": "Host"}, 422),
        ({"name": "H\u043est"}, 422),
        ({"name": "\u200b"}, 422),
        ({"name": "a\0b"}, 422),
        ({"team": "999"}, 422),
        ({"team": "x"}, 422),
        ({"team": "9" * 40}, 422),
        ({"name": ""}, 422),
        ({"name": "\u3164"}, 422),
        ({"name": "\u2800 \u2800"}, 422),
        ({"role": ""}, 422),
        ({"role": "baas"}, 422),
        ({"role": "host"}, 422),
    ],
)
def test_a_wrong_entry_gets_a_sentence_and_nobody_is_made(wrong, code, scene, phone, caplog):
    answer = enter(phone, scene.room.code, **wrong)
    assert answer.status_code == code
    assert sentence(answer)
    assert Participant.objects.count() == 3
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize(
    ("missing", "words", "field"),
    [
        ("name", "Typ je naam", "name"),
        ("team", "Kies je team", "team"),
        ("role", "Kies je rol", "role"),
    ],
)
def test_what_is_left_out_is_asked_for_at_its_field(missing, words, field, scene, phone):
    """What was filled in stays, the sentence belongs to the field, and the field has the focus."""
    filled = {"name": "Anna", "team": str(scene.programme.teams.first().pk), "role": "beleid"}
    answer = phone.post("/", {"code": scene.room.code} | {key: v for key, v in filled.items() if key != missing})
    assert answer.status_code == 422 and words in sentence(answer)
    assert not Participant.objects.filter(name="Anna").exists()
    page = answer.content.decode()
    control = re.search(rf'<(?:input|select)[^>]*name="{field}"[^>]*>', page).group()
    assert "autofocus" in control and f"{field}-error" in re.search(r'aria-describedby="([^"]*)"', control).group(1)
    assert page.count("autofocus") == 1
    kept = {"name": 'value="Anna"', "team": f'value="{filled["team"]}" selected', "role": 'value="beleid" checked'}
    assert all(text in page for name, text in kept.items() if name != missing)


def test_no_name_and_no_team_are_choices(scene, phone):
    answer = phone.post("/", {"code": scene.room.code, "anonymous": "on", "team": "", "role": "inwoner"})
    assert answer.status_code == 302
    person = Participant.objects.get(role="inwoner")
    assert (person.name, person.team) == ("", None)
    page = second_page(Client(), scene)
    assert re.search(r'<option value="" disabled selected>\s*Kies je team', page)


def test_a_programme_without_teams_asks_for_none(scene, phone):
    scene.programme.teams.all().delete()
    assert "Jouw team" not in second_page(Client(), scene)
    assert phone.post("/", {"code": scene.room.code, "name": "Anna", "role": "beleid"}).status_code == 302


def test_teams_stand_in_the_order_of_the_alphabet(scene):
    names = ["Zuid", "'s-Hertogenbosch", "Élan", "Wijk 10", "Wijk 9", "eindhoven", "IJsselstein"]
    scene.programme.teams.all().delete()
    for number, name in enumerate(names, 1):
        Team.objects.create(programme=scene.programme, name=name, number=number)
    listed = re.findall(r'<option dir="auto" value="\d+"\s*>\s*([^<]*?)\s*</option>', second_page(Client(), scene))
    assert [html.unescape(name) for name in listed] == [
        "eindhoven", "Élan", "IJsselstein", "'s-Hertogenbosch", "Wijk 9", "Wijk 10", "Zuid",
    ]  # fmt: skip


def test_anonymous_is_without_a_name(scene, phone):
    enter(phone, scene.room.code, anonymous="on")
    assert Participant.objects.filter(name="").count() == 1


# --- Other sites ------------------------------------------------------------------------------------------------------
