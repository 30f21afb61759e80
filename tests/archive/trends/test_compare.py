"""Sessions, polls or teams side by side: differences in words, and nothing that may not be compared or told."""

import re

import pytest
from django.test import Client

from livesessions.archive.models import Record
from livesessions.archive.trends.comparing import Column, beside
from livesessions.archive.trends.measurement import Axis, Measure
from rooms.live.base.people import Role
from tests.scene import Scene

from .polls import kept, later, voices

CHOICE = {"kind": "single", "options": [["1", "Tijd"], ["2", "Rust"], ["3", "Geld"]], "question": "Wat eerst?"}


def page(client: Client, query: str) -> str:
    answer = client.get(f"/archive/compare/?{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def rows(shown: str) -> list[str]:
    """The rows of the tables, as they are read."""
    found = [row.split("</tr>")[0] for row in shown.split('<tr role="row">')]
    plain = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in found]
    return [row for row in plain if " A: " in row and not row.startswith("Antwoord")]


@pytest.fixture
def both(scene) -> str:
    """Two sessions in which the same was asked, chosen."""
    afterwards = later(scene)
    kept(scene.session, {"1": 8, "2": 9, "3": 8}, **CHOICE)
    kept(afterwards, {"1": 14, "2": 5, "3": 6}, days=1, **CHOICE)
    return f"session={scene.session.pk}&session={afterwards.pk}"


def test_differences_are_said_in_words(scene, organiser, both):
    shown = page(organiser, both)
    assert "1 vraag is beide keren gesteld" in shown and "Misschien zijn het niet dezelfde mensen" in shown
    assert rows(shown) == [
        "Tijd A: 32% B: 56% 24 meer in B",
        "Rust A: 36% B: 20% 16 minder in B",
        "Geld A: 32% B: 24% 8 minder in B",
    ]
    assert "In B meer voor: Tijd." in shown and "In B minder voor: Rust." in shown


def test_a_mean_moves_in_a_sentence_and_another_programme_is_another_crowd(scene, other, organiser):
    other.programme.organisers.add(scene.organiser)
    kept(scene.session, {"3": 4, "4": 6})
    kept(other.session, {"4": 6, "5": 4}, days=30)
    shown = page(organiser, f"session={scene.session.pk}&session={other.session.pk}")
    assert "Gemiddeld: van 3,6 naar 4,4." in shown and "Het zijn niet dezelfde mensen" in shown


def test_a_changed_question_is_not_compared_and_leads_to_the_barometer(scene, organiser):
    before = kept(scene.session, {"4": 9})
    after = kept(scene.session, {"5": 9}, days=1, question="Wij voelen ons nooit veilig.")
    shown = page(organiser, f"item=poll-{before.key}&item=poll-{after.key}")
    assert "Deze vraag vergelijken we niet." in shown and 'href="/archive/barometer/veilig-1/"' in shown
    assert "In B was het: <bdi>Wij voelen ons nooit veilig.</bdi>" in shown and "pair-table" not in shown


def test_rounds_of_one_session_are_of_the_same_people(scene, organiser):
    before = kept(scene.session, {"1": 5, "2": 5}, **CHOICE)
    after = kept(scene.session, {"1": 9, "2": 1}, days=1, round=2, **CHOICE)
    shown = page(organiser, f"item=poll-{after.key}&item=poll-{before.key}")
    assert "dezelfde mensen" not in shown and "Ronde 2" in shown
    assert rows(shown)[0] == "Tijd A: 50% B: 90% 40 meer in B"


def test_what_is_withheld_cannot_be_compared(scene, organiser):
    afterwards = later(scene)
    kept(scene.session, {"1": 8, "2": 2}, **CHOICE)
    kept(afterwards, {"1": 3}, days=1, **CHOICE)
    shown = page(organiser, f"session={scene.session.pk}&session={afterwards.pk}")
    assert rows(shown)[0] == "Tijd A: 80% B: minder dan 5 niet te zeggen"
    assert "B: minder dan 5 antwoorden" in shown


