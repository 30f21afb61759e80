"""Back in the plenary room: what is shown, what people find important, and what is kept."""

import pytest
from django.test import Client

from livesessions.archive.models import Record
from rooms.breakouts.models import Entry, EntryUpvote, Group, Seat, Wording
from rooms.breakouts.plan.history import gatherings_of
from rooms.breakouts.round.clock import mind_the_round
from rooms.breakouts.writing.wall import MOST_ON_A_WALL, _readable
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.hub.presence import PresenceEntry, presence
from tests.browsing import Browser, inside
from tests.scene import Scene


def write(scene: Scene, who: int, text: str, field: str = "home") -> None:
    given = {"group": scene.seat_of(who).group_id, "field": field, "base": 0, "text": text}
    assert perform("breakouts.write", scene.as_participant(who), given).status == "ok"


@pytest.fixture
def back(scene):
    """Two groups wrote something, and everybody is back."""
    scene.people = scene.people[:2]
    round_ = scene.out(task="Kijk rond.")
    write(scene, 0, "Eerste oogst")
    write(scene, 1, "Tweede oogst", field="noticed")
    scene.must("breakouts.recall", round=round_.pk)
    return scene


def shown(scene: Scene, **how: object) -> str:
    scene.must("breakouts.show", round=scene.current_plan.rounds.first().pk, **how)
    return Browser(scene, Role.SCREEN).parts()["harvest"]


def test_nobody_but_the_host_sees_the_harvest_before_it_is_shown(back):
    assert "Eerste oogst" in Browser(back, Role.HOST).page()
    for role in (Role.SCREEN, Role.PARTICIPANT):
        assert "oogst" not in Browser(back, role).parts()["harvest"]


def test_after_the_end_the_host_reads_what_came_back_and_finds_the_archive_also_with_the_doors_open_again(back):
    kept = f"/archive/{back.session.programme.slug}/harvest/"
    for command in ("room.close", "room.finish", "room.open"):
        back.must(command)
        parts = Browser(back, Role.HOST).parts()
        assert "Eerste oogst" in parts["harvest"], command
        assert (kept in parts["harvest"]) == ("breakouts.show" not in parts["harvest"]) == (command != "room.close")
        assert "Oogst" in parts["groups"] or command == "room.close"
    assert back.client(Role.HOST).get(kept).status_code == 200
    assert "oogst" not in Browser(back, Role.PARTICIPANT).parts()["harvest"]


def test_as_a_wall_one_by_one_and_away(back):
    group = back.seat_of(0).group_id
    assert "Eerste oogst" in (wall := shown(back, how="wall")) and "Tweede oogst" in wall
    assert "Eerste oogst" in (one := shown(back, how="one", group=group)) and "Tweede oogst" not in one
    assert "oogst" not in shown(back, how="off")


def test_lines_with_one_label_stand_together(back):
    for entry in Entry.objects.exclude(text=""):
        back.must("breakouts.cluster", entry=entry.pk, label="  Samen   doen ")
    assert shown(back, how="wall").count("Samen doen") == 1


async def test_what_people_find_important_counts_once_each(back, quick):
    entry = (await inside(Entry.objects.exclude(text="").first)).pk
    mine = {"entry": entry, "on": "1"}
    refused = await inside(perform, "breakouts.upvote", back.as_participant(), mine)
    assert refused.status == "refused", "not while it is not shown"
    await inside(lambda: shown(back, how="wall"))
    screen = await Browser(back, Role.SCREEN).open()
    for who in (0, 1, 1):
        assert (await inside(perform, "breakouts.upvote", back.as_participant(who), mine)).status == "ok"
    await screen.until(lambda: "2 mensen" in screen.shows(f"upvotes-{entry}"))
    assert str(entry) in (await inside(Browser(back, Role.PARTICIPANT).parts))["liked"]
    await inside(perform, "breakouts.upvote", back.as_participant(), {"entry": entry})
    await screen.until(lambda: "1 persoon" in screen.shows(f"upvotes-{entry}"))
    await screen.leave()


