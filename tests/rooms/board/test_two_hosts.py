"""Two hosts at one board: the second hears who was first, and no work is lost."""

import json
import random
import threading
from contextlib import suppress

import pytest
from django.db import connections

from rooms.board.models import LogEntry, Question
from rooms.board.moderation import moderating
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser, inside
from tests.rooms.board.test_moderating import state


def test_the_second_host_hears_who_was_first(scene, fatima):
    question = scene.question("pending")
    assert perform("board.approve", fatima, {"question": question.pk, "was": "pending"}).status == "ok"
    late = scene.ask("board.reject", question=question.pk, was="pending")
    assert late.status == "refused" and late.sentence == "Fatima heeft dit al getoond."
    assert state(question) == "visible"
    same = scene.ask("board.approve", question=question.pk, was="pending")
    assert same.status == "ok" and same.sentence == "Fatima heeft dit al getoond."
    assert question.log.count() == 1


@pytest.mark.both_databases
def test_two_hosts_race_over_fifty_questions(scene, fatima):
    """Five hundred actions: whatever was receipted is in the log, and the log leads to what there is."""
    board = scene.open_board()
    now = board.opened_at
    Question.objects.bulk_create(
        Question(pk=f"q{i:06}", board=board, text=f"Vraag {i}?", asked_at=now, state_at=now) for i in range(50)
    )
    ids = list(Question.objects.values_list("pk", flat=True))
    counted: list[str] = []

    def moderate(actor, seed):
        chance = random.Random(seed)
        for _turn in range(250):
            name = chance.choice(["approve", "reject", "pin", "unpin", "live", "answer", "archive", "undo"])
            id = chance.choice(ids)
            if name == "undo":
                entry = LogEntry.objects.filter(question=id).last()
                data = {"entry": entry.pk if entry else 1}
            else:
                data = {"question": id}
            receipt = perform(f"board.{name}", actor, data)
            if receipt.status == "busy":
                receipt = perform(f"board.{name}", actor, data)
            counted.append(receipt.status)
        connections.close_all()

    threads = [threading.Thread(target=moderate, args=args) for args in ((scene.as_host, 1), (fatima, 2))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counted) == 500 and set(counted) <= {"ok", "refused"}
    told = {id: {"state": "pending", "pinned": False} for id in ids}
    for entry in LogEntry.objects.exclude(question=None).order_by("pk"):
        about = told[entry.question_id]
        for name in entry.before.keys() & about.keys():
            assert about[name] == entry.before[name], (entry, entry.before)
        about |= {name: value for name, value in entry.after.items() if name in about}
    for question in Question.objects.all():
        assert told[question.pk] == {"state": question.state, "pinned": question.pinned_at is not None}
    board.refresh_from_db()
    assert set(board.order) == set(Question.objects.filter(state="visible").values_list("pk", flat=True))


@pytest.mark.both_databases
def test_two_hosts_who_show_two_questions_at_once_show_both(scene, fatima, monkeypatch):
    both = [scene.put("Eerste?"), scene.put("Tweede?")]
    together = threading.Barrier(2)
    put_in_order = moderating.put_in_order

    def after_both(*args):
        with suppress(threading.BrokenBarrierError):
            together.wait(0.5)  # on SQLite the second waits for the first
        put_in_order(*args)

    monkeypatch.setattr(moderating, "put_in_order", after_both)

    def approve(actor, question):
        assert perform("board.approve", actor, {"question": question.pk}).status == "ok"
        connections.close_all()

    threads = [threading.Thread(target=approve, args=args) for args in ((scene.as_host, both[0]), (fatima, both[1]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(scene.room.boards.get().order) == sorted(question.pk for question in both)


async def test_the_queue_shows_what_others_did_elsewhere(scene, quick):
    """What nobody looked at yet, and which other questions ask the same, change without anything coming or going."""
    await inside(lambda: scene.open_board(moderation="after"))
    await inside(lambda: scene.must("board.words", words="dossier"))
    texts = ("Wie mag bij het dossier?", "Wie mag er bij een dossier?", "Wat is een verwijsindex?", "Waar begin je?")
    waits, alike, unseen, live = [await inside(scene.put, text, i % 3) for i, text in enumerate(texts)]
    host = await Browser(scene, Role.HOST).open()
    assert host.shows("queue").count("Lijkt op") == 2 and host.shows("queue").count('id="unseen-') == 2
    steps = (
        ("approve", {"question": alike.pk}),
        ("reject", {"question": alike.pk}),  # nothing asks the same any more
        ("undo", {}),
        ("merge", {"question": alike.pk, "into": waits.pk}),
        ("approve", {"question": unseen.pk}),  # it was shown already; now somebody has looked at it
        ("live", {"question": live.pk}),
        ("undo", {}),
        ("freeze", {}),
        ("mute", {"question": live.pk}),
        ("thaw", {}),
    )
    for name, data in steps:
        newest = await inside(lambda: LogEntry.objects.exclude(question=None).last())
        data = {"entry": newest.pk} if name == "undo" else data
        await inside(lambda name=name, data=data: scene.must(f"board.{name}", **data))
        await host.until_it_shows(await inside(host.parts))
        await host.say(json.dumps({"command": "room.seen", "version": host.version}))
    assert "Lijkt op" not in host.shows("queue") and 'id="unseen-' not in host.shows("queue")
    await host.leave()
