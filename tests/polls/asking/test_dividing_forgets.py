"""Dividing by answers keeps no answer: what is known of who answered alike, and until when."""

import pytest

from livesessions.archive.models import Record
from livesessions.programme.models import Participant
from polls.asking.models import AnswerGrouping, AnswerGroupMember, Ballot, Poll
from rooms.breakouts.models import Plan
from rooms.breakouts.plan.background import settle
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.polls.asking.test_dividing import asked, dealt, everything

from .test_anonymity import dump


@pytest.mark.both_databases
def test_what_is_kept_at_closing_is_not_the_answer_and_not_the_person(six):
    six.must("poll.draft", text="Bellen?", options="Ja\nNee", divides="alike")
    secret, poll = bytes(Poll.objects.get().secret), Poll.objects.get()
    six.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    for who in range(4):
        six.vote(poll, who % 2, who)
    keys = set(Ballot.objects.values_list("key", flat=True))
    six.must("poll.close", poll=poll.pk)
    assert not Ballot.objects.exists() and Poll.objects.get().secret is None
    found = everything()
    assert secret.hex() not in found
    assert not [key for key in keys if key.replace("-", "").lower() in found], "other keys than the ballots had"
    assert sorted(AnswerGroupMember.objects.values_list("answer_group", flat=True)) == [1, 1, 2, 2]
    assert {field.name for field in AnswerGroupMember._meta.get_fields()} == {"key", "grouping", "answer_group"}
    tables = {table for table, rows in dump().items() if any(six.people[0].pk.hex in row for row in rows)}
    assert tables == {Participant._meta.db_table}


@pytest.mark.both_databases
def test_when_the_groups_go_nobody_can_link_an_answer(six):
    asked(six)
    secret, keys = (
        bytes(AnswerGrouping.objects.get().secret),
        set(AnswerGroupMember.objects.values_list("key", flat=True)),
    )
    dealt(six, rounds=2)
    six.must("breakouts.send", **six.shown_plan(), round=six.current_plan.rounds.first().pk)
    assert not AnswerGrouping.objects.exists() and not AnswerGroupMember.objects.exists()
    found = everything()
    assert secret.hex() not in found and not [key for key in keys if key.replace("-", "").lower() in found]
    six.must("breakouts.recall", round=six.current_plan.rounds.first().pk)
    for name, asked_for in (("breakouts.deal", six.shown_plan()), ("breakouts.plan", {"way": "alike", "groups": 3})):
        refused = six.ask(name, minutes=10, **asked_for)
        assert refused.status == "refused" and "antwoorden zijn er niet meer" in refused.sentence
    assert "Verdeel de volgende rondes" not in Browser(six, Role.HOST).parts()["mending"]


@pytest.mark.parametrize("way", ["alike", "again"])
def test_after_the_session_a_dump_does_not_say_who_sat_together(way, six):
    """Nor does sitting as last time: who sat together, beside the result, would say who chose what."""
    asked(six)
    dealt(six)
    for again in range(2 if way == "again" else 1):
        if again:
            dealt(six, "again")
        round_ = six.current_plan.rounds.first()
        six.must("breakouts.send", **six.shown_plan(), round=round_.pk)
        six.must("breakouts.recall", round=round_.pk)
    six.end()
    after = dump()
    for person in six.people:
        where = {table for table, rows in after.items() if any(person.pk.hex in row for row in rows)}
        assert where == {Participant._meta.db_table}
    for record in Record.objects.filter(kind="round"):
        assert [group["teams"] for group in record.payload["groups"]] == [[], []], "a team of one is a person"
        assert record.payload["question"] == "Bellen of mailen?"


@pytest.mark.parametrize("at", ["open", "closed"])
def test_a_room_that_ends_leaves_nothing_behind(at, six):
    poll = asked(six)
    if at == "open":
        six.must("poll.draft", text="En nu?", options="Ja\nNee", divides="differ")
        poll = six.room.polls.get(text="En nu?")
        six.must("poll.open", poll=poll.pk)
        poll.refresh_from_db()
        six.vote(poll)
    six.end()
    assert (
        not AnswerGrouping.objects.exists() and not AnswerGroupMember.objects.exists() and not Ballot.objects.exists()
    )


def test_the_next_question_takes_the_place_of_the_one_before(six):
    asked(six)
    asked(six, "differ", text="Koffie?", choices=(0, 1))
    assert AnswerGrouping.objects.get().poll.text == "Koffie?" and AnswerGroupMember.objects.count() == 2
    six.must("breakouts.plan", way="differ", groups=2, minutes=10)
    assert Plan.objects.get().question == "Koffie?"


def test_too_few_answers_for_showing_are_too_few_for_dividing(six):
    six.must("poll.draft", text="Bellen?", options="Ja\nNee", divides="alike", minimum=3)
    poll = six.room.polls.get()
    six.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    six.vote(poll, 0, 0)
    six.must("poll.close", poll=poll.pk)
    assert not AnswerGrouping.objects.exists()
    assert six.ask("breakouts.plan", way="alike", groups=2, minutes=10).status == "refused"


def test_a_host_cannot_find_out_who_chose_what_by_moving_people(six):
    """Where answers differ, the number of answers leaves the sheet as soon as somebody is put by hand."""
    asked(six, "differ")
    dealt(six, "differ")
    assert "4 verschillende antwoorden" in Browser(six, Role.HOST).parts()["briefing"]
    group = six.current_plan.rounds.first().groups.last()
    six.must("breakouts.place", **six.shown_plan(), person=str(six.people[0].pk), group=group.pk)
    settle()
    briefing = Browser(six, Role.HOST).parts()["briefing"]
    assert "verschillende antwoorden" not in briefing and "Dat kost niets" not in briefing
    six.must("breakouts.place", **six.shown_plan(), person=str(six.people[0].pk), group="")
    settle()
    assert "verschillende antwoorden" not in Browser(six, Role.HOST).parts()["briefing"], "they still sit there"
    six.must("breakouts.place", **six.shown_plan(), person=str(six.people[0].pk), group=group.pk)
    six.must("breakouts.deal", **six.shown_plan(), seed=7)
    settle()
    assert [line["name"] for line in six.current_deal.sheet["lines"]] == ["hard"]
