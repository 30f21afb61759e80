"""A correction says why there is another version, and who added it: on its page, in documents and for programs."""

import json

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.test import Client

from livesessions.archive.checksums import changed_records
from livesessions.archive.finding.history import by_of, why_of
from livesessions.archive.keeping import Reason, add_version, keep
from livesessions.archive.models import Note, Record
from livesessions.archive.redaction import redact, texts_of
from livesessions.texts.redacting import fingerprint
from rooms.board.removal.withdrawing import withdraw_by_code
from tests.archive.conftest import MENDED, sung
from tests.rooms.board.test_afterwards import write
from tests.rooms.board.test_keeping import whole_dump
from tests.scene import Scene


def page_of(scene: Scene, record: Record) -> str:
    organiser = Client()
    organiser.force_login(scene.organiser)
    address = f"/archive/{scene.programme.slug}/kept/{record.kind}/{record.key}/"
    return " ".join(organiser.get(address).content.decode().split())


def test_an_answer_and_words_that_went_stand_in_the_history(scene):
    question = scene.question("visible", text="Wie belt Annemiek?")
    scene.end()
    [first] = Record.objects.filter(kind="question")
    assert (first.why, first.by) == ("", None) and "Geschiedenis" not in page_of(scene, first)
    assert write(scene, question, "Het wijkteam.").status_code == 302
    text = texts_of("question", question.pk)["text"].words
    assert redact("question", question.pk, "text", fingerprint(text), "Wie belt ?", scene.organiser.pk)
    page = page_of(scene, first)
    assert "Schriftelijk beantwoord, door host-dag" in page
    assert "voor het laatst woorden weggehaald uit elke versie, door organiser-dag" in page
    [answered] = Record.objects.filter(kind="question", why="answered")
    assert (answered.version, answered.by) == (2, scene.host)
    log = Record.objects.filter(kind="board").newest().get()
    assert (log.why, log.by) == ("redacted", scene.organiser)
    scene.host.delete()
    assert "Schriftelijk beantwoord, door een begeleider" in page_of(scene, first)
    organiser = Client()
    organiser.force_login(scene.organiser)
    take = f"/archive/take/?programme={scene.programme.slug}&as=json"
    [document] = json.loads(organiser.get(take).getvalue())["documents"]
    assert document["correction"] == {"why": "Schriftelijk beantwoord", "by": "een begeleider"}


def test_what_a_host_decides_and_what_an_asker_withdraws_afterwards(scene):
    question = scene.question("rejected", text="Mag dit?")
    other = scene.question("visible", text="Toch niet?")
    scene.end()
    scene.must("board.approve", question=question.pk)
    kept = Record.objects.filter(kind="question", key=question.pk).newest().get()
    assert (kept.version, kept.why, kept.by) == (2, "moderated", scene.host)
    assert withdraw_by_code(other.pk)
    gone = Record.objects.filter(kind="question", key=other.pk).newest().get()
    assert (gone.version, why_of(gone), by_of(gone)) == (2, "Ingetrokken door wie het schreef", "")


def test_hands_that_are_counted_afterwards(scene):
    poll = scene.asked()
    scene.must("poll.close", poll=poll.pk)
    scene.must("poll.count_hands", poll=poll.pk, **{f"hands-{poll.options.first().pk}": "3"})
    kept = Record.objects.filter(kind="poll").newest().get()
    assert (kept.version, kept.why, kept.by) == (2, "hands", scene.host)
    assert "Handen in de zaal geteld, door" in page_of(scene, kept)


@pytest.mark.both_databases
@pytest.mark.usefixtures("songs")
def test_only_a_reason_of_the_kind_is_a_reason(prepared):
    first = sung(prepared, "Buurtlied")
    with pytest.raises(ValueError, match="because of whim"):
        add_version(first, Reason("whim"), mood="stil")
    assert Record.objects.get().is_newest
    second = add_version(first, Reason(MENDED.why, prepared.host.pk), mood="stil")
    assert "Verbeterd, door" in page_of(prepared, second)
    [third] = keep(prepared.session, [Record(kind="song", key=first.key, payload=first.payload)])
    assert (third.why, third.by) == ("ended", None)
    assert "De bijeenkomst was afgelopen" in page_of(prepared, third)


@pytest.mark.both_databases
def test_with_an_account_its_name_goes_from_all_that_was_kept(scene, client):
    question = scene.question("answered", text="Wie belt?")
    other = scene.question("rejected", text="Mag dit?")
    scene.end()
    scene.must("board.approve", question=other.pk)
    write(scene, other, "Ja.")
    thing = {"programme": scene.programme, "kind": "question", "key": question.pk, "about": "remark", "text": "Let op."}
    Note.objects.create(**thing, by=scene.host, by_name="host-dag")
    Note.objects.create(**thing, by=scene.organiser, by_name="organiser-dag")
    chief = get_user_model().objects.create_superuser("chief")
    versions = Record.objects.count()
    assert Record.objects.filter(payload__icontains="host-dag").exists()
    LogEntry.objects.log_actions(chief.pk, [scene.host], CHANGE)
    scene.host.delete()
    assert "host-dag" not in whole_dump() and "organiser-dag" in whole_dump()
    assert Record.objects.count() == versions and list(changed_records()) == []
    page = page_of(scene, Record.objects.filter(kind="question", key=other.pk).newest().get())
    assert "Ja." in page and "een begeleider" in page
    page = page_of(scene, Record.objects.filter(kind="question", key=question.pk).newest().get())
    assert "Let op." in page and "<bdi>een begeleider</bdi>, " in page and "<bdi>organiser-dag</bdi>, " in page
