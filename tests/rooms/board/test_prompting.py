"""Prompts: cards, clusters, votes."""

import pytest

from rooms.live.base.people import Role
from tests.browsing import Browser, inside

EVERYWHERE = (Role.HOST, Role.PARTICIPANT, Role.SCREEN)


def test_cards_are_seen_by_everybody_and_grouped_by_hand(scene):
    one, two = scene.card("Meer tijd"), scene.card("Een collega erbij", who=1)
    scene.must("board.cluster", question=[one.pk, two.pk], cluster="  Ruimte   in het werk ")
    for role in EVERYWHERE:
        part = Browser(scene, role, who=2).parts()["cards"]
        assert "Ruimte in het werk" in part and "Meer tijd" in part and "Een collega erbij" in part
    scene.must("board.undo", entry=one.log.last().pk)
    one.refresh_from_db()
    assert one.cluster == ""


def test_a_card_like_another_is_suggested_for_its_group(scene):
    one, two = scene.card("Meer tijd voor het gezin"), scene.card("Veel meer tijd voor gezinnen", who=1)
    scene.must("board.cluster", question=one.pk, cluster="Tijd")
    assert (
        f'id="cluster-{two.pk}" name="cluster" dir="auto" maxlength="60" value="Tijd"'
        in Browser(scene, Role.HOST).page()
    )


def test_cards_wait_for_the_host_unless_the_host_chose_otherwise(scene):
    scene.must("board.prompt", title="Wat neem je mee?")
    card = scene.room.boards.get(title="Wat neem je mee?")
    scene.must("board.finish", board=card.pk)
    scene.must("board.prompt", title="En nu?")
    board = scene.room.boards.get(title="En nu?")
    assert board.moderation == "first"
    page = Browser(scene, Role.PARTICIPANT).page()
    assert "En nu?" in page and "Wat neem je mee?" not in page


def test_one_question_to_the_room_at_a_time(scene):
    scene.prompt()
    assert scene.ask("board.prompt", title="Nog een?").status == "refused"


def test_cards_and_questions_do_not_mix(scene):
    question, card = scene.question(text="Een vraag?"), scene.card("Een kaart")
    parts = Browser(scene, Role.PARTICIPANT, who=2).parts()
    assert "Een vraag?" in parts["board"] and "Een kaart" not in parts["board"]
    assert "Een kaart" in parts["cards"] and "Een vraag?" not in parts["cards"]
    assert scene.upvote(card, who=1).status == "ok"
    assert ">1<" in Browser(scene, Role.SCREEN).parts()["cards"]
    assert scene.ask("board.live", question=card.pk).status == "refused"
    assert scene.ask("board.merge", question=card.pk, into=question.pk).status == "refused"


def test_a_card_for_a_question_that_was_put_away_is_refused(scene):
    board = scene.prompt()
    scene.must("board.finish", board=board.pk)
    from rooms.live.commands.performing import perform

    data = {"text": "Te laat", "board": board.pk}
    assert perform("board.card", scene.as_participant(), data).status == "refused"


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.SCREEN])
async def test_a_card_that_waits_reaches_nobody(role, scene, quick):
    await inside(lambda: scene.must("board.prompt", title="Wat neem je mee?"))
    other = await Browser(scene, role, who=2).open()
    version = other.version

    def put():
        from rooms.live.commands.performing import perform

        board = scene.room.boards.get()
        perform("board.card", scene.as_participant(), {"text": "Kwikstaart", "board": board.pk})

    await inside(put)
    assert "Kwikstaart" in (await inside(Browser(scene, Role.HOST).page))
    await other.until_it_shows(await inside(other.parts))
    assert other.version == version
    assert "Kwikstaart" not in other.document
    await other.leave()
