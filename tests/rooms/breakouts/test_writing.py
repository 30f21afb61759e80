"""Several people write in one field, and no word is lost."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livesessions.archive.models import Record
from rooms.breakouts.models import Entry, Group, Wording
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.commands.register import Receipt
from tests.browsing import Browser, inside
from tests.scene import Scene


def write(scene: Scene, who: int, text: str, base: int = 0, sequence: int = 0, field: str = "home") -> Receipt:
    """One of the people writes in the group of the first."""
    given = {"group": scene.seat_of().group_id, "field": field, "base": base, "text": text, "sequence": sequence}
    return perform("breakouts.write", scene.as_participant(who), given)


def entry(scene: Scene) -> Entry:
    """What the field holds now."""
    return Entry.objects.get(group=scene.seat_of().group_id, field="home")


def beside() -> list[str]:
    """The texts that stand beside the field."""
    waiting = Wording.objects.filter(lost_at__isnull=False, joined_at=None)
    return list(waiting.order_by("pk").values_list("text", flat=True))


@pytest.fixture
def together(scene):
    """Three people in one group."""
    scene.out(groups=1)
    return scene


def test_one_after_the_other(together):
    assert write(together, 0, "Samen").status == "ok"
    assert write(together, 1, "Samen eten", base=1).status == "ok"
    assert entry(together).text == "Samen eten" and entry(together).version == 2 and not beside()


def test_two_at_the_same_moment_are_both_kept(together):
    write(together, 0, "Samen eten")
    receipt = write(together, 1, "Samen lopen")
    assert receipt.status == "ok" and "ernaast" in receipt.sentence
    assert entry(together).text == "Samen eten" and beside() == ["Samen lopen"]
    mine, other = (Browser(together, Role.PARTICIPANT, who).page() for who in (1, 0))
    assert "Jij schreef dit tegelijk" in mine and "<bdi>Mens 1</bdi> schreef ook:" in other
    wording = Wording.objects.get(lost_at__isnull=False)
    for _ in range(2):
        assert perform("breakouts.merge", together.as_participant(2), {"wording": wording.pk}).status == "ok"
    assert entry(together).text == "Samen eten\nSamen lopen" and not beside()


def test_who_joins_both_texts_leaves_nothing_beside(together):
    """The page of whoever was late joins them by itself, and saves the text of both."""
    write(together, 0, "Samen eten")
    write(together, 1, "Samen lopen")
    write(together, 1, "Samen eten en drinken", base=1)
    assert beside() == ["Samen lopen"], "another text takes in nothing"
    write(together, 1, "Samen eten\nSamen lopen", base=2)
    assert entry(together).text == "Samen eten\nSamen lopen" and beside() == []


def test_a_save_that_is_sent_again_later_changes_nothing(together):
    """The receipt was lost; somebody else wrote on since."""
    write(together, 0, "Samen", sequence=1)
    write(together, 1, "Samen eten", base=1, sequence=1)
    assert write(together, 0, "Samen", sequence=1).status == "ok"
    assert entry(together).text == "Samen eten" and not beside()


def test_my_next_text_before_the_receipt_of_the_first(together):
    write(together, 0, "Sam", sequence=1)
    write(together, 0, "Samen", sequence=2)
    assert entry(together).text == "Samen" and not beside()
    write(together, 0, "Sa", sequence=1)
    assert entry(together).text == "Samen" and not beside(), "a late retry of an older text loses"


def test_of_my_texts_beside_only_the_newest_stands_there(together):
    write(together, 1, "Iemand anders", sequence=1)
    write(together, 0, "Sam", sequence=1)
    write(together, 0, "Samen eten", sequence=2)
    assert beside() == ["Samen eten"]
    write(together, 0, "Sa", sequence=1)
    assert beside() == ["Samen eten"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_at_once_in_any_order(order, together):
    for who in order:
        assert write(together, who, f"Tekst van {who}", sequence=1).status == "ok"
    assert {entry(together).text, *beside()} == {"Tekst van 0", "Tekst van 1", "Tekst van 2"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans()), min_size=1, max_size=8))
def test_no_word_is_lost_whoever_writes_on_whatever_version(together, saves):
    """The last text of each author stands in the field, or beside it, or was replaced by who had read it."""
    Entry.objects.update(text="", version=0, author=None, base=0, sequence=0)
    Wording.objects.all().delete()
    written: list[tuple[int, int, str]] = []
    for sequence, (who, base, again) in enumerate(saves, 1):
        base = min(base, entry(together).version)
        text = f"woord{sequence}"
        for _ in range(1 + again):
            assert write(together, who, text, base=base, sequence=sequence).status == "ok"
        written.append((who, base, text))
    kept = {entry(together).text, *beside()}
    for i, (who, base, text) in enumerate(written):
        newer_of_mine = any(w == who and b == base for w, b, _t in written[i + 1 :])
        read_by_somebody = any(b > base for _w, b, _t in written[i + 1 :])
        assert text in kept or newer_of_mine or read_by_somebody


def test_words_that_come_after_the_round_are_taken_in(together):
    together.must("breakouts.recall", round=together.current_plan.rounds.first().pk)
    assert write(together, 0, "Nog net").status == "ok"
    assert "Nog net" in Browser(together, Role.HOST).page()


def test_who_is_not_in_the_group_cannot_write_there(scene):
    scene.out()
    other = Group.objects.exclude(pk=scene.seat_of().group_id).get()
    given = {"group": other.pk, "field": "home", "base": 0, "text": "Hoi"}
    assert perform("breakouts.write", scene.as_participant(), given).code == 403


def test_who_is_moved_by_hand_while_typing_still_sends_the_words(scene):
    scene.out()
    mine = scene.seat_of().group
    other = mine.round.groups.exclude(pk=mine.pk).get()
    scene.must("breakouts.place", **scene.shown_plan(), person=str(scene.people[0].pk), group=other.pk)
    given = {"group": mine.pk, "field": "home", "base": 0, "text": "Nog onderweg"}
    assert perform("breakouts.write", scene.as_participant(), given).status == "ok"
    assert Entry.objects.get(group=mine, field="home").text == "Nog onderweg"


def test_the_notes_stay_behind_a_closed_curtain(together):
    """The host reads the harvest, but not the notes; they never come to the plenary room."""
    write(together, 0, "Ons geheim", field="note")
    write(together, 0, "Onze oogst")
    host = Browser(together, Role.HOST)
    assert "Onze oogst" in host.page() and "Ons geheim" not in host.page()
    together.must("breakouts.recall", round=together.current_plan.rounds.first().pk)
    together.must("breakouts.show", round=together.current_plan.rounds.first().pk, how="wall")
    for role in (Role.HOST, Role.SCREEN, Role.PARTICIPANT):
        page = Browser(together, role).page()
        assert "Onze oogst" in page and "Ons geheim" not in page


async def test_what_one_writes_the_others_of_the_group_see_and_nobody_else(scene, quick):
    scene.people = scene.people[:2]
    await inside(scene.out)
    mine, other = [await Browser(scene, Role.PARTICIPANT, who).open() for who in range(2)]
    await inside(write, scene, 0, "Ons woord")
    await mine.until(lambda: "Ons woord" in mine.shows("notes"))
    assert "Ons woord" not in other.document
    for browser in (mine, other):
        await browser.leave()


async def test_a_lost_call_is_healed_by_the_heartbeat(together, quick, monkeypatch):
    """Another process wrote, and its call never came: the notes of the group have a version."""
    reader = await Browser(together, Role.PARTICIPANT, 1).open()
    monkeypatch.setattr("rooms.live.commands.performing.announce", lambda changes: None)
    await inside(write, together, 0, "Toch gezien")
    await reader.until(lambda: "Toch gezien" in reader.shows("notes"))
    await reader.leave()


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_stands_beside_is_taken_in_when_the_round_is_back(when, together):
    """Nobody can choose any more, and it was said that nothing is lost."""
    out = together.current_plan.rounds.get()
    write(together, 0, "Samen", sequence=1)
    if when == "before":
        write(together, 1, "Zeldzaam", sequence=1)
    together.must("breakouts.recall", round=out.pk)
    if when == "after":
        write(together, 1, "Zeldzaam", sequence=1)
    assert entry(together).text == "Samen\nZeldzaam" and not beside()
    together.must("breakouts.show", round=out.pk, how="wall")
    assert "Zeldzaam" in Browser(together, Role.SCREEN).page()
    together.end()
    assert "Zeldzaam" in str(Record.objects.get(kind="round").payload)


def test_two_texts_from_a_page_without_script_both_stand_beside(together):
    write(together, 1, "Iemand anders")
    write(together, 0, "Eerst")
    write(together, 0, "Later")
    assert beside() == ["Eerst", "Later"]


def test_two_texts_that_are_too_long_together_both_stay(together):
    write(together, 1, "a" * 3000)
    write(together, 0, "b" * 3000)
    wording = Wording.objects.get(lost_at__isnull=False)
    answer = perform("breakouts.merge", together.as_participant(), {"wording": wording.pk})
    assert answer.status == "refused" and "te lang" in answer.sentence
    assert entry(together).text == "a" * 3000 and beside() == ["b" * 3000]
