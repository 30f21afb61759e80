"""No link from a ballot to a person that survives the closing."""

import secrets

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from livesessions.archive.models import Record
from livesessions.programme.models import Participant
from polls.asking.ballots import ballot_key
from polls.asking.models import Ballot, Poll
from rooms.live.base.people import PersonalSecret

pytestmark = pytest.mark.both_databases


def dump() -> dict[str, list[str]]:
    """Every row of every table, as text: what somebody has who has the database."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = [" ".join(text(value) for value in row) for row in cursor.fetchall()]
    return found


def text(value: object) -> str:
    """A value as it would be found by a search: UUIDs without dashes, bytes as hexadecimal."""
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return str(value).replace("-", "").lower()


@given(*[st.binary(min_size=32, max_size=32)] * 3)
def test_a_key_is_of_one_person_and_one_secret(secret, given_one, given_other):
    one, other = PersonalSecret(given_one), PersonalSecret(given_other)
    assert ballot_key(secret, one) == ballot_key(secret, one)
    assert len(ballot_key(secret, one)) == 43
    assert (ballot_key(secret, one) == ballot_key(secret, other)) == (given_one == given_other)
    assert ballot_key(secret, one) != ballot_key(secrets.token_bytes(32), one)


def test_the_database_alone_does_not_make_a_key(settings):
    """Not even while the poll is open: a part of what makes a key is the server's."""
    secret, person = secrets.token_bytes(32), PersonalSecret.new()
    with_ours = ballot_key(secret, person)
    settings.SECRET_KEY = "x" * 60
    assert ballot_key(secret, person) != with_ours


def test_after_closing_the_counts_are_left_and_nothing_else(scene):
    poll = scene.asked()
    for who, option in enumerate((0, 0, 2)):
        assert scene.vote(poll, option, who).status == "ok"
    first, second, third = poll.options.all()
    assert Ballot.objects.count() == 3 and Poll.objects.get().secret
    scene.must("poll.close", poll=poll.pk)
    assert Ballot.objects.count() == 0
    assert Poll.objects.get().secret is None
    record = Record.objects.get()
    assert record.payload["cells"] == {str(first.pk): 2, str(third.pk): 1}
    assert record.payload["options"] == [[str(option.pk), option.text] for option in (first, second, third)]
    assert (record.payload["question"], record.key, record.version) == (poll.text, str(poll.pk), 1)
    assert record.answered == 3


def test_a_dump_after_closing_holds_no_person_next_to_a_choice(scene):
    poll = scene.asked()
    secret = bytes(Poll.objects.get().secret)
    keys = [ballot_key(secret, scene.secrets[person.pk]) for person in scene.people]
    for who in range(3):
        assert scene.vote(poll, who, who).status == "ok"
    before = "\n".join(row for rows in dump().values() for row in rows)
    assert all(key.replace("-", "").lower() in before for key in keys), "make sure that the dump would show them"
    assert secret.hex() in before
    scene.must("poll.close", poll=poll.pk)
    after = dump()
    everything = "\n".join(row for rows in after.values() for row in rows)
    assert secret.hex() not in everything
    assert not [key for key in keys if key.replace("-", "").lower() in everything]
    for person in scene.people:
        where = {table for table, rows in after.items() if any(person.pk.hex in row for row in rows)}
        assert where == {Participant._meta.db_table}


def test_nothing_about_a_ballot_tells_when_or_in_which_order():
    fields = {field.name for field in Ballot._meta.get_fields()}
    assert fields == {"key", "poll", "answer", "sequence", "sealed"}
    assert not [
        f
        for f in Participant._meta.get_fields()
        if f.get_internal_type() in ("DateTimeField", "AutoField", "BigAutoField")
    ]


def test_ballots_are_in_no_administration():
    from django.contrib.admin import site

    assert Ballot not in site._registry
    assert apps.get_model("polls_asking.Ballot") is Ballot


def test_a_closed_poll_cannot_have_a_secret(scene):
    from django.db import IntegrityError

    poll = scene.asked()
    scene.must("poll.close", poll=poll.pk)
    with pytest.raises(IntegrityError):
        Poll.objects.update(secret=b"x" * 32)


def test_the_log_says_nothing_about_who_voted(scene, caplog):
    poll = scene.asked()
    with caplog.at_level("DEBUG", logger="rooms"), caplog.at_level("DEBUG", logger="polls"):
        scene.vote(poll)
        scene.must("poll.close", poll=poll.pk)
        scene.vote(poll)
    said = caplog.text.replace("-", "")
    assert scene.people[0].pk.hex not in said and scene.people[0].name not in said


def test_closing_the_room_ends_its_open_poll(scene):
    """The session is over: the archive is made, and no secret and no ballot stays behind."""
    poll = scene.asked()
    assert scene.vote(poll).status == "ok"
    scene.end()
    assert not Ballot.objects.exists()
    assert Poll.objects.get().secret is None
    assert scene.record(poll).answered == 1
