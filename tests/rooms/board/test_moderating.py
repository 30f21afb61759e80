"""What hosts do: guarded, written down, to be undone; two of them do not lose each other's work."""

import re

import pytest
from django.test import Client

from livesessions.archive.models import Record
from livesessions.followup.models import Receipt
from rooms.board.models import LogEntry, Question
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser, inside
from tests.scene import Scene


def state(question) -> str:
    question.refresh_from_db()
    return question.state


def undo(scene, question) -> None:
    scene.must("board.undo", entry=question.log.last().pk)


@pytest.mark.parametrize(
    ("before", "command", "after"),
    [
        ("pending", "approve", "visible"),
        ("pending", "reject", "rejected"),
        ("visible", "reject", "rejected"),
        ("rejected", "approve", "visible"),
        ("visible", "live", "live"),
        ("visible", "answer", "answered"),
        ("live", "answer", "answered"),
        ("answered", "live", "live"),
        ("visible", "archive", "archived"),
        ("answered", "archive", "archived"),
    ],
)
def test_every_step_can_be_undone_and_done_again(before, command, after, scene):
    question = scene.question(before)
    scene.must(f"board.{command}", question=question.pk)
    assert state(question) == after
    undo(scene, question)
    assert state(question) == before
    undo(scene, question)
    assert state(question) == after
    entries = list(question.log.order_by("-pk")[:2])
    assert [entry.action for entry in entries] == ["undo", "undo"] and entries[0].undoes == entries[1]
    assert all(entry.by_id == scene.host.pk and entry.by_name for entry in entries)


@pytest.mark.parametrize(("before", "command"), [("pending", "live"), ("pending", "answer"), ("rejected", "archive")])
def test_some_steps_are_not_there(before, command, scene):
    question = scene.question(before)
    assert scene.ask(f"board.{command}", question=question.pk).status == "refused"
    assert state(question) == before


def test_only_the_last_thing_is_undone(scene, fatima):
    question = scene.question()
    first = question.log.last()
    assert perform("board.live", fatima, {"question": question.pk}).status == "ok"
    late = scene.ask("board.undo", entry=first.pk)
    assert late.status == "refused" and late.sentence == "Fatima heeft dit al in gesprek gebracht."
    assert state(question) == "live"


def test_one_question_is_live_and_the_one_before_is_answered(scene):
    first, second = scene.question("live", text="Eerste?"), scene.question(text="Tweede?", who=1)
    scene.must("board.live", question=second.pk)
    assert (state(first), state(second)) == ("answered", "live")
    wall = Browser(scene, Role.SCREEN).page()
    assert "Tweede?" in wall and 'class="votes none"' in wall, "nobody reads an arrow with a nought"
    assert scene.ask("board.undo", entry=first.log.last().pk).status == "refused", "another one is live"
    assert (state(first), state(second)) == ("answered", "live")


def test_many_are_approved_at_once(scene):
    ids = [scene.put(f"Vraag {i}?", who=i % 3).pk for i in range(6)]
    scene.must("board.reject", question=ids[0])
    receipt = scene.ask("board.approve", question=ids[1:], was="pending")
    assert receipt.status == "ok"
    assert Question.objects.filter(state="visible").count() == 5
    assert LogEntry.objects.filter(action="approve").count() == 5
    assert set(scene.room.boards.get().order) == set(ids[1:])


def test_pinned_questions_stand_first(scene):
    first, second = scene.question(text="Eerste?"), scene.question(text="Tweede?", who=1)
    assert scene.upvote(first).status == "ok"
    scene.must("board.pin", question=second.pk)
    assert scene.room.boards.get().order == [second.pk, first.pk]
    assert "Vastgeprikt" in Browser(scene, Role.PARTICIPANT).page()
    undo(scene, second)
    assert scene.room.boards.get().order == [first.pk, second.pk]


def test_an_author_is_muted_without_being_known(scene):
    approved = scene.question(text="Dit mocht.")
    question = scene.put("Nare tekst.")
    scene.must("board.mute", question=question.pk)
    again = scene.put("Nog meer nare tekst.")
    assert scene.put("Een gewone vraag?", who=1).muted_at is None
    question.refresh_from_db()
    approved.refresh_from_db()
    assert question.muted_at and again.muted_at and not approved.muted_at
    host = Browser(scene, Role.HOST).page()
    assert "Nare tekst." in host and "Een gewone vraag?" in host and "Nog meer nare tekst." not in host
    for person in scene.people:
        assert person.name not in host and str(person.pk) not in host and person.pk.hex not in host
    assert scene.ask("board.approve", question=again.pk).status == "refused"
    undo(scene, question)
    for each in (question, again):
        each.refresh_from_db()
    assert question.muted_at is None and again.muted_at, "what came meanwhile would be known as one person's"
    undo(scene, question)
    question.refresh_from_db()
    assert question.muted_at


