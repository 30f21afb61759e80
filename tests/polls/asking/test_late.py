"""Late is late: a vote that races with the closing is counted or refused, never both and never neither."""

import random
import threading
import time
from collections import Counter

import pytest

from livesessions.programme.models import Participant
from polls.asking.models import Ballot, Poll
from polls.kinds.answers import stored
from rooms.live.commands.background import changing
from rooms.live.commands.performing import perform, perform_all
from rooms.live.commands.register import CommandRequest
from rooms.live.commands.writer import Writer
from tests.at_once import all_at_once

pytestmark = pytest.mark.both_databases

VOTERS, THREADS = 60, 6


@pytest.fixture
def crowd(scene):
    """Many participants."""
    return Participant.objects.bulk_create(
        Participant(programme=scene.programme, name=f"Mens {i}") for i in range(VOTERS)
    )


def voting(scene, poll, person, option, sequence=1):
    return CommandRequest(
        "poll.vote",
        scene.as_person(person),
        {"poll": poll.pk, "option": option, "sequence": sequence},
    )


def slowly_opened(scene, poll):
    """What opens this draft and holds it for a moment, in which others begin and wait; and when it holds it."""
    opening = threading.Event()

    def open_it():
        with changing() as changes:
            scene.room.polls.filter(pk=poll.pk).update(state="open")
            opening.set()
            time.sleep(0.3)
            changes.touch(scene.room, "polls")

    return open_it, opening


def test_a_draft_that_is_opened_and_drafts_that_move_do_not_block_one_another(scene):
    first, second = scene.draft("Wat eerst?"), scene.draft("Wat dan?")
    open_it, opening = slowly_opened(scene, first)

    def move():
        opening.wait()
        scene.must("poll.move", poll=second.pk, place=1)

    all_at_once(open_it, move)


def test_of_a_hosts_commands_that_come_together_none_holds_the_room_before_a_poll(scene, caplog):
    first, second = scene.draft("Wat eerst?"), scene.draft("Wat dan?")
    open_it, opening = slowly_opened(scene, first)

    def plan_and_move():
        opening.wait()
        asks = [("floor.plan", {"title": "Koffie", "minutes": 5}), ("poll.move", {"poll": second.pk, "place": 1})]
        receipts = perform_all([CommandRequest(name, scene.as_host, data) for name, data in asks])
        assert [receipt.status for receipt in receipts] == ["ok", "ok"]

    all_at_once(open_it, plan_and_move)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_a_page_that_counts_goes_on_after_a_form_that_does_not(scene):
    poll, person = scene.asked(), scene.people[0]
    first, second, third = poll.options.values_list("pk", flat=True)
    together = [voting(scene, poll, person, first, sequence=""), voting(scene, poll, person, second, sequence=3)]
    assert [receipt.status for receipt in perform_all(together)] == ["ok", "ok"]
    assert Ballot.objects.get().answer == stored(str(second))
    [receipt] = perform_all([voting(scene, poll, person, third, sequence=4)])
    assert receipt.status == "ok"
    assert Ballot.objects.get().answer == stored(str(third))


@pytest.mark.parametrize("round_", range(3))
@pytest.mark.parametrize("way", ["one by one", "by the writer", "by two writers"])
def test_a_receipt_says_ok_exactly_when_the_vote_is_in_the_record(way, round_, scene, crowd):
    poll = scene.asked()
    options = list(poll.options.values_list("pk", flat=True))
    chosen = {person.pk: random.choice(options) for person in crowd}
    receipts, counted_by_receipt = {}, Counter()
    writers = [Writer() for _ in range({"one by one": 0, "by the writer": 1, "by two writers": 2}[way])]
    closing = []

    def vote(mine, i):
        for person in mine:
            ask = voting(scene, poll, person, chosen[person.pk])
            while True:
                if writers:
                    receipt = writers[i % len(writers)].submit(ask).result(20)
                else:
                    receipt = perform(ask.name, ask.actor, ask.data)
                if receipt.status != "busy":  # "we keep trying": so does the browser
                    break
            receipts[person.pk] = receipt
            if len(receipts) == VOTERS // 3:
                half.set()

    half = threading.Event()

    def close():
        half.wait(20)
        receipt = perform("poll.close", scene.as_host, {"poll": poll.pk})
        while receipt.status == "busy":
            receipt = perform("poll.close", scene.as_host, {"poll": poll.pk})
        closing.append(receipt)

    all_at_once(*[lambda i=i: vote(crowd[i::THREADS], i) for i in range(THREADS)], close)
    for writer in writers:
        writer.close()

    assert closing[0].status == "ok"
    assert len(receipts) == VOTERS
    counted_by_receipt.update(str(chosen[person]) for person, receipt in receipts.items() if receipt.status == "ok")
    assert scene.record(poll).payload["cells"] == dict(counted_by_receipt)
    late = [receipt for receipt in receipts.values() if receipt.status != "ok"]
    assert {(receipt.status, receipt.code) for receipt in late} <= {("refused", 409)}
    assert not Ballot.objects.exists()
    assert Poll.objects.get(pk=poll.pk).secret is None


