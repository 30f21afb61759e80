"""A word that is taken out is nowhere: in no table, file, page, download, code page, cache or log.

One word is planted in every text that people write; the register of columns says which of them are redacted, and how
the others go.
"""

import logging
import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from livesessions.archive.redaction import redactable_kinds, texts_of
from livesessions.archive.register import kinds_with_pages, kinds_with_sheets
from livesessions.texts.redacting import MARK, NotTakenOut, fingerprint, taken_out
from polls.groups.models import GroupPoll
from rooms.board.models import Question
from rooms.breakouts.models import Entry, Group, Wording
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.peoples_words import columns
from tests.rooms.board.test_afterwards import answers, code_of, look_up, write
from tests.rooms.board.test_keeping import whole_dump
from tests.scene import Scene

WORD = "Zandkasteel"
REDACTED = {
    "board.Question.text": ("question", "text"),
    "board.Question.reason": ("question", "reason"),
    "board.Question.cluster": ("card", "text"),
    "board.Question.name": ("question", "text"),
    "board.Board.title": ("prompt", "title"),
    "followup.Reply.text": ("question", "answer"),
    "polls_asking.Poll.text": ("poll", "question"),
    "polls_asking.Option.text": ("poll", "option"),
    "polls_groups.GroupPoll.text": ("grouppoll", "question"),
    "polls_groups.GroupPoll.answers": ("grouppoll", "answer"),
    "breakouts.Entry.text": ("entry", "text"),
    "breakouts.Entry.label": ("entry", "label"),
    "breakouts.Wording.text": ("entry", "text"),
    "breakouts.Plan.task": ("round", "task"),
    "breakouts.Plan.question": ("poll", "question"),
    "breakouts.Group.name": ("round", "name"),
    "breakouts.Group.task": ("round", "task"),
}
"""By column the kind of thing and the text by which its words are taken out."""
WRITTEN_ANEW = {
    "board.Board.categories": "board.set",
    "board.Question.category": "board.set",
    "board.WordList.words": "board.words",
    "breakouts.Group.message": "breakouts.tell",
    "live.Room.announcement": "floor.announce",
    "floor.AgendaItem.title": "floor.edit",
}
"""Columns with the words of hosts alone, of which only the newest count: by column the command that writes anew."""
NAMES = {
    "board.Question.team", "board.LogEntry.by_name", "followup.Reply.by_name", "live.ModeratorLink.name",
    "programme.Participant.name",
}  # fmt: skip
"""What people are called: purged with the programme (tests/test_purging.py), changed by themselves."""
PLANNED = re.compile(r"programme\.(Programme|Session|Team)\.")
"""What organisers announce in public; the administration changes it."""


def test_every_column_with_peoples_words_is_here():
    found = {f"{model._meta.label}.{field.name}" for model, field in columns()}
    found = {name for name in found if not PLANNED.match(name)}
    assert found - {*REDACTED, *WRITTEN_ANEW, *NAMES} == set()
    assert {kind for kind, _place in REDACTED.values()} == set(redactable_kinds())


# --- Where words are looked for ------------------------------------------------------------------------------------


def files_of_the_database() -> dict[str, bytes]:
    """SQLite's own files after a checkpoint; on PostgreSQL nothing that is ours to set."""
    if connection.vendor != "sqlite":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert cursor.fetchone()[0] == 0, "somebody still reads: the checkpoint was not complete"
    name = Path(str(connection.settings_dict["NAME"]))
    return {each.name: each.read_bytes() for each in name.parent.glob(f"{name.name}*")}


def pages(scene: Scene) -> dict[str, str]:
    """Every page and download on which the words may stand, for everybody."""
    found = {str(role): Browser(scene, role).page() for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)}
    for who in (1, 2):
        found[f"participant {who}"] = Browser(scene, Role.PARTICIPANT, who).page()
    if scene.room.is_open:
        found["moderator"] = Browser(scene, Role.MODERATOR).page()
        found["parts"] = "".join(Browser(scene, Role.HOST).parts().values())
        found["questions"] = scene.client(Role.PARTICIPANT).get(f"/r/{scene.room.pk}/questions/").content.decode()
    organiser = Client()
    organiser.force_login(scene.organiser)
    for kind, page in kinds_with_pages():
        found[f"archive {kind.name}"] = organiser.get(f"/archive/{scene.programme.slug}/{page.name}/").content.decode()
    for _kind, sheet in kinds_with_sheets():
        address = f"/archive/{scene.programme.slug}/{sheet.name}.csv"
        found[f"download {sheet.name}"] = organiser.get(address).content.decode("utf-8-sig")
    found["find"] = organiser.get(f"/archive/{scene.programme.slug}/words/", {"text": "a"}).content.decode()
    found["answers"] = organiser.get(answers(scene)).content.decode()
    return found


def where_is(word: str, scene: Scene) -> list[str]:
    """Every place in which the word still stands."""
    scene.room.refresh_from_db()
    found = [name for name, page in pages(scene).items() if word.casefold() in page.casefold()]
    found += [line[:80] for line in whole_dump().split("\n") if word.casefold() in line.casefold()]
    found += [name for name, content in files_of_the_database().items() if word.encode() in content]
    kept = getattr(cache, "_cache", {})
    return found + [key for key, value in kept.items() if word.encode() in value]


def take_out(scene: Scene, kind: str, key: object, place: str, word: str = WORD, left: str | None = None):
    """The host takes `word` out of a text, as the form on the page asks for it."""
    text = texts_of(kind, str(key))[place].words
    left = text.replace(word, "") if left is None else left
    return scene.ask("room.redact", kind=kind, key=key, place=place, seen=fingerprint(text), text=left)


