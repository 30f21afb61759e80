"""Taking questions together: votes are a union, and come apart exactly as they were."""

from rooms.board.models import Upvote
from rooms.board.questions.listing import people_for
from rooms.live.base.people import Role
from tests.browsing import Browser, inside


def rows() -> list[tuple]:
    return sorted(Upvote.objects.values_list("question", "voter", "on", "sequence"))


def two(scene):
    return scene.question(text="Wie beslist er?"), scene.question(text="Wie neemt het besluit?", who=1)


def test_who_wanted_both_counts_once(scene):
    into, other = two(scene)
    for question, who in ((into, 0), (other, 0), (other, 1)):
        assert scene.upvote(question, who).status == "ok"
    before = rows()
    scene.must("board.merge", question=other.pk, into=into.pk)
    assert people_for([into.pk]) == {into.pk: 2}
    assert scene.room.boards.get().order == [into.pk]
    scene.must("board.undo", entry=other.log.last().pk)
    assert rows() == before
    assert people_for([into.pk, other.pk]) == {into.pk: 1, other.pk: 2}


async def test_the_number_of_what_is_discussed_follows_a_merge_and_its_undo(scene, quick):
    into, other = await inside(two, scene)
    await inside(scene.upvote, other, 2)
    await inside(lambda: scene.must("board.live", question=into.pk))
    browsers = [await Browser(scene, role).open() for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)]
    await inside(lambda: scene.must("board.merge", question=other.pk, into=into.pk))
    for browser in browsers:
        await browser.until(lambda b=browser: ">1<" in b.shows(f"votes-{into.pk}"))
    entry = await inside(lambda: other.log.last().pk)
    await inside(lambda: scene.must("board.undo", entry=entry))
    for browser in browsers:
        await browser.until(lambda b=browser: ">0<" in b.shows(f"votes-{into.pk}"))
        await browser.until_it_shows(await inside(browser.parts))
        await browser.leave()


def test_who_takes_it_back_wants_neither(scene):
    into, other = two(scene)
    assert scene.upvote(other).status == "ok"
    scene.must("board.merge", question=other.pk, into=into.pk)
    assert scene.upvote(into).status == "ok"
    assert scene.upvote(into, on=False).status == "ok"
    assert people_for([into.pk]) == {}


def test_a_page_that_still_shows_the_other_one_may_vote_there(scene):
    into, other = two(scene)
    scene.must("board.merge", question=other.pk, into=into.pk)
    assert scene.upvote(other).status == "ok"
    assert people_for([into.pk]) == {into.pk: 1}


def test_the_asker_is_told_and_hears_on(scene):
    into, other = two(scene)
    scene.must("board.merge", question=other.pk, into=into.pk)
    asker = Browser(scene, Role.PARTICIPANT, who=1)
    assert "Samengevoegd met een vraag die erop lijkt: “Wie beslist er?”." in asker.parts()["asked"]
    scene.must("board.live", question=into.pk)
    assert "Is nu in gesprek." in asker.parts()["asked"]


def test_the_asker_is_not_told_what_nobody_may_see(scene):
    into, other = scene.put("Een geheim?"), scene.put("Een ander geheim?", who=1)
    scene.must("board.merge", question=other.pk, into=into.pk)
    page = Browser(scene, Role.PARTICIPANT, who=1).page()
    assert "Samengevoegd" in page and "Een geheim?" not in page


def test_what_holds_others_is_not_merged_itself(scene):
    into, other = two(scene)
    third = scene.question(text="Derde?", who=2)
    scene.must("board.merge", question=other.pk, into=into.pk)
    assert scene.ask("board.merge", question=into.pk, into=third.pk).status == "refused"
    assert scene.ask("board.merge", question=third.pk, into=other.pk).status == "refused"
    assert scene.ask("board.merge", question=third.pk, into=third.pk).status == "refused"


def test_likely_duplicates_are_suggested_while_approving(scene):
    into = scene.question(text="Wat doe je als er zorgen zijn en het gezin geen toestemming geeft?")
    scene.put("Hoe handel je bij zorgen zonder toestemming van het gezin?", who=1)
    queue = Browser(scene, Role.HOST).parts()["queue"]
    assert f'name="into" value="{into.pk}"' in queue


def test_a_merge_comes_back_only_where_the_other_still_stays(scene):
    into, other = two(scene)
    scene.must("board.merge", question=other.pk, into=into.pk)
    scene.must("board.undo", entry=other.log.last().pk)
    scene.must("board.merge", question=into.pk, into=scene.question(text="Een derde?").pk)
    assert scene.ask("board.undo", entry=other.log.last().pk).status == "refused"
    scene.must("board.undo", entry=into.log.last().pk)
    scene.must("board.reject", question=into.pk)
    assert scene.ask("board.undo", entry=other.log.last().pk).status == "refused"
    scene.must("board.undo", entry=into.log.last().pk)
    scene.must("board.undo", entry=other.log.last().pk)
    other.refresh_from_db()
    assert other.merged_into == into


def test_what_was_set_apart_is_not_quoted(scene):
    scene.open_board(moderation="after")
    into, other = scene.put("Een raar woord?", who=1), scene.put("Iets anders?")
    scene.must("board.merge", question=other.pk, into=into.pk)
    assert "Een raar woord?" in Browser(scene, Role.PARTICIPANT).page(), "make sure that it could leak"
    scene.must("board.mute", question=into.pk)
    assert "Een raar woord?" not in Browser(scene, Role.PARTICIPANT).page()