def test_three_and_four_stand_side_by_side_each_beside_the_first(scene, organiser):
    """What one of them did not ask, or asked otherwise, has no column."""
    sessions = [scene.session, later(scene), later(scene, "Nog later"), later(scene, "Het laatst")]
    for session, cells in zip(sessions, ({"1": 5, "2": 5}, {"1": 6, "2": 4}, {"1": 2}, {"1": 9, "2": 1}), strict=True):
        kept(session, cells, **CHOICE)
    kept(sessions[0], {"3": 4, "4": 6})
    kept(sessions[1], {"4": 9}, question="Wij voelen ons nooit veilig.")
    kept(sessions[2], {"4": 6, "5": 4})
    kept(sessions[3], {"5": 9})
    shown = page(organiser, "&".join(f"session={session.pk}" for session in sessions))
    assert "2 vragen van A zijn ook in een andere bijeenkomst gesteld" in shown
    assert rows(shown)[0] == "Tijd A: 50% B: 60% 10 meer in B C: minder dan 5 niet te zeggen D: 90% 40 meer in D"
    assert "In B meer voor: Tijd." in shown and "In D minder voor: Rust." in shown and "In C " not in shown
    assert "Met B vergelijken we deze vraag niet." in shown
    assert "Gemiddeld: 3,6 in A · 4,4 in C · 5,0 in D." in shown


def test_of_five_polls_the_first_four_are_compared(scene, organiser):
    keys = [kept(scene.session, {"1": 5 + i, "2": 5}, days=i, **CHOICE).key for i in range(5)]
    shown = page(organiser, "&".join(f"item=poll-{key}" for key in keys))
    assert "hooguit vier peilingen" in shown and rows(shown)[0].count("%") == 4


def test_questions_of_which_the_words_are_gone_are_not_taken_for_one_another(scene, organiser):
    """Neither across sessions nor in one; the rounds of one question are its key's, and the last counts."""
    afterwards, gone = later(scene), CHOICE | {"question": "▇▇▇", "barometer": ""}
    for session in (scene.session, afterwards):
        kept(session, {"1": 8, "2": 2}, **gone)
        kept(session, {"1": 2, "2": 8}, days=1, **gone)
    shown = page(organiser, f"session={scene.session.pk}&session={afterwards.pk}")
    assert "Niets van wat in A gevraagd is, is nog eens gevraagd." in shown
    before = kept(scene.session, {"1": 5, "2": 5}, **gone | {"barometer": "weg-1"})
    kept(scene.session, {"1": 9, "2": 1}, days=1, round=2, again_of=before.key, **gone | {"barometer": "weg-1"})
    kept(afterwards, {"1": 4, "2": 6}, **gone | {"barometer": "weg-1"})
    shown = page(organiser, f"session={scene.session.pk}&session={afterwards.pk}")
    assert [row for row in rows(shown) if row.startswith("Tijd")] == ["Tijd A: 90% B: 40% 50 minder in B"]


def test_answers_that_were_taken_out_stay_two_answers(scene, organiser):
    """And a statement that too few judged leaves the others where they are."""
    gone = CHOICE | {"options": [["1", "▇▇▇"], ["2", "▇▇▇"], ["3", "Geld"]]}
    before = kept(scene.session, {"1": 8, "2": 10, "3": 2}, **gone)
    after = kept(scene.session, {"1": 2, "2": 14, "3": 4}, days=1, **gone)
    assert rows(page(organiser, f"item=poll-{before.key}&item=poll-{after.key}")) == [
        "▇▇▇ A: 40% B: 10% 30 minder in B",
        "▇▇▇ A: 50% B: 70% 20 meer in B",
        "Geld A: 10% B: 20% 10 meer in B",
    ]
    gone |= {"kind": "statements", "options": gone["options"][:2]}
    before = kept(scene.session, {"2@1": 9}, **gone)
    after = kept(scene.session, {"1@4": 9, "2@3": 9}, days=1, **gone)
    shown = page(organiser, f"item=poll-{before.key}&item=poll-{after.key}")
    assert [row.partition(" B: ")[2] for row in rows(shown)] == ["4,0 niet te zeggen", "3,0 2,0 hoger in B"]