def test_one_ballot_each_however_many_tabs_vote_at_once(scene):
    poll = scene.asked()
    options = list(poll.options.values_list("pk", flat=True))
    asks = [voting(scene, poll, scene.people[0], options[i % 3], sequence) for i in range(3) for sequence in (1, 2, 3)]
    random.shuffle(asks)
    all_at_once(*[lambda ask=ask: perform(ask.name, ask.actor, ask.data) for ask in asks])
    assert Ballot.objects.get().sequence == 3


def test_a_late_retry_of_an_older_choice_never_overwrites_a_newer_one(scene):
    poll = scene.asked()
    _first, second, third = poll.options.all()
    assert scene.vote(poll, 0, sequence=1).status == "ok"
    assert scene.vote(poll, 1, sequence=2).status == "ok"
    assert scene.vote(poll, 0, sequence=1).status == "ok"
    assert Ballot.objects.get().answer == stored(str(second.pk))
    assert scene.vote(poll, 2, sequence=3).status == "ok"
    assert Ballot.objects.get().answer == stored(str(third.pk))


def test_within_one_batch_the_newest_sequence_counts(scene):
    """The writer took them together: their order in the batch says nothing."""
    from rooms.live.commands.performing import perform_all

    poll = scene.asked()
    options = list(poll.options.values_list("pk", flat=True))
    for sequences in ([1, 3, 2], [6, 5, 4], [7, 9, 8]):
        asks = [voting(scene, poll, scene.people[0], options[sequence % 3], sequence) for sequence in sequences]
        assert {receipt.status for receipt in perform_all(asks)} == {"ok"}
        ballot = Ballot.objects.get()
        assert (ballot.sequence, ballot.answer) == (max(sequences), stored(str(options[max(sequences) % 3])))


def test_the_same_vote_twice_counts_once(scene):
    poll = scene.asked()
    for _ in range(2):
        assert scene.vote(poll, 0, sequence=1).status == "ok"
    assert Ballot.objects.count() == 1
    scene.must("poll.close", poll=poll.pk)
    assert sum(scene.record(poll).payload["cells"].values()) == 1


def test_a_form_without_script_may_change_its_vote(scene):
    """Such a form has no sequence: the order in which it comes is right."""
    poll = scene.asked()
    for option in (0, 2, 1):
        assert scene.vote(poll, option).status == "ok"
        assert Ballot.objects.get().answer == stored(str(poll.options.all()[option].pk))


def test_two_tabs_that_chose_differently_with_the_same_sequence_agree(scene):
    """The second is told that its choice does not count, or it counts: never "your vote is in" for one that is not."""
    poll = scene.asked()
    assert scene.vote(poll, 0, sequence=1).status == "ok"
    second = scene.vote(poll, 1, sequence=1)
    counted = Ballot.objects.get().answer == stored(str(poll.options.all()[1].pk))
    assert (second.status == "ok") == counted


@pytest.mark.parametrize("sequence", [2**31 - 1, 2**31, 2**53, 2**63, 0, -1, "x", "1.5", "1e3", True])
def test_a_sequence_that_no_page_counts_to_harms_nobody(sequence, scene, caplog):
    """Neither the one who sends it, who may want to vote again, nor those in the same batch."""
    poll = scene.asked()
    scene.vote(poll, 0, sequence=sequence)
    assert scene.vote(poll, 1).status in ("ok", "refused")
    assert scene.vote(poll, 1, who=1).status == "ok"
    scene.must("poll.close", poll=poll.pk)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_who_votes_after_the_closing_is_told_so(scene):
    poll = scene.asked()
    option = poll.options.all()[0].pk
    scene.must("poll.close", poll=poll.pk)
    receipt = perform("poll.vote", scene.as_participant(), {"poll": poll.pk, "option": option, "sequence": 1})
    assert (receipt.status, receipt.code) == ("refused", 409)
    assert receipt.sentence


def test_an_answer_says_nothing_about_what_is_only_prepared(scene):
    prepared = scene.draft()
    asked = {"option": prepared.options.first().pk}
    receipts = [perform("poll.vote", scene.as_participant(), {**asked, "poll": pk}) for pk in (prepared.pk, 999_999)]
    assert receipts[0] == receipts[1] and receipts[0].code == 404
