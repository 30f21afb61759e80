"""An organiser finds what was kept in all programmes of theirs, in any form of a word, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from livesessions.archive.models import Record
from rooms.live.base.people import Role
from tests.planting import take_out
from tests.scene import Scene

pytestmark = pytest.mark.both_databases


@pytest.fixture
def organiser(scene) -> Client:
    """The browser of who organises the programme."""
    client = Client()
    client.force_login(scene.organiser)
    return client


def closed(scene: Scene, text: str, options: str = "Meer tijd\nMeer mensen") -> int:
    """A poll that was asked and closed; its key."""
    poll = scene.asked(text, options)
    scene.vote(poll)
    scene.must("poll.close", poll=poll.pk)
    return poll.pk


def found(client: Client, query: str) -> list[str]:
    """What the list says, each in its words."""
    page = client.get(f"/archive/?{query}").content.decode()
    titles = re.findall(r"<h3[^>]*>\s*<a[^>]*>(.*?)</a>\s*</h3>", page, re.DOTALL)
    return [re.sub(r"</?mark>", "", title).strip() for title in titles]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("veiligheden", True),
        ("VEILIG", True),
        ("kind veiligheid", True),
        ("veiligheid weer", False),
        ("dus", True),
        ("du", False),
        ("enquete", True),
        ("gezinnen", True),
        ("tijd", True),
        ("%", False),
        ("_", False),
        ("' OR 1=1", False),
    ],
)
def test_words_are_found_in_their_other_forms_and_in_longer_words(scene, organiser, words, is_found):
    closed(scene, "Dus hoe is het met de kindveiligheid in dit gezin? Een enquête.")
    assert bool(found(organiser, f"text={words}")) == is_found


def test_where_nothing_is_found_it_says_so(organiser):
    page = organiser.get("/archive/?text=walvis").content.decode()
    assert "0 gevonden" in page and "Niets past hierbij." in page


def test_what_was_looked_for_is_marked(scene, organiser):
    closed(scene, "Wanneer is het veilig & goed?")
    page = organiser.get("/archive/?text=veiligheid").content.decode()
    assert "Wanneer is het <mark>veilig</mark> &amp; goed?" in page


def test_a_question_of_another_programme_is_not_found_and_not_counted(scene, elsewhere, organiser):
    closed(scene, "Wat helpt hier?")
    key = closed(elsewhere, "Wat helpt bij zeldzaamwoord?")
    for query in ("text=zeldzaamwoord", "programme=elders", "text=helpt", f"session={elsewhere.session.pk}"):
        page = organiser.get(f"/archive/?{query}").content.decode()
        assert "Wat helpt bij" not in page and "Dag elders" not in page
    assert found(organiser, "text=helpt") == ["Wat helpt hier?"]
    assert organiser.get(f"/archive/{elsewhere.programme.slug}/kept/poll/{key}/").status_code == 404
    assert organiser.get(f"/archive/{scene.programme.slug}/kept/poll/{key}/").status_code == 404
    assert found(scene.client(Role.HOST), "text=helpt") == ["Wat helpt hier?"], "a host finds the session they host"
    assert found(elsewhere.client(Role.HOST), "text=hier") == []


def test_choosing_goes_together_and_the_newest_comes_first(scene, organiser):
    one, two = closed(scene, "Wat helpt eerst?"), closed(scene, "Wat helpt daarna?")
    scene.put("Wat helpt mij?")
    scene.end()
    old = Record.objects.get(kind="poll", key=str(one)).ended_at - timedelta(days=400)
    super(type(Record.objects.all()), Record.objects.filter(key=str(one), kind="poll")).update(ended_at=old)
    assert found(organiser, "text=helpt&kind=poll") == ["Wat helpt daarna?", "Wat helpt eerst?"]
    assert found(organiser, "text=helpt&kind=poll&order=oldest") == ["Wat helpt eerst?", "Wat helpt daarna?"]
    assert found(organiser, f"kind=poll&until={old.date()}") == ["Wat helpt eerst?"]
    assert "Wat helpt mij?" in found(organiser, f"programme={scene.programme.slug}&session={scene.session.pk}")
    assert two


@pytest.mark.parametrize("query", ["since=gisteren", "kind=niets", "programme=niets", "session=x", "text=" + "x" * 101])
def test_what_cannot_be_chosen_is_said(scene, organiser, query):
    answer = organiser.get(f"/archive/?{query}")
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


def test_one_thing_has_a_page_with_what_came_before_and_after(scene, organiser):
    keys = [closed(scene, f"Vraag {number}?") for number in ("een", "twee", "drie")]
    page = organiser.get(f"/archive/{scene.programme.slug}/kept/poll/{keys[1]}/").content.decode()
    beside = re.findall(r'href="/archive/dag/kept/poll/(\d+)/"', page)
    assert [int(key) for key in beside] == [keys[0], keys[2]] and "Vraag twee?" in page
    assert organiser.get(f"/archive/{scene.programme.slug}/kept/board/1/").status_code == 404


def test_words_that_were_taken_out_are_not_found(scene, organiser):
    key = closed(scene, "Wat vindt Jansen ervan?")
    assert take_out(scene, "poll", key, "question", word="Jansen").status == "ok"
    assert found(organiser, "text=jansen") == [] and len(found(organiser, "text=vindt")) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(number, scene, organiser, django_assert_num_queries):
    for each in range(number):
        closed(scene, f"Vraag {each}?")
    organiser.get("/archive/?text=vraag")
    # session, user, tags, saved views, programmes; sorts, those of this page, their tags
    with django_assert_num_queries(9):
        organiser.get("/archive/?text=vraag")
