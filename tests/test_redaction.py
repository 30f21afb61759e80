"""A word that is taken out is nowhere: in no table, file, page, download, code page, cache or log.

One word is planted in every text that people write; the register of columns says which of them are redacted, and how
the others go.
"""

import logging
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from livesessions.archive.redaction import redactable_kinds, texts_of
from livesessions.texts.redacting import MARK, fingerprint
from rooms.board.models import Question
from rooms.breakouts.models import Entry, Group, Wording
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.peoples_words import columns
from tests.planting import (
    WORD,
    pages,
    plant_cards,
    plant_floor,
    plant_groups,
    plant_polls,
    plant_questions,
    take_out,
    where_is,
)
from tests.rooms.board.test_afterwards import code_of, look_up, write
from tests.rooms.board.test_keeping import whole_dump
from tests.rooms.live.test_on_disk import copied

REDACTED = {
    "board.Question.text": ("question", "text"),
    "board.Question.reason": ("question", "reason"),
    "board.Question.cluster": ("card", "text"),
    "board.Question.name": ("question", "text"),
    "board.Board.title": ("prompt", "title"),
    "followup.Reply.text": ("question", "answer"),
    "polls_asking.Poll.text": ("poll", "question"),
    "polls_asking.Option.text": ("poll", "option"),
    "polls_asking.Survey.title": ("poll", "survey"),
    "polls_groups.GroupPoll.text": ("grouppoll", "question"),
    "polls_groups.GroupPoll.answers": ("grouppoll", "answer"),
    "polls_library.Template.text": ("template", "question"),
    "polls_library.Template.options": ("template", "option"),
    "breakouts.Entry.text": ("entry", "text"),
    "breakouts.Entry.label": ("entry", "label"),
    "breakouts.Wording.text": ("entry", "text"),
    "breakouts.Plan.task": ("round", "task"),
    "breakouts.Plan.question": ("poll", "question"),
    "breakouts.Group.name": ("round", "name"),
    "breakouts.Group.task": ("round", "task"),
    "breakouts.Group.message": ("round", "message"),
    "live.Room.announcement": ("announcement", "text"),
    "floor.AgendaItem.title": ("agenda", "title"),
}
"""By column the kind of thing and the text by which its words are taken out."""
WRITTEN_ANEW = {
    "board.Board.categories": "board.set",
    "board.Question.category": "board.set",
    "board.WordList.words": "board.words",
}
"""Columns with words from lists of hosts, of which only the newest count: by column the command that writes anew."""
NAMES = {
    "board.Question.team", "board.LogEntry.by_name", "followup.Reply.by_name", "live.ModeratorLink.name",
    "programme.Participant.name",
}  # fmt: skip
"""What people are called: purged with the programme (tests/test_purging.py), changed by themselves."""
OWN = {"archive.Token.name", "archive.SavedView.name", "archive.Tag.name", "archive.Note.text", "archive.Note.by_name"}
"""What hosts and organisers call things, and remove themselves."""
PLANNED = re.compile(r"programme\.(Programme|Session|Team)\.")
"""What organisers announce in public; the administration changes it."""


def test_every_column_with_peoples_words_is_here():
    found = {f"{model._meta.label}.{field.name}" for model, field in columns()}
    found = {name for name in found if not PLANNED.match(name)}
    assert found - {*REDACTED, *WRITTEN_ANEW, *NAMES, *OWN} == set()
    assert {kind for kind, _place in REDACTED.values()} == set(redactable_kinds())


@pytest.mark.both_databases
@pytest.mark.parametrize("plant", [plant_questions, plant_cards, plant_polls, plant_groups])
@pytest.mark.parametrize("is_over", [False, True], ids=["in the room", "afterwards"])
def test_a_word_that_is_taken_out_is_nowhere(scene, caplog, plant, is_over):
    caplog.set_level(logging.DEBUG)
    planted = plant(scene)
    scene.room.boards.filter(kind="prompt").update(title=f"Wat vind je van {WORD}?")
    assert where_is(WORD, scene)
    if is_over:
        scene.end()
    for kind, key, place in planted:
        assert take_out(scene, kind, key, place).status == "ok", (kind, place)
    assert where_is(WORD, scene) == []
    assert any(MARK in page for page in pages(scene).values()), "the fact stays"
    assert "haalde hier woorden weg" in "".join(pages(scene).values())
    assert WORD not in caplog.text