def test_a_mean_is_said_as_a_mean_and_a_better_place_is_more():
    place = Axis(3, 1)
    sides = [
        Column(letter, 9, [Measure("1", "Tijd", at, place), Measure("2", "Rust", 4 - at, place)])
        for letter, at in (("A", 3), ("B", 1))
    ]
    assert beside("Wat eerst?", sides).told == ["In B meer voor: Tijd.", "In B minder voor: Rust."]
    means = (("A", 3.6), ("B", 3.1))
    sides = [Column(letter, 9, [Measure("", "Gemiddeld", mean, Axis(1, 5))]) for letter, mean in means]
    assert beside("Wat eerst?", sides).told == ["Gemiddeld: van 3,6 naar 3,1."]


def of_teams(scene: Scene, **given) -> tuple[Record, list[int]]:
    """A poll whose answers of two teams may be shown."""
    teams = list(scene.programme.teams.values_list("pk", flat=True))[:2]
    each = {teams[0]: {"1": 7, "2": 2, "3": 1}, teams[1]: {"1": 6, "2": 5}}
    return kept(scene.session, {"1": 30, "2": 20, "3": 9}, voices=voices(each), **CHOICE | given), teams


def test_two_teams_stand_side_by_side_for_organisers_alone(scene, other, organiser):
    record, teams = of_teams(scene)
    asked = f"item=poll-{record.key}&team={teams[0]}&team={teams[1]}"
    shown = page(organiser, asked)
    assert rows(shown) == [
        "Tijd A: 70% B: verborgen niet te zeggen",
        "Rust A: verborgen B: verborgen niet te zeggen",
        "Geld A: verborgen B: verborgen niet te zeggen",
    ], "of the second team the one small number would follow from the others"
    for who in (scene.host, other.organiser):
        client = Client()
        client.force_login(who)
        assert client.get(f"/archive/compare/?{asked}").status_code == 404


def test_more_teams_side_by_side_tell_nothing_that_the_page_of_the_poll_hides(scene, organiser):
    teams = [*scene.programme.teams.values_list("pk", flat=True)]
    each = {teams[0]: {"1": 7, "2": 6, "3": 5}, teams[1]: {"1": 6, "2": 5, "3": 1}, teams[2]: {"1": 6, "2": 6, "3": 7}}
    record = kept(scene.session, {"1": 19, "2": 17, "3": 13}, voices=voices(each), **CHOICE)
    shown = page(organiser, f"item=poll-{record.key}&" + "&".join(f"team={team}" for team in teams))
    told = [record.payload["voices"]["each"][str(team)]["values"] or [None] * 3 for team in teams]
    shares = [re.findall(r"[ABC]: (?:(\d+)%|verborgen)", row) for row in rows(shown)]
    assert shares == [["" if value is None else str(value) for value in values] for values in zip(*told, strict=True)]
    assert told == [[None] * 3, [None] * 3, [32, 32, 37]], "of the second, one small number would follow from the sum"


def test_a_unanimous_team_shows_no_numbers(scene, organiser):
    teams = list(scene.programme.teams.values_list("pk", flat=True))[:2]
    each = {teams[0]: {"1": 9}, teams[1]: {"1": 6, "2": 5, "3": 7}}
    record = kept(scene.session, {"1": 30, "2": 20, "3": 9}, voices=voices(each), **CHOICE)
    shown = page(organiser, f"item=poll-{record.key}&team={teams[0]}&team={teams[1]}")
    assert [row.split(" B: ")[0] for row in rows(shown)] == [
        f"{each} A: verborgen" for each in ("Tijd", "Rust", "Geld")
    ]