@pytest.mark.both_databases
@pytest.mark.parametrize("role", [Role.HOST, Role.MODERATOR])
@pytest.mark.parametrize("moderation", ["first", "after", "open"])
def test_muting_shows_no_link_between_two_questions(role, moderation, scene):
    """A moves when its author is muted. Nothing tells whether B is of the same person: not its place, not the log, not
    an answer, not when the author is heard again, and not afterwards.
    """
    pages = {}
    for is_one_person in (True, False):
        there = Scene.build(f"is-{is_one_person}".lower())
        there.must("room.open")
        there.open_board(moderation=moderation)
        first, second = there.put("Eerste?"), there.put("Tweede?", who=0 if is_one_person else 1)
        looker = Browser(there, role)
        seen = []

        def look(there=there, looker=looker, seen=seen, names=(first.pk, second.pk)):
            parts = looker.parts()
            text = "".join(parts[name] for name in ("queue", "rejected", "moderation"))
            for number, pk in enumerate(names):
                text = text.replace(pk, f"question{number}")
            for own in (there.room.pk, there.programme.slug):
                text = text.replace(own, "")
            text = re.sub(r'value="(\d+|[\w-]{30,})"', "", text)  # keys of the log, tokens of forms
            seen.append((re.sub(r"\d\d:\d\d", "", text), there.room.hosts_version))

        look()
        actor = there.actor(role)
        for name, question in (("mute", first), ("mute", second), ("unmute", first), ("mute", first)):
            seen.append(perform(f"board.{name}", actor, {"question": question.pk}))
            there.room.refresh_from_db()
            look()
        came = there.put("Wat komt erna?")
        assert came.muted_at
        there.room.refresh_from_db()
        look()
        seen += [perform("board.unmute", actor, {"question": question.pk}) for question in (first, second)]
        there.room.refresh_from_db()
        look()
        assert "Wat komt erna?" not in str(seen)
        there.end()
        assert not Question.objects.filter(pk=came.pk).exists() and not Receipt.objects.filter(key=came.pk).exists()
        kept = Record.objects.filter(session=there.session, kind="question").values_list("payload__text", flat=True)
        assert set(kept) == {"Eerste?", "Tweede?"}
        pages[is_one_person] = seen
    for same, different in zip(*pages.values(), strict=True):
        assert same == different


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.SCREEN])
async def test_what_waits_is_turned_down_or_muted_reaches_nobody(role, scene, quick):
    rare = "Kwikstaartkolibrie"
    host, other = await Browser(scene, Role.HOST).open(), await Browser(scene, role, who=2).open()
    await inside(scene.open_board)
    await other.until_it_shows(await inside(other.parts))
    version = other.version
    other.pushed.clear()
    one, two = await inside(scene.put, f"Wat vindt u van {rare}?"), await inside(scene.put, f"Is {rare} goed?", 1)
    await inside(lambda: scene.must("board.reject", question=one.pk, reason=f"{rare} hoort hier niet."))
    await inside(lambda: scene.must("board.mute", question=two.pk))
    await inside(scene.put, f"Nog een keer {rare}?", 1)
    await host.until_it_shows(await inside(host.parts))
    assert rare in host.document
    await other.until_it_shows(await inside(other.parts))
    seen = "".join([other.document, await inside(other.page), *(element for _id, element in other.pushed)])
    assert rare not in seen
    assert other.version == version, "a counter that steps with what is hidden talks"
    for browser in (host, other):
        await browser.leave()


def test_who_is_muted_reads_that_the_question_waits(scene):
    scene.open_board(moderation="after")
    question = scene.put("Gezien?")
    scene.must("board.mute", question=question.pk)
    assert scene.ask("board.live", question=question.pk, was="visible").status == "refused"
    asked = Browser(scene, Role.PARTICIPANT).parts()["asked"]
    assert "Gezien?" in asked and "Iedereen ziet" not in asked


def test_several_are_turned_down_with_one_reason_and_undone_one_by_one(scene):
    questions = [scene.put(f"Vraag {i}?", who=i % 3) for i in range(3)]
    scene.must("board.reject", question=[each.pk for each in questions], was="pending", reason="Past niet bij vandaag.")
    assert [state(each) for each in questions] == ["rejected"] * 3
    assert [each.reason for each in questions] == ["Past niet bij vandaag."] * 3
    undo(scene, questions[1])
    assert [state(each) for each in questions] == ["rejected", "pending", "rejected"] and questions[1].reason == ""


async def test_a_board_that_is_opened_once_more_with_other_settings_shows_them(scene, quick):
    await inside(scene.open_board)
    asker = await Browser(scene, Role.PARTICIPANT).open()
    await inside(lambda: scene.open_board(names="named"))
    await asker.until(lambda: 'value="named"' in asker.shows("ask"))
    await asker.leave()


def test_the_reason_is_read_by_those_whom_the_form_names(scene):
    """The asker, who moderates and who organises; nobody else."""
    reason = "Kwikstaartkolibrie hoort hier niet."
    question = scene.put(who=1)
    scene.must("board.reject", question=question.pk, reason=reason)
    readers = [(Role.PARTICIPANT, 1), (Role.HOST, 0), (Role.MODERATOR, 0)]
    others = [(Role.PARTICIPANT, 2), (Role.SCREEN, 0)]
    assert [reason in Browser(scene, role, who).page() for role, who in readers + others] == [True] * 3 + [False] * 2
    scene.end()
    archive = Client()
    archive.force_login(scene.organiser)
    where = f"/archive/{scene.programme.slug}"
    assert reason in archive.get(f"{where}/moderation.csv").content.decode()
    assert reason not in archive.get(f"{where}/questions/").content.decode()
