"""The page of a barometer: its points, breaks, denominators and files, for whom it is, and what it never tells."""

import csv
import io
import json

import pytest
from django.forms import model_to_dict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livesessions.archive.models import BarometerGiven

from .polls import kept, later

WORDS = {"question": "Wij voelen ons nooit veilig."}


def page(client: Client, name: str = "veilig-1", **query: str) -> str:
    answer = client.get(f"/archive/barometer/{name}/", query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_line_has_its_denominators_and_breaks_where_a_word_changed(scene, organiser):
    kept(scene.session, {"3": 4, "4": 6})
    kept(scene.session, {"4": 10, "5": 10}, days=200)
    kept(scene.session, {"2": 6, "4": 6}, days=400, **WORDS)
    shown = page(organiser)
    assert "Sinds mei 2031 3 keer gevraagd." in shown and "De vraag is één keer veranderd." in shown
    assert shown.count('class="point"') == 3 and shown.count('class="between') == 1 + 2, "and two in the key"
    for text in (">3,6<", ">4,5<", ">3,0<", "woorden veranderd", ">helemaal eens<"):
        assert text in shown
    assert all(f'<td class="amount">{each}</td>' in shown for each in ("23", "20", "4,5")), "present, answers, mean"
    assert '<ins><span class="unseen">nieuw: </span>nooit</ins>' in shown


def test_a_mended_typo_does_not_break_it(scene, organiser):
    kept(scene.session, {"3": 9}, question="Wij voelen ons vielig.")
    kept(
        scene.session, {"4": 9}, days=9, wordings=[{"text": "Wij voelen ons vielig.", "until": "2031-05-20T12:00:00Z"}]
    )
    shown = page(organiser)
    assert "A1: een typefout is verbeterd" in shown and "keer veranderd" not in shown
    assert shown.count('class="between') == 1 + 2


def test_of_choices_one_answer_is_chosen_and_the_largest_stands_first(scene, organiser):
    choice = {"kind": "single", "options": [["1", "Tijd"], ["2", "Rust"]], "question": "Wat eerst?"}
    kept(scene.session, {"1": 3, "2": 13}, **choice)
    kept(scene.session, {"1": 5, "2": 7}, days=9, **choice)
    assert '<option value="Rust" selected>' in page(organiser) and ">81%<" in page(organiser)
    shown = page(organiser, answer="Tijd")
    assert '<option value="Tijd" selected>' in shown and ">19%<" in shown and ">81%<" not in shown


def test_answers_that_were_taken_out_stay_two_answers(scene, organiser):
    gone = {"kind": "single", "options": [["1", "▇▇▇"], ["2", "▇▇▇"], ["3", "Rust"]], "question": "Wat eerst?"}
    kept(scene.session, {"1": 6, "2": 12, "3": 2}, **gone)
    shown = page(organiser)
    assert '<option value="2. ▇▇▇" selected>' in shown and ">60%<" in shown and ">30%<" not in shown
    assert ">30%<" in page(organiser, answer="1. ▇▇▇") and ">10%<" in page(organiser, answer="Rust")


def test_another_kind_stands_in_a_chart_of_its_own(scene, organiser):
    kept(scene.session, {"4": 9})
    kept(scene.session, {"sun": 9}, days=9, kind="mood")
    kept(scene.session, {"anything": 9}, days=20, kind="words")
    shown = page(organiser)
    assert shown.count('class="line-chart"') == 2 and "Een andere soort vraag:" in shown
    assert shown.count('<table class="figures">') == 3, "words are no line, and have their denominators"


def test_the_same_group_is_said_where_it_is_known(scene, other, organiser):
    other.programme.organisers.add(scene.organiser)
    kept(scene.session, {"4": 9})
    kept(scene.session, {"4": 9}, days=1, round=2)
    kept(later(scene), {"4": 9}, days=2)
    kept(other.session, {"4": 9}, days=3)
    shown = page(organiser)
    rows = [
        "eerste keer",
        "dezelfde groep als de vorige keer",
        "misschien een ander gezelschap",
        "een ander gezelschap",
    ]
    assert [row for row in rows if f'<td class="in-words">{row}</td>' in shown] == rows
    assert "Ronde 2" in shown


def test_nobody_finds_a_line_of_others(scene, other, organiser):
    kept(other.session, {"4": 9}, barometer="geheim")
    kept(scene.session, {"4": 9})
    kept(other.session, {"4": 9}, days=3)
    assert organiser.get("/archive/barometer/geheim/").status_code == 404
    assert "geheim" not in organiser.get("/archive/barometer/").content.decode()
    assert "Dag ander" not in page(organiser) and "Eén keer gevraagd" in page(organiser)
    host = Client()
    host.force_login(scene.host)
    assert "Eén keer gevraagd" in page(host)
    assert Client().get("/archive/barometer/").status_code == 302


def test_an_organiser_gives_a_poll_to_a_line_and_takes_it_away(scene, other, organiser):
    record = kept(scene.session, {"4": 9}, barometer="")
    before = model_to_dict(record)
    address = f"/archive/dag/kept/poll/{record.key}/barometer/"
    answer = organiser.post(address, {"barometer": "Veilig 1"}, follow=True)
    assert "Dit hoort nu bij de barometer veilig-1." in answer.content.decode()
    assert "Eén keer gevraagd" in page(organiser)
    record.refresh_from_db()
    assert model_to_dict(record) == before, "the record itself never changes"
    organiser.post(address, {"barometer": ""})
    assert organiser.get("/archive/barometer/veilig-1/").status_code == 404
    assert [(given.barometer, given.by) for given in BarometerGiven.objects.all()] == [
        ("veilig-1", scene.organiser),
        ("", scene.organiser),
    ]
    for who in (scene.host, other.organiser):
        client = Client()
        client.force_login(who)
        assert client.post(address, {"barometer": "van-mij"}).status_code == 404
    assert BarometerGiven.objects.count() == 2


def test_files_have_the_numbers_of_the_page(scene, organiser):
    kept(scene.session, {"3": 4, "4": 6})
    kept(scene.session, {"4": 2}, days=9)
    text = organiser.get("/archive/barometer/veilig-1.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    mean = next(row for row in rows if row["Antwoord"] == "Gemiddeld")
    assert (mean["Hier"], mean["Antwoorden"], mean["Waarde"], mean["Versie"]) == ("13", "10", "3,6", "A")
    assert ">3,6<" in page(organiser)
    hidden = rows[-1]
    assert (hidden["Antwoorden"], hidden["Waarde"], hidden["Procent"]) == ("", "", "")
    found = json.loads(organiser.get("/archive/barometer/veilig-1.json").content)
    assert [row["value"] for row in found["rows"] if row["answer"] == "Gemiddeld"] == [3.6]
    assert len(found["rows"]) == len(rows)
    assert b"".join(organiser.get("/archive/barometer/veilig-1.xlsx").streaming_content).startswith(b"PK")


@pytest.mark.parametrize(("ballots", "told"), [(4, ""), (5, "100%")])
def test_hands_of_the_hall_are_in_no_number_and_too_few_ballots_in_no_point(ballots, told, scene, organiser):
    choice = {"kind": "single", "options": [["1", "Tijd"], ["2", "Rust"]], "question": "Wat eerst?"}
    kept(scene.session, {"1": ballots}, hands={"counts": {"1": 0, "2": 20}, "people": 20}, **choice)
    found = json.loads(organiser.get("/archive/barometer/veilig-1.json").content)["rows"]
    assert [(row["answer"], row["percent"]) for row in found] == (
        [("Tijd", 100), ("Rust", 0)] if told else [("Te weinig antwoorden om te tonen", None)]
    )
    shown = page(organiser)
    assert shown.count('class="point"') == bool(told) and (f">{told or 'te weinig'}<" in shown)


@pytest.mark.parametrize("times", [1, 3])
def test_a_page_asks_as_many_questions_of_the_database_for_any_number_of_times(
    times, scene, organiser, django_assert_num_queries
):
    for day in range(times):
        kept(scene.session, {"4": 9}, days=day)
    with django_assert_num_queries(5):  # the login (3), what was given, the records
        page(organiser)
    with django_assert_num_queries(6):  # the same, and what they asked
        assert organiser.get("/archive/barometer/").status_code == 200
    for day in range(times):
        kept(scene.session, {"Tijd": 9}, days=day, kind="words", settings={"approve": True}, barometer="woorden")
    with django_assert_num_queries(5):
        page(organiser, "woorden")


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from("012345"), st.integers(0, 2), min_size=1).filter(lambda c: 0 < sum(c.values()) < 5)
)
def test_what_few_people_answered_changes_nothing_that_anybody_sees(scene, organiser, cells):
    """Two releases that differ by what is withheld are equal, the page and the file: their difference is nothing."""
    scene.session.records.all().delete()
    kept(scene.session, {"4": 9}, key=1)
    kept(scene.session, {"5": 12}, days=9, key=3)
    seen = []
    for answers in (cells, {"3": 1}):
        scene.session.records.filter(key="2").delete()
        kept(scene.session, answers, days=4, key=2, present=9)
        text = organiser.get("/archive/barometer/veilig-1.csv").content.decode()
        seen.append((page(organiser).split("<main")[1].split("<footer")[0], text))
    assert seen[0] == seen[1] and "minder dan 5" in seen[0][0] and "te weinig" in seen[0][0]
