"""A word that is taken out of a thing is not in the notes and tags beside it either, and is found there."""

import pytest
from django.test import Client

from livesessions.archive.models import Note, Record, Tag
from livesessions.texts.redacting import MARK
from tests.planting import WORD, plant_groups, plant_polls, take_out

pytestmark = pytest.mark.both_databases


def beside(scene, kind: str, key: object, text: str, tag: str) -> None:
    """A note and a tag at a thing that was kept."""
    thing = {"programme": scene.programme, "kind": kind, "key": str(key)}
    assert Record.objects.filter(**thing).exists()
    Note.objects.create(**thing, about="remark", text=text, by=scene.organiser, by_name="Jo")
    Tag.objects.create(**thing, name=tag)


def texts() -> set[str]:
    return {*Note.objects.values_list("text", flat=True), *Tag.objects.values_list("name", flat=True)}


def test_of_a_poll_they_lose_the_word_and_those_of_another_keep_theirs(scene):
    kind, key, place = plant_polls(scene)[0]
    other = scene.asked("Iets anders?")
    scene.must("poll.close", poll=other.pk)
    scene.end()
    beside(scene, kind, key, f"Over {WORD.upper()},\nzeker.", f"met {WORD.casefold()}")
    beside(scene, kind, other.pk, f"Ook {WORD}?", "zand")
    organiser, where = Client(), f"/archive/{scene.programme.slug}"
    organiser.force_login(scene.organiser)
    page = f"{where}/kept/{kind}/{key}/"
    assert "weggehaald" not in organiser.get(page).content.decode()
    assert f'href="{page}#notes"' in organiser.get(f"{where}/words/{kind}/{key}/").content.decode()
    assert take_out(scene, kind, key, place).status == "ok"
    assert texts() == {f"Over {MARK},\nzeker.", f"Ook {WORD}?", "zand"}
    assert "Een notitie kan ze nog herhalen" in organiser.get(page).content.decode()


def test_of_a_field_of_a_group_those_of_its_round(scene):
    entry = plant_groups(scene)[0]
    scene.end()
    round_ = Record.objects.filter(kind="round").newest().get()
    beside(scene, "round", round_.key, f"Dit zei {WORD}.", WORD.casefold())
    assert take_out(scene, *entry).status == "ok"
    assert texts() == {f"Dit zei {MARK}."}


def test_of_a_poll_of_a_group_those_of_its_round_too(scene):
    poll = plant_groups(scene)[4]
    scene.end()
    round_ = Record.objects.filter(kind="round").newest().get()
    beside(scene, "round", round_.key, f"Dit zei {WORD}.", WORD.casefold())
    assert take_out(scene, *poll).status == "ok"
    assert texts() == {f"Dit zei {MARK}."}


def test_organisers_find_them(scene, elsewhere):
    poll = scene.asked("Wat helpt?")
    scene.must("poll.close", poll=poll.pk)
    beside(scene, "poll", poll.pk, "Dit ging over ÉMILE.", "émile")
    organiser = Client()
    organiser.force_login(scene.organiser)
    page = organiser.get("/archive/dag/words/", {"text": "Émile"}).content.decode()
    assert f'/archive/dag/kept/poll/{poll.pk}/#notes">' in page and f'/archive/dag/kept/poll/{poll.pk}/#tags">' in page
    other = Client()
    other.force_login(elsewhere.organiser)
    assert "#notes" not in other.get("/archive/elders/words/", {"text": "Émile"}).content.decode()
