"""`manage.py deal`: plans and streams from standard input to standard output, and sentences about what is wrong."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from .test_live import stream

EXAMPLE = Path(__file__).parent / "examples" / "D_kirkman_5-3-7.json"


def deal(monkeypatch, text, **options):
    """The command's answer."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    try:
        call_command("deal", stdout=out, **options)
    except CommandError:
        assert out.getvalue() == ""
        raise
    return json.loads(out.getvalue())


def test_a_plan(monkeypatch):
    answer = deal(monkeypatch, EXAMPLE.read_text(), seconds=1, seed=3)
    assert len(answer["schedule"]) == 7
    assert answer["bounds"] == {"hard": 0, "S": 0, "Rep": 0, "Conv": 0, "M": 210}
    assert answer["metrics"] == {**answer["bounds"], "D": 0}, "every count, also of roles that nobody requires"
    assert answer["proven"] == dict.fromkeys(answer["bounds"], True)


def test_a_stream(monkeypatch):
    answer = deal(monkeypatch, json.dumps(stream("A", 30, 25, [4, 6])), live=True)
    assert len(answer["schedule"][1]) == len(answer["participants"]) == 425
    assert set(answer["microseconds"]) == {"p50", "p99"}


PEOPLE = [{"id": i, "team": i} for i in range(4)]


@pytest.mark.parametrize(
    ("task", "sentence"),
    [
        ("no json", "This is not JSON"),
        ("[]", "A task is an object"),
        ({}, "participants is a list of people."),
        ({"participants": [5]}, "Participant 1 is not an object"),
        ({"participants": [{"id": []}]}, "Participant 1 has an id"),
        ({"participants": [{"id": 1, "team": []}]}, "Participant 1 has a team"),
        ({"participants": [{"id": 1, "role": 1}]}, "Participant 1 has a role"),
        ({"participants": [{"id": 1}, {"id": 1}]}, "Two participants have the same id."),
        ({"participants": PEOPLE, "mode": "speed"}, "The mode 'speed' is not known"),
        ({"participants": PEOPLE}, "Say how many groups there are"),
        ({"participants": PEOPLE, "groups": -2}, "Groups must be a whole number"),
        ({"participants": PEOPLE, "rounds": "many", "groups": 2}, "Rounds must be a whole number"),
        ({"participants": PEOPLE, "group_sizes": 4}, "group_sizes is a list of numbers."),
        ({"participants": PEOPLE, "groups": 2, "required_roles": 4}, "required_roles is a list"),
        ({"participants": PEOPLE, "groups": 2, "keep_together": [4]}, "keep_together is a list of lists"),
        ({"participants": PEOPLE, "groups": 2, "keep_apart": [[0, 9]]}, "keep_apart names 9"),
        ({"participants": PEOPLE, "groups": 2, "pins": [1]}, "A pin is an object"),
        ({"participants": PEOPLE, "groups": 2, "history": 1}, "history is a list"),
        ({"participants": PEOPLE, "groups": 2, "history": [[0, [1]]]}, "history is a list"),
        ({"participants": PEOPLE, "groups": 2, "met": [[0, 1]]}, "met is a list"),
        ({"participants": PEOPLE, "group_sizes": [2, 3]}, "5 seats together, but there are 4 people"),
        ({"participants": PEOPLE, "mode": "gluren", "group_sizes": 3}, "group_sizes is a list of numbers."),
        ({"participants": PEOPLE, "mode": "host", "room_team": [1, 1]}, "room_team names a team for each group"),
        ({"participants": PEOPLE, "mode": "gluren", "hosts_per_group": "few"}, "Hosts_per_group must be"),
        ({"participants": PEOPLE, "mode": "gluren", "hosts_per_house": "few"}, "Hosts_per_group must be"),
        ({"participants": PEOPLE, "mode": "gluren"}, "The groups have 0 seats"),
        ({"participants": [], "groups": 2}, "There is nobody to deal."),
    ],
)
def test_what_cannot_be_read_or_done(monkeypatch, task, sentence):
    with pytest.raises(CommandError, match=sentence.replace("[", r"\[")) as error:
        deal(monkeypatch, task if isinstance(task, str) else json.dumps(task))
    assert error.value.returncode == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"events": None}, "A stream is an object"),
        ({"schedule": [[0]]}, "schedule says for each round"),
        ({"running_round": 9}, "running_round is one of the rounds"),
        ({"band": [3]}, "band is the smallest and the largest"),
        ({"events": [{"type": "sing", "person": 1}]}, "An event is an object"),
        ({"events": [{"type": "join", "person": [1]}]}, "An event has an id"),
    ],
)
def test_a_stream_that_cannot_be_read(monkeypatch, change, sentence):
    data = {
        "instance": {"participants": PEOPLE, "groups": 2}, "schedule": [[0, 0, 1, 1]],
        "running_round": 0, "band": [1, 3], "events": [], **change,
    }  # fmt: skip
    with pytest.raises(CommandError, match=sentence):
        deal(monkeypatch, json.dumps(data), live=True)


def test_natural_spellings(monkeypatch):
    people = [{"id": f"p{i}", "team": i // 2, "language": "nl"} for i in range(8)]
    task = {
        "people": people, "rounds": 2, "group_size": 4,
        "history": [[["p0", "p2"]], [["p4", "gone"]]], "met": [["p1", "p3", 2]],
        "pins": [{"person": "p7", "group": 1}], "note": "ignored", "bounds": {},
    }  # fmt: skip
    answer = deal(monkeypatch, json.dumps(task), seconds=0.1)
    assert [row[7] for row in answer["schedule"]] == [1, 1]
    assert answer["metrics"]["hard"] == 0


@pytest.mark.parametrize("mode", ["gluren", "host", "host_visit"])
def test_hosted_visits(monkeypatch, mode):
    people = [{"id": f"{t}{n}", "team": t} for t in "abcdef" for n in range(4)]
    answer = deal(monkeypatch, json.dumps({"mode": mode, "participants": people, "rounds": 2, "hosts_per_group": 1}))
    assert [answer["metrics"][name] for name in ("hard", "S", "own_group", "seen_twice")] == [0, 0, 0, 0]


@pytest.mark.parametrize("named", [True, False])
def test_hosts_who_are_pinned(monkeypatch, named):
    people = [{"id": f"{t}{n}", "team": t} for t in "abcdef" for n in range(4)]
    pins = [{"person": f"{t}0", "round": r, "group": g} for g, t in enumerate("fedcba") for r in range(2)]
    task = {"mode": "host", "participants": people, "rounds": 2, "group_sizes": [4] * 6, "pins": pins}
    answer = deal(monkeypatch, json.dumps(task | ({"room_team": list("fedcba")} if named else {})))
    assert [row[0] for row in answer["schedule"]] == [5, 5]
    assert [answer["metrics"][name] for name in ("hard", "S", "own_group", "seen_twice")] == [0, 0, 0, 0]


def test_hosts_who_are_named(monkeypatch):
    people = [{"id": f"{t}{n}", "team": t, "host": n < 2} for t in "abcdef" for n in range(4)]
    answer = deal(monkeypatch, json.dumps({"mode": "host", "participants": people, "rounds": 2}))
    assert [row[0] for row in answer["schedule"]] == [row[1] for row in answer["schedule"]] == [0, 0]
    assert answer["proven"]["groups_seen"]