# --- A word in every text --------------------------------------------------------------------------------------------


def plant_questions(scene: Scene) -> list[tuple[str, object, str]]:
    shown = scene.question("visible", text=f"Wat doet {WORD} hier?")
    like = scene.question("visible", text="Lijkt erop?", who=1)
    scene.must("board.merge", question=like.pk, into=shown.pk)
    turned_down = scene.question("pending", text="Nog een?", who=2)
    scene.must("board.reject", question=turned_down.pk, reason=f"Noem {WORD} niet.")
    scene.must("board.approve", question=turned_down.pk)
    scene.must("board.reject", question=turned_down.pk, reason=f"Noem {WORD} niet.")
    return [("question", shown.pk, "text"), ("question", turned_down.pk, "reason")]


def plant_cards(scene: Scene) -> list[tuple[str, object, str]]:
    card = scene.card(f"Meer {WORD}")
    scene.must("board.cluster", question=card.pk, cluster=f"Over {WORD}")
    scene.must("board.cluster", question=card.pk, cluster="Over zand")
    board = card.board
    return [("card", card.pk, "text"), ("prompt", board.pk, "title")]


def plant_polls(scene: Scene) -> list[tuple[str, object, str]]:
    poll = scene.asked(text=f"Wat vind je van {WORD}?", options=f"{WORD}\nIets anders")
    scene.vote(poll)
    scene.must("poll.close", poll=poll.pk)
    option = poll.options.first()
    return [("poll", poll.pk, "question"), ("poll", poll.pk, f"option-{option.pk}")]


def plant_groups(scene: Scene) -> list[tuple[str, object, str]]:
    round_ = scene.out(groups=1, task=f"Praat over {WORD}.")
    group = round_.groups.get()
    Group.objects.filter(pk=group.pk).update(name=f"Groep {WORD}")

    def wrote(text: str, who: int, base: int, field: str = "home") -> None:
        asked = {"group": group.pk, "field": field, "base": base, "text": text, "sequence": base + 1}
        assert perform("breakouts.write", scene.as_participant(who), asked).status == "ok"

    wrote(f"Met {WORD} aan tafel", 0, 0)
    wrote(f"Met {WORD} en anderen aan tafel", 0, 1)
    wrote(f"Zonder {WORD}", 1, 1)  # stands beside it
    wrote(f"Onder ons: {WORD}", 1, 0, "note")
    assert perform("breakouts.curtain", scene.as_participant(), {"group": group.pk, "on": "1"}).status == "ok"
    asked = {"group": group.pk, "number": "1", "text": f"Gaat {WORD} mee?", "options": f"{WORD}\nNiet"}
    assert perform("grouppoll.ask", scene.as_participant(), asked).status == "ok"
    poll = GroupPoll.objects.get()
    for who in range(3):
        assert perform("grouppoll.vote", scene.as_participant(who), {"poll": poll.pk, "option": 1}).status == "ok"
    assert perform("grouppoll.show", scene.as_participant(), {"poll": poll.pk}).status == "ok"
    entries = {entry.field: entry.pk for entry in Entry.objects.all()}
    home, note = ("entry", entries["home"], "text"), ("entry", entries["note"], "text")
    task, name = ("round", round_.pk, "task"), ("round", round_.pk, "1.name")
    return [home, note, task, name, ("grouppoll", poll.pk, "question"), ("grouppoll", poll.pk, "answer-1")]


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


# --- What stays of a text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left", "becomes"),
    [
        ("Wat doet Jan de Vries hier?", "Wat doet hier?", f"Wat doet {MARK} hier?"),
        ("Wat doet Jan de Vries hier?", "Wat doet [naam] hier?", f"Wat doet {MARK} hier?"),
        ("Jan zag jan  en JAN.", "zag en", f"{MARK} zag {MARK}  en {MARK}."),
        ("Jan en Janneke", "en Janneke", f"{MARK} en Janneke"),
        ("Alles", "", MARK),
        ("Niets", "Niets", "Niets"),
        ("Een komma, dus", "Een komma dus", "Een komma, dus"),
        (f"{MARK} en Jan", f"{MARK} en", f"{MARK} en {MARK}"),
        ("اسم هنا", "هنا", f"{MARK} هنا"),
    ],
)
def test_what_stays(text, left, becomes):
    assert taken_out(text, left).of(text) == becomes


def test_words_are_neither_moved_nor_added():
    with pytest.raises(NotTakenOut):
        taken_out("Jan zag Piet", "Piet zag Jan")
    assert "Klaas" not in taken_out("Jan zag Piet", "Klaas zag Piet").of("Jan zag Piet")


def test_the_longest_text_takes_steps_in_proportion():
    text = "a b " * 2500
    assert taken_out(text, "a " * 2500).of(text).count(MARK) == 2500


def test_no_pattern_is_made_of_peoples_words(monkeypatch):
    """A text is looked through once, however many words go; with a pattern for each the writer stood still."""
    text = " ".join(f"woord{number} en" for number in range(800))
    taken = taken_out(text, "en " * 800)
    assert len(taken.runs) == 800

    def compile_one(*args):
        raise AssertionError("a pattern for each run")

    monkeypatch.setattr(re, "compile", compile_one)
    assert taken.of(text).count(MARK) == 800


def test_where_runs_overlap_all_of_them_go():
    taken = taken_out("Jan Piet. Wie zag Piet Klaas Kees?", "Wie zag?")
    assert taken.within("Jan Piet Klaas Kees, JAN piet en Piet") == f"{MARK}, {MARK} en Piet"


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
