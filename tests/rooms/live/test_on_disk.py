"""What stands on the disk: in the files of the database, in its log, and in a copy of both that was made meanwhile.

Somebody has all of it, and the server's own key. Nothing leads from a vote, an upvote, a question or a group's answer
to a person: not while it is open, and not afterwards, when the database has not overwritten it yet.
"""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection

from polls.asking.ballots import ballot_key
from polls.asking.models import Poll
from polls.groups.models import GroupPoll
from rooms.board.models import Board
from rooms.board.questions.pseudonyms import author_key, voter_key
from rooms.live.base.pseudonyms import LENGTH, key_under
from rooms.live.commands.performing import perform

RUN = re.compile(rb"[A-Za-z0-9_-]{43,300}")
PURPOSES = [
    "ballot",
    "ballot that divides",
    "author",
    "named author",
    "voter",
    "receipt",
    "line of the harvest",
    "team",
]
NEAR = 200
"""Bytes on both sides of a key in which somebody's id would lead to its owner."""


def copied(*, with_log: bool = True) -> list[bytes]:
    """A copy of every file in which the database may hold a row; on PostgreSQL also those of its log."""
    if connection.vendor == "sqlite":
        base = Path(connection.settings_dict["NAME"])
        return [path.read_bytes() for path in base.parent.glob(f"{base.name}*") if path.is_file()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        own = folder / "base" / str(cursor.fetchone()[0])
    folders = (own, folder / "pg_wal") if with_log else (own,)
    paths = [path for each in folders for path in each.rglob("*") if path.is_file()]
    found = []
    for path in paths:
        with suppress(FileNotFoundError):  # PostgreSQL gives a segment of its log another name
            found.append(path.read_bytes())
    return found


def keys_in(disk: list[bytes]) -> set[str]:
    """Everything on the disk that may be a key, also where letters stand beside it."""
    runs = {run.decode() for data in disk for run in RUN.findall(data)}
    return {run[at : at + LENGTH] for run in runs for at in range(len(run) - LENGTH + 1)}


@pytest.fixture
def talk(scene):
    """A room in which everything goes on: a poll, a board, and a poll in a group. Its secrets, and what was made."""
    poll, question = scene.asked(), scene.question()
    for who in range(3):
        assert scene.vote(poll, who, who).status == "ok"
        assert scene.upvote(question, who).status == "ok"
    scene.out(groups=1)
    data = {"group": scene.seat_of().group_id, "number": 1, "text": "Wat doen we?", "options": "Ja\nNee"}
    assert perform("grouppoll.ask", scene.as_participant(), data).status == "ok"
    of_group = GroupPoll.objects.get()
    for who in range(3):
        vote = {"poll": of_group.pk, "option": 1}
        assert perform("grouppoll.vote", scene.as_participant(who), vote).status == "ok"
    secrets = [bytes(each.secret) for each in (Poll.objects.get(), Board.objects.get(), of_group)]
    return scene, secrets


def own_keys(scene, secrets: list[bytes]) -> set[str]:
    """The keys that the browsers of these people lead to."""
    poll, board, of_group = secrets
    return {
        key
        for own in (scene.secrets[person.pk] for person in scene.people)
        for key in (ballot_key(poll, own), ballot_key(of_group, own), voter_key(board, own))
    } | {author_key(board, scene.secret_of())}


def leads_to_somebody(scene, secrets: list[bytes], disk: list[bytes]) -> list[object]:
    """What on this disk leads to a person, for somebody with the server's key and every secret of the database."""
    found: list[object] = []
    there = keys_in(disk)
    for person in scene.people:
        given = scene.secrets[person.pk]
        forms = (bytes(given), bytes(given).hex().encode(), given.written().encode())
        found += [form for form in forms for data in disk if form in data]
        for what in (person.pk.bytes, person.pk.hex.encode(), str(person.pk).encode(), str(person.team_id).encode()):
            made = {key_under(secret, purpose, what) for purpose in PURPOSES for secret in (*secrets, b"")}
            found += made & there
        ids = (person.pk.bytes, person.pk.hex.encode(), str(person.pk).encode())
        for key in own_keys(scene, secrets) & there:
            beside = (
                data[max(0, at.start() - NEAR) : at.end() + NEAR]
                for data in disk
                for at in re.finditer(re.escape(key.encode()), data)
            )
            found += [(key, id) for text in beside for id in ids if id in text]
    return found


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_nothing_on_the_disk_leads_from_what_was_said_to_who_said_it(talk):
    scene, secrets = talk
    backup = copied()
    assert own_keys(scene, secrets) <= keys_in(backup), "make sure that the search would find them"
    assert all(any(secret in data or secret.hex().encode() in data for data in backup) for secret in secrets)
    assert leads_to_somebody(scene, secrets, backup) == []
    scene.must("poll.close", poll=Poll.objects.get().pk)
    scene.end()
    assert leads_to_somebody(scene, secrets, copied()) == []
    assert leads_to_somebody(scene, secrets, backup + copied()) == []
