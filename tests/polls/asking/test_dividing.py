"""Dividing people by their answers: what the ballot said is what happens, and nothing is left of it."""

import pytest
from django.contrib.admin import site
from django.test import RequestFactory

from polls.asking.models import AnswerGrouping, Poll
from rooms.breakouts.models import Seat
from rooms.breakouts.plan.background import settle
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene

from .test_anonymity import dump

both_databases = pytest.mark.both_databases


def asked(scene: Scene, divides: str = "alike", text: str = "Bellen of mailen?", choices=(0, 0, 0, 1, 1, 1)) -> Poll:
    """A question that divides, with an answer of each (None: no answer), and closed."""
    scene.must("poll.draft", text=text, options="Bellen\nMailen", divides=divides)
    poll = scene.room.polls.get(text=text)
    scene.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    for who, option in enumerate(choices):
        if option is not None:
            assert scene.vote(poll, option, who).status == "ok"
    scene.must("poll.close", poll=poll.pk)
    return poll


def dealt(scene: Scene, way: str = "alike", **wanted: object) -> list[set[str]]:
    """Plan and divide; who sits together in the first round."""
    scene.dealt(**{"way": way, "groups": 2, **wanted})
    return company(scene)


def company(scene: Scene) -> list[set[str]]:
    seats: dict[int, set[str]] = {}
    for seat in Seat.objects.filter(round=scene.current_plan.rounds.first()).select_related("participant"):
        seats.setdefault(seat.group_id, set()).add(seat.participant.name[-1])
    return sorted(seats.values(), key=min)


def everything() -> str:
    return "\n".join(row for rows in dump().values() for row in rows)


def test_ask_close_divide(six):
    asked(six)
    assert dealt(six) == [{"0", "1", "2"}, {"3", "4", "5"}]
    briefing = Browser(six, Role.HOST).parts()["briefing"]
    for words in ("Bellen of mailen?", "0 groepen met verschillende antwoorden", "Beter kan niet"):
        assert words in briefing
    assert six.current_plan.question == "Bellen of mailen?"


def test_different_answers_come_together(six):
    asked(six, "differ", choices=(0, 0, 1, 1, 1, None))
    groups = dealt(six, "differ")
    assert all(group & {"0", "1"} and group & {"2", "3", "4"} for group in groups)
    assert "4 verschillende antwoorden" in Browser(six, Role.HOST).parts()["briefing"]


def test_the_same_number_gives_the_same_groups(six):
    asked(six, choices=(0, 0, 0, 0, 1, 1))
    first = dealt(six, groups=3)
    for _ in range(2):
        six.must("breakouts.deal", **six.shown_plan(), seed=7)
        settle()
        assert company(six) == first


@pytest.mark.parametrize(
    ("divides", "said"),
    [("alike", "Je groep en de begeleider kunnen weten"), ("differ", "Niemand krijgt te zien wie wat koos")],
)
def test_the_ballot_paper_says_so_before_anybody_votes(divides, said, six):
    six.must("poll.draft", text="Bellen?", options="Ja\nNee", divides=divides)
    six.must("poll.open", poll=six.room.polls.get().pk)
    ballot = Browser(six, Role.PARTICIPANT).parts()["poll"]
    assert "Met je antwoord maken we groepen" in ballot and said in ballot
    assert "Niemand ziet wat je kiest" not in ballot
    assert "maken we groepen" in Browser(six, Role.SCREEN).parts()["poll"]


def test_a_question_that_did_not_say_so_divides_nobody(six):
    asked(six, divides="")
    assert not AnswerGrouping.objects.exists()
    refused = six.ask("breakouts.plan", way="alike", groups=2, minutes=10)
    assert refused.status == "refused" and "Doe eerst een peiling" in refused.sentence


def test_what_the_ballot_said_is_what_happens(six):
    asked(six, "differ")
    refused = six.ask("breakouts.plan", way="alike", groups=2, minutes=10)
    assert refused.status == "refused" and "verschillende antwoorden komen bij elkaar" in refused.sentence


def test_it_is_fixed_before_anybody_answers(six, rf: RequestFactory):
    """Only preparing a question says what it is for; an opened one cannot be changed by an administrator either."""
    poll = six.asked()
    six.must("poll.draft", text=poll.text, options="Meer tijd\nMeer mensen\nMinder regels", divides="alike")
    for name in ("poll.open", "poll.reveal", "poll.hide"):
        six.ask(name, poll=poll.pk, divides="alike")
    assert Poll.objects.get(pk=poll.pk).divides == ""
    request = rf.get("/")
    request.user = six.host
    assert not site._registry[Poll].has_change_permission(request, Poll.objects.get(pk=poll.pk))


def test_an_open_question_divides_nobody_yet(six):
    six.must("poll.draft", text="Bellen?", options="Ja\nNee", divides="alike")
    six.must("poll.open", poll=six.room.polls.get().pk)
    six.group_plan(way="alike")
    refused = six.ask("breakouts.deal", **six.shown_plan())
    assert refused.status == "refused" and "Sluit eerst de peiling" in refused.sentence


def test_another_plan_by_the_same_answers_is_possible_until_the_groups_go(six):
    asked(six)
    dealt(six, groups=3)
    assert dealt(six, groups=2) == [{"0", "1", "2"}, {"3", "4", "5"}]


@pytest.mark.parametrize(("divides", "own"), [("alike", {"mixed_groups", "uneven"}), ("differ", {"answers_met"})])
@pytest.mark.parametrize("sides", [True, False])
def test_the_sheet_tells_of_answers_and_of_both_sides_only_if_that_was_asked(six, divides, own, sides):
    """Nobody here is of practice or policy: both are missing everywhere."""
    asked(six, divides)
    dealt(six, divides, **({"both_sides": "1"} if sides else {}))
    lines = {line["name"]: line for line in six.current_deal.sheet["lines"]}
    assert set(lines) == own | ({"missing_roles"} if sides else set())
    assert not sides or lines["missing_roles"]["value"] == 4


def test_alike_is_counted_anew_after_somebody_was_moved(six):
    asked(six)
    dealt(six)
    seat = Seat.objects.get(participant=six.people[0])
    other = six.current_plan.rounds.first().groups.exclude(pk=seat.group_id).first()
    six.must("breakouts.place", **six.shown_plan(), person=str(six.people[0].pk), group=other.pk)
    settle()
    values = {line["name"]: line["value"] for line in six.current_deal.sheet["lines"]}
    assert values["mixed_groups"] == 1
    assert "1 groep meer met verschillende antwoorden" in Browser(six, Role.HOST).parts()["briefing"]


def test_the_archive_says_by_which_question(six):
    asked(six)
    dealt(six)
    round_ = six.current_plan.rounds.first()
    six.must("breakouts.send", **six.shown_plan(), round=round_.pk)
    assert "Bellen of mailen?" in Browser(six, Role.PARTICIPANT).parts()["card"]
    six.end()
    client = six.client(Role.STRANGER)
    client.force_login(six.organiser)
    page = client.get(f"/archive/{six.programme.slug}/harvest/").content.decode()
    assert "Op antwoorden: hetzelfde" in page and "Bellen of mailen?" in page
    sheet = client.get(f"/archive/{six.programme.slug}/divisions.csv").content.decode()
    assert "Groepen met verschillende antwoorden;0;0;ja" in sheet