def test_nobody_compares_what_they_may_not_read(scene, other, organiser, both):
    foreign = kept(other.session, {"4": 9})
    assert organiser.get(f"/archive/compare/?session={scene.session.pk}&session={other.session.pk}").status_code == 404
    for query in (f"teams=&item=poll-{foreign.key}", f"item=poll-1&item=poll-{foreign.key}", "teams=&item=poll-x"):
        assert organiser.get(f"/archive/compare/?{query}").status_code == 404, query
    assert "Gluren ander" not in page(organiser, "")
    assert organiser.get("/archive/compare/?session=a&session=").status_code == 404


@pytest.mark.parametrize("query", ["item=question-1&item=question-2", "item=", "item=x&item=poll-1"])
def test_whoever_ticks_what_cannot_be_compared_reads_what_can(query, organiser):
    answer = organiser.get(f"/archive/compare/?{query}")
    assert answer.status_code == 422 and re.search("Vink twee|Vink er twee", answer.content.decode())


def test_whoever_ticked_one_poll_reads_which(scene, organiser):
    answer = organiser.get(f"/archive/compare/?item=poll-{kept(scene.session, {'1': 9}, **CHOICE).key}")
    assert answer.status_code == 422 and "Je vinkte één peiling aan: “Wat eerst?”" in answer.content.decode()


@pytest.mark.parametrize("times", [1, 3])
def test_it_asks_as_many_questions_of_the_database_for_any_number_of_polls(
    times, scene, organiser, both, django_assert_num_queries
):
    for number in range(times):
        kept(scene.session, {"4": 9}, days=number, question=f"Vraag {number}?", barometer="")
    with django_assert_num_queries(6):  # the login (3), sessions, records, their barometers
        page(organiser, both)


def test_the_page_of_a_poll_shows_organisers_every_team_that_may_be_shown(scene, organiser):
    first, second, _third = scene.programme.teams.values_list("pk", flat=True)
    each = {first: {"1": 7, "2": 2, "3": 1}, second: {"1": 6, "2": 7}}
    record = kept(scene.session, {"1": 30, "2": 20, "3": 9}, voices=voices(each), **CHOICE)
    address = f"/archive/{scene.programme.slug}/kept/poll/{record.key}/"
    table = organiser.get(address).content.decode().partition('aria-labelledby="per-team"')[2].partition("</table>")[0]
    cells = re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", re.sub(r"<span[^>]*>|</span>", "", table), re.DOTALL)
    assert [" ".join(cell.split()) for cell in cells] == [
        *("Team", "Antwoorden", "Tijd", "Rust", "Geld"),
        *("Team dag 1", "10", "70%", "verborgen", "verborgen"),
        *("Team dag 2", "13", "verborgen", "verborgen", "verborgen"),
    ]
    assert 'aria-labelledby="per-team"' not in scene.client(Role.HOST).get(address).content.decode()


def test_polls_are_found_by_a_team_that_may_be_shown_in_them(scene, organiser):
    first, second, third = scene.programme.teams.values_list("pk", flat=True)
    kept(scene.session, {"1": 30, "2": 20}, voices=voices({first: {"1": 6, "2": 5}}), **CHOICE | {"question": "Een?"})
    kept(scene.session, {"1": 30, "2": 20}, voices=voices({second: {"1": 6}}), **CHOICE | {"question": "Twee?"})
    where = f"/archive/?programme={scene.programme.slug}"
    for team, shown in ((first, {"Een?"}), (second, {"Twee?"}), (third, set())):
        found = organiser.get(f"{where}&team={team}").content.decode()
        assert {text for text in ("Een?", "Twee?") if text in found} == shown
    host = scene.client(Role.HOST)
    assert "Team dag 1" not in host.get(where).content.decode()
    assert host.get(f"{where}&team={first}").status_code == 422