@pytest.mark.both_databases
@pytest.mark.parametrize("is_over", [False, True], ids=["in the room", "afterwards"])
def test_what_hosts_tell_everybody_goes_too(scene, is_over):
    planted = plant_floor(scene)
    assert len(where_is(WORD, scene)) > len(planted)
    if is_over:
        scene.end()
    for kind, key, place in planted:
        if texts_of(kind, str(key)):  # the end forgets items that were taken off
            assert take_out(scene, kind, key, place).status == "ok", (kind, place)
    assert where_is(WORD, scene) == []
    assert MARK in "".join(pages(scene).values()), "the fact stays"


def test_a_message_to_all_groups_goes_in_all_of_them(scene):
    round_ = scene.out(groups=3)
    scene.must("breakouts.tell", round=round_.pk, text=f"Vraag het {WORD}.")
    one = round_.groups.first()
    scene.must("breakouts.tell", round=round_.pk, group=one.pk, text=f"En {WORD} komt.")
    assert take_out(scene, "round", round_.pk, "2.message").status == "ok"
    assert set(Group.objects.values_list("message", flat=True)) == {f"Vraag het {MARK}.", f"En {MARK} komt."}


@pytest.mark.both_databases
def test_tables_that_are_written_anew_hold_no_older_rows(scene):
    question = scene.question("visible", text=f"Wat doet {WORD} hier?")
    assert take_out(scene, "question", question.pk, "text").status == "ok"
    call_command("purge", "--rewrite", stdout=StringIO())
    assert not [True for file in copied(with_log=False) if WORD.encode() in file]
    assert Question.objects.get(pk=question.pk).text == f"Wat doet {MARK} hier?"


@pytest.mark.both_databases
def test_the_whole_text_goes_with_every_other_version_of_it(scene):
    scene.out(groups=1)
    group = Group.objects.get()
    for text, who, base in ((f"Eerst {WORD}", 0, 0), ("Heel iets kwetsbaars", 0, 1), ("Nog iets kwetsbaars", 1, 1)):
        asked = {"group": group.pk, "field": "home", "base": base, "text": text, "sequence": base + 1}
        assert perform("breakouts.write", scene.as_participant(who), asked).status == "ok"
    entry = Entry.objects.get(field="home")
    assert take_out(scene, "entry", entry.pk, "text", left="").status == "ok"
    assert Entry.objects.get(field="home").text == MARK
    assert set(Wording.objects.values_list("text", flat=True)) == {MARK}
    dump = whole_dump()
    assert "kwetsbaars" not in dump and WORD not in dump


def test_an_old_page_does_not_bring_the_words_back(scene):
    scene.out(groups=1)
    group = Group.objects.get()
    asked = {"group": group.pk, "field": "home", "base": 0, "text": f"Met {WORD}", "sequence": 1}
    assert perform("breakouts.write", scene.as_participant(), asked).status == "ok"
    assert take_out(scene, "entry", Entry.objects.get(field="home").pk, "text").status == "ok"
    late = perform("breakouts.write", scene.as_participant(1), asked | {"base": 1, "text": f"Met {WORD} en meer"})
    assert late.status == "refused" and "haalde woorden weg" in late.sentence
    assert WORD not in whole_dump()
    entry = Entry.objects.get(field="home")
    on = asked | {"base": entry.version, "text": f"{entry.text} en meer", "sequence": 3}
    assert perform("breakouts.write", scene.as_participant(1), on).status == "ok"


def test_of_a_plan_by_answers_the_question_goes_too(scene):
    poll = scene.draft(text=f"Wat vind je van {WORD}?", options="Ja\nNee")
    type(poll).objects.filter(pk=poll.pk).update(divides="alike")
    scene.must("poll.open", poll=poll.pk)
    for who in range(3):
        scene.vote(poll, option=who % 2, who=who)
    scene.must("poll.close", poll=poll.pk)
    scene.out(way="alike")
    scene.end()
    assert take_out(scene, "poll", poll.pk, "question").status == "ok"
    assert where_is(WORD, scene) == []


