"""Taking questions together: votes are a union, and come apart exactly as they were."""

from rooms.board.models import Upvote
from rooms.board.questions.listing import people_for
from rooms.live.base.people import Role
from tests.browsing import Browser, inside


def rows() -> list[tuple]:
    return sorted(Upvote.objects.values_list("question", "voter", "on", "sequence"))


def two(stage):
    return stage.question(text="Wie beslist er?"), stage.question(text="Wie neemt het besluit?", who=1)


def test_who_wanted_both_counts_once(stage):
    into, other = two(stage)
    for question, who in ((into, 0), (other, 0), (other, 1)):
        assert stage.upvote(question, who).status == "ok"
    before = rows()
    stage.must("board.merge", question=other.pk, into=into.pk)
    assert people_for([into.pk]) == {into.pk: 2}
    assert stage.room.boards.get().order == [into.pk]
    stage.must("board.undo", entry=other.log.last().pk)
    assert rows() == before
    assert people_for([into.pk, other.pk]) == {into.pk: 1, other.pk: 2}


async def test_the_number_of_what_is_discussed_follows_a_merge_and_its_undo(stage, quick):
    into, other = await inside(two, stage)
    await inside(stage.upvote, other, 2)
    await inside(lambda: stage.must("board.live", question=into.pk))
    browsers = [await Browser(stage, role).open() for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)]
    await inside(lambda: stage.must("board.merge", question=other.pk, into=into.pk))
    for browser in browsers:
        await browser.until(lambda b=browser: ">1<" in b.shows(f"votes-{into.pk}"))
    entry = await inside(lambda: other.log.last().pk)
    await inside(lambda: stage.must("board.undo", entry=entry))
    for browser in browsers:
        await browser.until(lambda b=browser: ">0<" in b.shows(f"votes-{into.pk}"))
        await browser.until_it_shows(await inside(browser.parts))
        await browser.leave()


def test_who_takes_it_back_wants_neither(stage):
    into, other = two(stage)
    assert stage.upvote(other).status == "ok"
    stage.must("board.merge", question=other.pk, into=into.pk)
    assert stage.upvote(into).status == "ok"
    assert stage.upvote(into, on=False).status == "ok"
    assert people_for([into.pk]) == {}


def test_a_page_that_still_shows_the_other_one_may_vote_there(stage):
    into, other = two(stage)
    stage.must("board.merge", question=other.pk, into=into.pk)
    assert stage.upvote(other).status == "ok"
    assert people_for([into.pk]) == {into.pk: 1}


def test_the_asker_is_told_and_hears_on(stage):
    into, other = two(stage)
    stage.must("board.merge", question=other.pk, into=into.pk)
    asker = Browser(stage, Role.PARTICIPANT, who=1)
    assert "Samengevoegd met een vraag die erop lijkt: “Wie beslist er?”." in asker.parts()["asked"]
    stage.must("board.live", question=into.pk)
    assert "Is nu in gesprek." in asker.parts()["asked"]


def test_the_asker_is_not_told_what_nobody_may_see(stage):
    into, other = stage.put("Een geheim?"), stage.put("Een ander geheim?", who=1)
    stage.must("board.merge", question=other.pk, into=into.pk)
    page = Browser(stage, Role.PARTICIPANT, who=1).page()
    assert "Samengevoegd" in page and "Een geheim?" not in page


def test_what_holds_others_is_not_merged_itself(stage):
    into, other = two(stage)
    third = stage.question(text="Derde?", who=2)
    stage.must("board.merge", question=other.pk, into=into.pk)
    assert stage.ask("board.merge", question=into.pk, into=third.pk).status == "refused"
    assert stage.ask("board.merge", question=third.pk, into=other.pk).status == "refused"
    assert stage.ask("board.merge", question=third.pk, into=third.pk).status == "refused"


def test_likely_duplicates_are_suggested_while_approving(stage):
    into = stage.question(text="Wat doe je als er zorgen zijn en het gezin geen toestemming geeft?")
    stage.put("Hoe handel je bij zorgen zonder toestemming van het gezin?", who=1)
    queue = Browser(stage, Role.HOST).parts()["queue"]
    assert f'name="into" value="{into.pk}"' in queue


def test_a_merge_comes_back_only_where_the_other_still_stays(stage):
    into, other = two(stage)
    stage.must("board.merge", question=other.pk, into=into.pk)
    stage.must("board.undo", entry=other.log.last().pk)
    stage.must("board.merge", question=into.pk, into=stage.question(text="Een derde?").pk)
    assert stage.ask("board.undo", entry=other.log.last().pk).status == "refused"
    stage.must("board.undo", entry=into.log.last().pk)
    stage.must("board.reject", question=into.pk)
    assert stage.ask("board.undo", entry=other.log.last().pk).status == "refused"
    stage.must("board.undo", entry=into.log.last().pk)
    stage.must("board.undo", entry=other.log.last().pk)
    other.refresh_from_db()
    assert other.merged_into == into


def test_what_was_set_apart_is_not_quoted(stage):
    stage.open_board(moderation="after")
    into, other = stage.put("Een raar woord?", who=1), stage.put("Iets anders?")
    stage.must("board.merge", question=other.pk, into=into.pk)
    assert "Een raar woord?" in Browser(stage, Role.PARTICIPANT).page(), "make sure that it could leak"
    stage.must("board.mute", question=into.pk)
    assert "Een raar woord?" not in Browser(stage, Role.PARTICIPANT).page()