def test_a_late_older_upvote_does_not_undo_a_newer_one(back):
    shown(back, how="wall")
    entry = Entry.objects.get(text="Eerste oogst").pk

    def upvote(sequence: int, **on: str) -> str:
        given = {"entry": entry, "sequence": sequence, **on}
        return perform("breakouts.upvote", back.as_participant(), given).status

    assert [upvote(1, on="1"), upvote(2), upvote(1, on="1")] == ["ok"] * 3
    assert "vindt dit belangrijk" not in Browser(back, Role.SCREEN).page()
    assert f"{entry}.2-" in (liked := Browser(back, Role.PARTICIPANT).parts()["liked"]) and "belangrijk" not in liked
    assert upvote(2, on="1") == "refused", "another page of the same person"
    assert upvote(3, on="1") == "ok"
    assert "1 persoon vindt dit belangrijk" in Browser(back, Role.SCREEN).page()


def test_the_end_keeps_the_harvest_and_forgets_who_wrote(back):
    write(back, 0, "Ons geheim", field="note")
    shown(back, how="wall")
    entry = Entry.objects.get(text="Eerste oogst")
    perform("breakouts.upvote", back.as_participant(1), {"entry": entry.pk, "on": "1"})
    back.must("breakouts.cluster", entry=entry.pk, label="Eten")
    seed = back.current_deal.seed
    back.end()
    record = Record.objects.get(kind="round")
    words = [line for group in record.payload["groups"] for line in group["lines"]]
    assert {"field": "home", "text": "Eerste oogst", "label": "Eten", "votes": 1} in words and len(words) == 2
    assert record.payload["seed"] == seed and record.payload["proof"]["lines"]
    assert record.payload["task"] == "Kijk rond." and record.present == 2
    assert "Mens" not in str(record.payload) and "geheim" not in str(record.payload)
    assert not Wording.objects.exists() and not EntryUpvote.objects.exists()
    assert not Entry.objects.filter(author__isnull=False).exists()
    assert Seat.objects.count() == 2, "who met whom is history of the programme"


def test_a_room_that_ends_while_people_are_out_keeps_their_words(scene):
    scene.out()
    write(scene, 0, "Net op tijd")
    assert 'class="group-list"' in Browser(scene, Role.HOST).parts()["groups"]
    scene.end()
    assert 'class="group-list"' not in Browser(scene, Role.HOST).parts()["groups"]
    assert "Net op tijd" in str(Record.objects.get(kind="round").payload)
    scene.must("room.open")
    scene.end()
    assert Record.objects.filter(kind="round").count() == 1


def test_organisers_read_and_download_what_groups_brought_back(back, elsewhere, settings):
    settings.SMALLEST_RESULT = 5
    write(back, 0, "=2+3", field="policy")
    back.end()
    client = Client()
    client.force_login(back.organiser)
    slug = back.programme.slug
    page = client.get(f"/archive/{slug}/harvest/").content.decode()
    assert "Eerste oogst" in page and "0 keer zitten twee collega&#x27;s samen" in page
    assert "bewezen" not in page, "by lot nobody asked for that"
    assert back.people[0].team.name not in page, "a group of one is not named by its team"
    text = client.get(f"/archive/{slug}/harvest.csv").content.decode()
    assert "'=2+3" in text and ";=2+3" not in text
    assert (
        ";Keren dat twee collega's samen zitten;0;;\r\n"
        in client.get(f"/archive/{slug}/divisions.csv").content.decode()
    )
    client.force_login(elsewhere.organiser)
    for name in ("harvest/", "harvest.csv", "divisions.csv"):
        assert client.get(f"/archive/{slug}/{name}").status_code == 404


def test_only_a_line_that_is_shown_can_be_found_important(scene):
    round_ = scene.out(groups=2)
    mine = scene.seat_of().group_id
    given = {"group": mine, "field": "home", "base": 0, "sequence": 1, "text": "Thee"}
    assert perform("breakouts.write", scene.as_participant(), given).status == "ok"
    scene.must("breakouts.recall", round=round_.pk)
    line = {"entry": Entry.objects.get(group=mine, field="home").pk, "on": "1"}
    other = Group.objects.filter(round=round_).exclude(pk=mine).get()
    for group, status in ((other.pk, "refused"), (mine, "ok")):
        scene.must("breakouts.show", round=round_.pk, how="one", group=group)
        assert perform("breakouts.upvote", scene.as_participant(1), line).status == status