@pytest.mark.both_databases
def test_an_answer_in_writing_and_the_page_of_its_code(scene):
    question = scene.question("visible", text=f"Wat doet {WORD} hier?")
    code = code_of(scene, question)
    scene.end()
    write(scene, question, f"Vraag het {WORD}.")
    write(scene, question, f"Vraag het {WORD} zelf.")
    for place in ("answer", "text"):
        assert take_out(scene, "question", question.pk, place).status == "ok"
    assert where_is(WORD, scene) == []
    page = look_up(code).content.decode()
    assert WORD not in page and MARK in page and "haalde hier woorden weg" in page


def test_organisers_do_the_same_in_the_archive_without_scripts(scene):
    question = scene.question("pending", text=f"Wat doet {WORD} hier?")
    scene.must("board.reject", question=question.pk)
    scene.end()
    organiser = Client()
    organiser.force_login(scene.organiser)
    found = organiser.get("/archive/dag/words/", {"text": WORD}).content.decode()
    address = f"/archive/dag/words/question/{question.pk}/"
    assert address in found, "also what a host did not show"
    page = organiser.get(address).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    changed = organiser.post(address, fields | {"text": "Heel andere woorden hier Wat"})
    assert changed.status_code == 422 and "Laat de andere staan" in changed.content.decode()
    assert organiser.post(address, fields | {"text": "Wat doet [naam] hier?"}).status_code == 302
    assert Question.objects.get(pk=question.pk).text == f"Wat doet {MARK} hier?"
    assert where_is(WORD, scene) == []
    for stranger in (scene.client(Role.HOST), Client()):
        assert stranger.get(address).status_code in (302, 404)
        assert stranger.post(address, fields).status_code in (302, 404)


def test_who_may_not_and_what_is_elsewhere(scene, elsewhere):
    other = elsewhere.question("visible", text=f"Over {WORD}?")
    fields = {"kind": "question", "key": other.pk, "place": "text", "seen": fingerprint(other.text), "text": ""}
    assert scene.ask("room.redact", **fields).code == 404
    assert perform("room.redact", elsewhere.as_participant(), fields).code == 403
    assert elsewhere.ask("room.redact", **fields | {"seen": "0" * 16}).status == "refused"
    assert Question.objects.get(pk=other.pk).text == f"Over {WORD}?"


def test_notes_behind_a_closed_curtain_are_not_the_hosts_to_read(scene):
    scene.out(groups=1)
    asked = {"group": Group.objects.get().pk, "field": "note", "base": 0, "text": f"Onder ons: {WORD}", "sequence": 1}
    assert perform("breakouts.write", scene.as_participant(), asked).status == "ok"
    assert texts_of("entry", str(Entry.objects.get(field="note").pk)) == {}


# --- For administrators ----------------------------------------------------------------------------------------------


def test_administrators_look_a_question_up_and_have_words_taken_out(scene, admin_client):
    question = scene.question("visible", text=f"Wat doet {WORD} hier?")
    poll = scene.asked(text="Wat helpt?")
    scene.must("poll.close", poll=poll.pk)
    address = f"/archive/dag/words/question/{question.pk}/"
    page = admin_client.get(f"/admin/board/question/{question.pk}/change/").content.decode()
    assert WORD in page and address in page
    assert admin_client.post(f"/admin/board/question/{question.pk}/change/", {"text": "x"}).status_code == 403
    assert admin_client.get("/admin/board/question/add/").status_code == 403
    assert (
        f"/archive/dag/words/poll/{poll.pk}/"
        in admin_client.get(f"/admin/polls_asking/poll/{poll.pk}/change/").content.decode()
    )
    record = scene.record(poll)
    assert "/words/poll/" in admin_client.get(f"/admin/archive/record/{record.pk}/change/").content.decode()
    fields = {"kind": "question", "key": question.pk, "place": "text", "seen": fingerprint(question.text)}
    assert admin_client.post(address, fields | {"text": "Wat doet hier?"}).status_code == 302
    assert WORD not in whole_dump()
