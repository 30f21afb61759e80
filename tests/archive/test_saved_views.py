"""A search is saved under a name: a link for who saved it, for nobody else, and no right to anything."""

import re
from datetime import date
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from livesessions.archive.models import SavedView
from livesessions.archive.saved_views import saving
from livesessions.programme.retention import Term, purge, purge_besides, terms_of
from rooms.live.base.people import Role

pytestmark = pytest.mark.both_databases


def saved(client, name, search):
    """The page that somebody sees who saved a search."""
    return client.post("/saved-views/", {"name": name, "search": search}, follow=True).content.decode()


def links(client, query=""):
    """The names above the list, each with its address; the one that is shown has a star."""
    page = client.get(f"/archive/{query}").content.decode()
    found = re.findall(
        r'<a class="chip" href="(/archive/\?[^"]+)"( aria-current="true")?>.*?<span[^>]*>(.*?)</span>', page, re.DOTALL
    )
    return {name + "*" * bool(current): unescape(address) for address, current, name in found}


def test_a_search_is_saved_shown_and_removed(prepared, organiser):
    page = organiser.get("/archive/?text=veilig&programme=dag&page=2&order=").content.decode()
    assert 'name="search" value="programme=dag&amp;text=veilig"' in page and "Bewaar deze weergave" in page
    assert "is bewaard" in saved(organiser, "  Kind \u202e veiligheid ", "programme=dag&text=veilig")
    assert links(organiser, "?text=veilig&programme=dag") == {"Kind veiligheid*": "/archive/?programme=dag&text=veilig"}
    assert "Bewaar deze weergave" not in organiser.get("/archive/?text=veilig&programme=dag").content.decode()
    assert list(links(organiser)) == ["Kind veiligheid"]
    saved(organiser, "Kind veiligheid", "text=weer&page=7&evil=%3Cb%3E")
    assert links(organiser) == {"Kind veiligheid": "/archive/?text=weer"}, "a name is used once, for a search of ours"
    listed = organiser.get("/saved-views/").content.decode()
    assert "Kind veiligheid" in listed
    organiser.post("/saved-views/", {"remove": SavedView.objects.get().pk})
    assert links(organiser) == {}


@pytest.mark.parametrize(
    ("name", "search"),
    [
        ("", "text=x"),
        ("x" * 61, "text=x"),
        ("Naam", ""),
        ("Naam", "evil=1"),
        ("Naam", "programme=elders"),
        ("Naam", "since=gisteren"),
        ("Naam", "text=" + "x" * 3000),
    ],
)
def test_what_cannot_be_saved_is_said(organiser, elsewhere, name, search):
    assert "niet bewaard" in saved(organiser, name, search) and not SavedView.objects.exists()


def test_one_person_has_so_many(organiser, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 1)
    saved(organiser, "Eén", "text=een")
    assert "niet bewaard" in saved(organiser, "Twee", "text=twee")
    assert "is bewaard" in saved(organiser, "Eén", "text=drie")
    assert "Bewaar deze weergave" not in organiser.get("/archive/?text=vier").content.decode()


def test_nobody_else_sees_or_removes_it(prepared, organiser):
    saved(organiser, "Van mij", "text=geheim")
    host = prepared.client(Role.HOST)
    assert "Van mij" not in host.get("/saved-views/").content.decode() and links(host) == {}
    for key in (SavedView.objects.get().pk, "x", "9" * 40):
        host.post("/saved-views/", {"remove": key})
    assert SavedView.objects.count() == 1
    assert Client().get("/saved-views/").status_code == Client().post("/saved-views/").status_code == 302


def test_a_link_to_what_somebody_may_not_read_any_more_shows_nothing(prepared, organiser):
    saved(organiser, "Oud", "programme=dag")
    prepared.programme.organisers.clear()
    assert organiser.get(links(organiser).get("Oud", "/archive/?programme=dag")).status_code == 422


def test_it_goes_with_the_term_of_its_programme(prepared, organiser):
    saved(organiser, "Over Jansen", "programme=dag&text=jansen")
    saved(organiser, "Overal", "text=tijd")
    day = terms_of(prepared.programme)[Term.TEXTS]
    SavedView.objects.filter(name="Overal").update(saved_on=day)
    assert purge(day)["saved views"] == 1
    assert [view.name for view in SavedView.objects.all()] == ["Overal"]


def test_one_of_all_programmes_goes_after_the_shortest_term_unless_it_is_saved_again(organiser, prepared, elsewhere):
    """Its words may be of any of them."""
    type(prepared.programme).objects.filter(pk=elsewhere.programme.pk).update(texts_kept_months=6)
    saved(organiser, "Jansen", "text=jansen")
    assert "6 maanden" in organiser.get("/saved-views/").content.decode()
    SavedView.objects.update(saved_on=date(2020, 8, 20))
    before, day = date(2021, 2, 19), date(2021, 2, 20)
    assert purge(before) == {} and purge_besides(day, dry_run=True) == {"saved views": 1}
    saved(organiser, "Jansen", "text=jansen")
    assert SavedView.objects.get().saved_on == timezone.localdate() and purge(day) == {}
    SavedView.objects.update(saved_on=date(2020, 8, 20))
    out = StringIO()
    call_command("purge", stdout=out)
    assert out.getvalue() == "of all programmes:\n  1 saved views\n" and not SavedView.objects.exists()


def test_after_the_term_of_its_programme_none_is_saved_and_the_page_says_why(organiser, prepared):
    type(prepared.programme).objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 1))
    assert "is voorbij" in saved(organiser, "Te laat", "programme=dag&text=x") and not SavedView.objects.exists()