def test_who_was_elsewhere_is_not_kept(scene):
    round_ = scene.out(groups=1)
    where = {"round": round_.pk, "where": "quiet"}
    assert perform("breakouts.stay", scene.as_participant(), where).status == "ok"
    scene.end()
    assert not Seat.objects.filter(participant=scene.people[0]).exists()
    assert Seat.objects.filter(round=round_).count() == 2


def test_the_projector_shows_as_many_lines_as_can_be_read_labelled_ones_first():
    lines = [{"group_pk": n // 3, "label": "Eten" if n == 35 else "", "entry": n} for n in range(36)]
    shown = [line["entry"] for line in _readable(lines)]
    assert len(shown) == MOST_ON_A_WALL and 35 in shown, "what the host labelled"
    assert shown[:-1] == list(range(0, 33, 3)), "then of each group its first"
    assert _readable(lines[:5]) == lines[:5]


def absent(scene: Scene, *who: int) -> None:
    """They leave, and are not here any more."""
    for each in who:
        presence.sit(scene.room.pk, scene.people[each].pk.hex, PresenceEntry(0, 0, fallback=False), stay=-1)


def kept_groups(scene: Scene) -> list[dict]:
    scene.end()
    return Record.objects.get(kind="round").payload["groups"]


def test_who_never_came_is_counted_nowhere(scene):
    round_ = scene.dealt(groups=1)
    absent(scene, 2)
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    write(scene, 0, "Wij tweeën")
    [group] = kept_groups(scene)
    assert group["people"] == 2 and Record.objects.get(kind="round").present == 2
    assert set(group["teams"]) == {person.team.name for person in scene.people[:2]}
    client = Client()
    client.force_login(scene.organiser)
    for page in ("harvest/", "harvest.csv"):
        text = client.get(f"/archive/{scene.programme.slug}/{page}").content.decode()
        assert "Wij tweeën" in text and scene.people[2].team.name not in text
    assert sorted(map(len, gatherings_of(scene.room))) == [2], "and met nobody"


@pytest.mark.parametrize("way_in", ["heartbeat", "page", "at the end"])
def test_who_came_later_is_counted(scene, way_in):
    round_ = scene.dealt(groups=1)
    absent(scene, 2)
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    if way_in == "page":
        Browser(scene, Role.PARTICIPANT, 2).page()
    else:
        presence.sit(scene.room.pk, scene.people[2].pk.hex, PresenceEntry(0, 0, fallback=False), stay=600)
    if way_in == "heartbeat":
        mind_the_round(scene.room)
        absent(scene, 2)
    assert kept_groups(scene)[0]["people"] == 3


def test_a_group_that_wrote_nothing_is_named(scene):
    """On the wall, beside the harvest of the others, and in both forms of the archive."""
    scene.people = scene.people[:2]
    round_ = scene.out()
    write(scene, 0, "Eerste oogst")
    quiet = Group.objects.get(pk=scene.seat_of(1).group_id)
    Group.objects.filter(pk=quiet.pk).update(name="De Stilte")
    scene.must("breakouts.recall", round=round_.pk)
    assert "De Stilte" in Browser(scene, Role.HOST).parts()["harvest"]
    assert "Niets opgeschreven: <bdi>De Stilte</bdi>" in shown(scene, how="wall")
    assert "De Stilte" in Browser(scene, Role.PARTICIPANT).parts()["harvest"]
    alone = shown(scene, how="one", group=quiet.pk)
    assert "Niets opgeschreven" in alone and "Niemand schreef" not in alone
    assert "Niets opgeschreven" not in shown(scene, how="one", group=scene.seat_of(0).group_id)
    scene.end()
    client = Client()
    client.force_login(scene.organiser)
    assert "De Stilte" in client.get(f"/archive/{scene.programme.slug}/harvest/").content.decode()
    rows = client.get(f"/archive/{scene.programme.slug}/harvest.csv").content.decode().splitlines()
    assert len([row for row in rows if "De Stilte" in row]) == 1
