"""What is left of a group's own poll: nothing that tells who chose what, and a result that is large enough."""

import pytest
from django.db import IntegrityError
from django.test import Client

from livesessions.archive.models import Record
from polls.groups.models import GroupBallot, GroupPoll
from tests.polls.asking.test_anonymity import dump
from tests.polls.groups.asking import RARE, ask, finish, grow, vote
from tests.scene import Scene


@pytest.mark.parametrize("how", ["show", "end", "recall", "close"])
def test_every_end_destroys_what_could_tell_who_chose_what(how, asked):
    people = [person.pk.hex for person in asked.people]
    for who in range(3):
        assert vote(asked, who).status == "ok"
    keys = [key.replace("-", "").lower() for key in GroupBallot.objects.values_list("key", flat=True)]
    before = "\n".join(row for rows in dump().values() for row in rows)
    assert len(keys) == 3 and all(key in before for key in keys), "make sure that the dump would show them"
    if how in ("show", "end"):
        assert finish(asked, how).status == "ok"
    elif how == "recall":
        asked.must("breakouts.recall", round=asked.current_plan.rounds.get().pk)
    else:
        asked.end()
    tables = dump()
    after = "\n".join(row for rows in tables.values() for row in rows)
    assert not [key for key in keys if key in after] and not GroupBallot.objects.exists()
    assert not GroupPoll.objects.filter(secret__isnull=False).exists()
    if how == "close":
        assert not [row for row in tables["polls_groups_grouppoll"] for person in people if person in row]


def test_an_ended_poll_cannot_have_a_secret(asked):
    finish(asked, "end")
    with pytest.raises(IntegrityError):
        GroupPoll.objects.update(secret=b"x" * 32)


def archive(scene: Scene, word: str = "") -> tuple[str, str]:
    """Page and download, for the organiser: those with `word`."""
    organiser = Client()
    organiser.force_login(scene.organiser)
    address = f"/archive/{scene.programme.slug}"
    pages = [organiser.get(f"{address}/{name}?text={word}") for name in ("harvest/", "harvest.csv")]
    return pages[0].content.decode(), pages[1].content.decode()


@pytest.mark.parametrize("people", [4, 5])
def test_a_shown_result_goes_to_the_archive_and_a_small_one_without_numbers(people, scene, settings):
    settings.SMALLEST_RESULT = 5
    grow(scene, people)
    scene.out(groups=1)
    ask(scene, text="=Waar?", options="=Klein\nGroot")
    for who in range(people):
        vote(scene, who, option=1 + (who > 0))
    assert finish(scene).status == "ok"
    ask(scene, number=2, text=f"{RARE}?")
    for who in range(people):
        vote(scene, who)
    scene.must("breakouts.recall", round=scene.current_plan.rounds.get().pk)
    scene.end()
    record = Record.objects.get(kind="grouppoll")  # what the group did not see is not kept
    assert record.within == Record.objects.get(kind="round").key
    assert record.answered == (people if people == 5 else None) and "Mens" not in str(record.payload)
    page, csv = archive(scene)
    assert "=Waar?" in page and RARE not in page + csv
    assert "=Waar?" in archive(scene, "waar?")[0], "a word finds it in the round that it is shown with"
    assert "=Waar?" not in archive(scene, RARE)[0]
    row = [line for line in csv.splitlines() if "Waar?" in line][-1]
    assert "'=Waar?" in row and "Team" not in row
    if people == 5:
        assert record.payload["rows"] == [["=Klein", 1], ["Groot", 4]] and "<bdi>Groot</bdi>: <b>4</b>" in page
        assert row.endswith(";4")
    else:
        assert not record.payload["rows"]
        assert "Te weinig antwoorden" in page and "Groot" not in page + csv and "=Klein" not in page + csv
