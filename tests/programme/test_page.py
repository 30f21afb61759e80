"""The public page of a programme."""

from datetime import timedelta

import pytest
from django.utils import translation

from livesessions.programme.models import Kind, Programme, Team

from .conftest import DAY, on_the_clock


def titles(response):
    """What the page shows, as a list of slots with titles."""
    return [[session.title for session in slot.sessions] for slot in response.context["slots"]]


def test_sessions_that_start_together_stand_together_in_order_of_time_and_kind(client, plan):
    plan("Middag", 13)
    plan("Gesprek", 10, kind=Kind.CONVERSATION)
    plan("Beta", 10)
    plan("Alfa", 10)
    plan("Ochtend", 9, 30, ends_at=on_the_clock(10))
    response = client.get("/p/dag/")
    assert response.status_code == 200
    assert titles(response) == [["Ochtend"], ["Alfa", "Beta", "Gesprek"], ["Middag"]]
    assert [slot.minutes for slot in response.context["slots"]] == [30, 60, 60]
    assert [slot.new_day for slot in response.context["slots"]] == [True, False, False]
    page = response.content.decode()
    places = [page.index(title) for title in ("Ochtend", "Alfa", "Beta", "Gesprek", "Middag")]
    assert places == sorted(places)


def test_a_slot_takes_as_long_as_its_longest_session(client, plan):
    plan("Kort", ends_at=on_the_clock(10, 15))
    plan("Lang", ends_at=on_the_clock(11, 15))
    [slot] = client.get("/p/dag/").context["slots"]
    assert slot.minutes == 75
    assert slot.ends_at == on_the_clock(11, 15)


def test_a_series_says_where_a_day_begins(client, plan, day):
    day.ends_on = DAY + timedelta(days=1)
    day.save()
    plan("Een", 23, 30, ends_at=on_the_clock(23, 45))
    plan("Twee", starts_at=on_the_clock(0, 15, DAY + timedelta(days=1)), ends_at=on_the_clock(1, 0, day.ends_on))
    assert [slot.new_day for slot in client.get("/p/dag/").context["slots"]] == [True, True]


@pytest.mark.parametrize(
    ("asked", "shown", "chosen"),
    [
        ("", ["Lezing", "Buren", "Boost"], []),
        ("?kind=lecture", ["Lezing"], ["lecture"]),
        ("?kind=lecture&kind=energy_boost", ["Lezing", "Boost"], ["lecture", "energy_boost"]),
        ("?kind=nonsense", ["Lezing", "Buren", "Boost"], []),
        ("?kind=learning_group", ["Lezing", "Buren", "Boost"], []),  # does not occur on this day
        ("?kind=lecture&kind=nonsense", ["Lezing"], ["lecture"]),
    ],
)
def test_the_filter_shows_the_kinds_that_are_asked_for(client, plan, asked, shown, chosen):
    plan("Lezing", kind=Kind.LECTURE)
    plan("Buren", kind=Kind.NEIGHBOURS)
    plan("Boost", kind=Kind.ENERGY_BOOST)
    response = client.get(f"/p/dag/{asked}")
    assert [title for slot in titles(response) for title in slot] == shown
    kinds = response.context["kinds"]
    assert [kind.value for kind in kinds] == ["lecture", "neighbours", "energy_boost"]
    assert [kind.value for kind in kinds if kind.chosen] == chosen


def test_one_kind_is_nothing_to_choose_from(client, plan):
    plan("Een")
    plan("Twee")
    response = client.get("/p/dag/?kind=neighbours")
    assert response.context["kinds"] == []
    assert titles(response) == [["Een", "Twee"]]


def test_a_programme_without_sessions_has_a_page(client, day):
    response = client.get("/p/dag/")
    assert response.status_code == 200
    assert titles(response) == []


def test_the_teams_of_the_street_come_in_order(client, day):
    Team.objects.create(programme=day, name="Zuid", number=2)
    Team.objects.create(programme=day, name="Noord", number=1)
    other = Programme.objects.create(slug="anders", title="Anders", organisation="X", starts_on=DAY, ends_on=DAY)
    Team.objects.create(programme=other, name="Elders", number=1)
    assert [team.name for team in client.get("/p/dag/").context["teams"]] == ["Noord", "Zuid"]


@pytest.mark.parametrize("items", [1, 3])
def test_more_sessions_and_teams_cost_no_more_queries(client, plan, day, items, django_assert_num_queries):
    for number in range(items):
        plan(f"Sessie {number}", 10 + number)
        Team.objects.create(programme=day, name=f"Team {number}", number=number)
    with django_assert_num_queries(3):  # the programme, its sessions, its teams
        client.get("/p/dag/")


def test_an_unknown_programme_is_a_plain_404(client, db):
    response = client.get("/p/bestaat-niet/", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert response.context["sentence"].startswith("Dit programma kennen we niet.")


def test_an_unpublished_programme_looks_like_an_unknown_one(client, day, plan):
    plan("Geheim plan")
    Programme.objects.update(published=False)
    response = client.get("/p/dag/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "Geheim plan" not in page
    assert "Dag van de Straat" not in page


def test_only_reading_is_possible(client, day):
    assert client.post("/p/dag/").status_code == 405


def test_markup_in_texts_is_text(client, plan, day):
    markup = "<script>alert(1)</script><b title='\">vet</b>"
    Programme.objects.filter(pk=day.pk).update(
        title=markup, subtitle=markup, organisation=markup, introduction=markup, quote=markup, quote_source=markup
    )
    plan(markup, summary=markup, by=markup, description=markup)
    Team.objects.create(programme=day, name=markup, number=1)
    page = client.get("/p/dag/").content.decode()
    assert "<script>alert" not in page
    assert "<b title" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_kinds_are_named_in_the_language_of_the_visitor(client, plan, language):
    plan(kind=Kind.LECTURE)
    with translation.override(language):
        expected = str(Kind.LECTURE.label)
    client.cookies["django_language"] = language
    response = client.get("/p/dag/")
    assert expected in response.content.decode()
