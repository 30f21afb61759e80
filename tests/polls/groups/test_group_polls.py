"""A group's own poll: who may ask, answer and finish; what the group sees of it and what nobody does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polls.groups.models import GroupBallot, GroupPoll
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform, perform_all
from rooms.live.commands.register import CommandRequest
from tests.at_once import all_at_once
from tests.browsing import Browser, inside
from tests.polls.groups.asking import RARE, ask, finish, grow, shown, the_poll, vote
from tests.rooms.breakouts.test_together import no_trouble  # noqa: F401  (a fixture)

VOTE, LOOK = 8, 11
"""Queries, whatever the number of answers."""


def test_one_question_at_a_time_and_the_second_hears_who_was_first(asked):
    receipt = ask(asked, who=1, text="Iets anders?")
    assert receipt.status == "refused" and "Mens 0 was eerst" in receipt.sentence
    receipt = ask(asked, who=1, number=2, text="Iets anders?")
    assert receipt.status == "refused" and "Mens 0 was eerst" in receipt.sentence
    assert finish(asked, "end").status == "ok"
    assert ask(asked, who=1, number=1, text="Iets anders?").status == "refused", "the page showed another number"
    assert ask(asked, who=1, number=2, text="Iets anders?").status == "ok"
    assert ask(asked).status == "ok" and GroupPoll.objects.count() == 2, "a late retry of the first asks nothing"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"options": "Klein"}, "minstens twee"),
        ({"options": "\n".join("abcdefg")}, "zes"),
        ({"options": "Klein\nklein"}, "hetzelfde"),
        ({"options": f"Klein\n{'g' * 101}"}, "100"),
        ({"text": " "}, "vraag"),
        ({"number": 7}, "nog eens"),
    ],
)
def test_a_question_that_cannot_be_asked(wrong, words, together):
    receipt = ask(together, **wrong)
    assert receipt.status == "refused" and words in receipt.sentence and not GroupPoll.objects.exists()


def test_only_the_own_group_asks_answers_and_finishes(apart):
    second = apart.seat_of(3).group_id
    assert ask(apart, who=0, group=second).code == 403
    assert ask(apart, who=0).status == "ok"
    for who in (3, 4):
        assert vote(apart, who).code == 403
        assert finish(apart, "end", who).code == 403
    assert not GroupBallot.objects.exists() and the_poll().ended_at is None
    assert ask(apart, who=3).status == "ok", "another group asks its own"


def test_who_stays_elsewhere_is_not_asked(asked):
    round_ = asked.current_plan.rounds.get()
    assert "Waar beginnen we?" in shown(asked, 1)
    perform("breakouts.stay", asked.as_participant(1), {"round": round_.pk, "where": "quiet"})
    assert "Waar beginnen we?" not in shown(asked, 1) and vote(asked, 1).code == 403
    assert perform("breakouts.return", asked.as_participant(1), {"round": round_.pk}).status == "ok"
    assert vote(asked, 1).status == "ok"


def test_with_two_people_each_would_know_what_the_other_chose(scene):
    scene.people = scene.people[:2]
    scene.out(groups=1)
    assert 'data-kind="few"' in shown(scene)
    receipt = ask(scene)
    assert receipt.status == "refused" and "praat" in receipt.sentence.casefold()


def test_the_group_sees_how_many_answered_and_nothing_else_until_the_result_is_shown(asked):
    assert vote(asked, 0, option=1).status == vote(asked, 1, option=2).status == "ok"
    before = shown(asked, 2)
    assert "2 van de 3" in before and 'class="bar"' not in before and "Je koos" not in before
    assert "Je koos: <b><bdi>Groot</bdi></b>" in shown(asked, 1)
    receipt = finish(asked)
    assert receipt.status == "refused" and "drie" in receipt.sentence
    assert vote(asked, 2, option=2).status == "ok"
    assert finish(asked).status == finish(asked).status == "ok"
    for who in range(3):
        page = shown(asked, who)
        assert '<b class="many">2</b>' in page and '<b class="many">1</b>' in page and "Je koos" not in page
    late = vote(asked, 2)
    assert late.code == 409 and "te laat" in late.sentence
    assert the_poll().counts == [1, 2]


@pytest.mark.both_databases
@pytest.mark.usefixtures("no_trouble")
def test_an_answer_that_races_with_the_result_is_counted_or_refused(scene):
    grow(scene, 6)
    scene.out(groups=1)
    ask(scene)
    for who in range(3):
        vote(scene, who)
    receipts = []
    all_at_once(
        lambda: receipts.append(finish(scene)),
        *(lambda who=who: receipts.append(vote(scene, who, option=2)) for who in range(3, 6)),
        lambda: receipts.append(ask(scene, who=1, text="Iets anders?")),
    )
    assert finish(scene).status == "ok"
    in_time = sum(receipt.sentence.startswith("Je antwoord telt mee") for receipt in receipts)
    assert in_time + sum("te laat" in receipt.sentence for receipt in receipts) == 3
    assert GroupPoll.objects.get().counts == [3, in_time] and not GroupBallot.objects.exists()


@pytest.mark.both_databases
def test_a_choice_can_be_changed_and_a_late_retry_of_an_older_one_loses(asked):
    for option, sequence in ((1, 1), (2, 2), (1, 1)):
        assert vote(asked, 0, option=option, sequence=sequence).status == "ok"
    assert GroupBallot.objects.get().option == 2
    assert "andere pagina" in vote(asked, 0, option=1, sequence=2).sentence
    assert vote(asked, 0, option=1).status == "ok" and GroupBallot.objects.get().option == 1, "without our script"
    assert vote(asked, 0, option=3).code == 422


@pytest.mark.both_databases
def test_answers_that_come_together_are_taken_together(apart):
    assert ask(apart, who=0).status == "ok"
    first = the_poll().pk
    assert ask(apart, who=3).status == "ok"
    polls = [first] * 3 + [the_poll().pk] * 3
    asks = [
        CommandRequest(
            "grouppoll.vote", apart.as_participant(who), {"poll": poll, "option": 1 + who % 2, "sequence": 1}
        )
        for who, poll in enumerate(polls)
    ]
    outside = CommandRequest("grouppoll.vote", apart.as_participant(5), {"poll": first, "option": 1, "sequence": 1})
    assert [receipt.status for receipt in perform_all([*asks, outside])] == ["ok"] * 6 + ["refused"]
    assert sorted(GroupBallot.objects.values_list("poll", "option")) == sorted(
        (poll, 1 + who % 2) for who, poll in enumerate(polls)
    )


def test_who_asked_finishes_and_the_others_when_the_asker_left_or_all_answered(asked):
    for who in range(2):
        vote(asked, who)
    assert finish(asked, who=1).code == finish(asked, "end", who=1).code == 403
    assert "grouppoll.show" not in shown(asked, 1)
    vote(asked, 2)
    assert "grouppoll.show" in shown(asked, 1), "everybody answered"
    round_ = asked.current_plan.rounds.get()
    perform("breakouts.stay", asked.as_participant(0), {"round": round_.pk, "where": "plenary"})
    assert finish(asked, who=0).code == 403, "who is elsewhere shows nothing"
    assert finish(asked, who=1).status == "ok"


def test_when_the_asker_left_anybody_of_the_group_stops_the_question(asked):
    round_ = asked.current_plan.rounds.get()
    assert finish(asked, "end", who=1).code == 403
    perform("breakouts.stay", asked.as_participant(0), {"round": round_.pk, "where": "plenary"})
    assert "grouppoll.end" in shown(asked, 1)
    for _ in range(2):
        assert finish(asked, "end", who=1).status == "ok"
    assert finish(asked, who=1).code == 409, "there is no result"


async def test_nobody_outside_the_group_hears_of_it(apart, quick):
    """Not the question, not the count, not a step of a counter of hosts and projector; with open curtain the result."""
    host, screen = await Browser(apart, Role.HOST).open(), await Browser(apart, Role.SCREEN).open()
    inner, outer = [await Browser(apart, Role.PARTICIPANT, who).open() for who in (1, 3)]
    for browser in (host, screen, inner, outer):
        await browser.until_it_shows(await inside(browser.parts))
        browser.pushed.clear()
    before = host.version, screen.version
    group = (await inside(apart.seat_of)).group_id
    assert (await inside(lambda: ask(apart, text=f"{RARE}?", options=f"{RARE} ja\n{RARE} nee"))).status == "ok"
    await inner.until(lambda: RARE in inner.shows("grouppoll"))
    for who in range(3):
        assert (await inside(vote, apart, who)).status == "ok"
    await inner.until(lambda: "3 van de 3" in inner.shows("grouppoll"))
    curtain = {"group": group, "on": "1"}

    async def told(browser: Browser) -> str:
        await browser.until_it_shows(await inside(browser.parts))
        page = await inside(browser.page)
        return "".join([browser.document, page, *(element for _id, element in browser.pushed)])

    for browser in (host, screen, outer):
        assert RARE not in await told(browser)
    assert (host.version, screen.version) == before
    assert (await inside(finish, apart)).status == "ok"
    await inner.until(lambda: '<b class="many">3</b>' in inner.shows("grouppoll"))
    for browser in (host, screen, outer):
        assert RARE not in await told(browser), "the curtain is closed"
    await inside(perform, "breakouts.curtain", apart.as_participant(), curtain)
    assert await outer.receipt("breakouts.peek", group=group) == "ok"
    await outer.until(lambda: f"{RARE} ja: 3" in outer.shows("window"))
    await host.until(lambda: f"{RARE} ja: 3" in host.shows(f"group-{group}"))
    assert RARE not in await told(screen)
    assert (await inside(lambda: ask(apart, number=2, text="Tweede?", options=f"{RARE} wel\nNiet"))).status == "ok"
    await inner.until(lambda: "Tweede?" in inner.shows("grouppoll"))
    for browser in (host, outer):
        assert "Tweede?" not in await told(browser), "what is open stays inside, whatever the curtain"
    for browser in (host, screen, inner, outer):
        await browser.leave()


async def test_a_lost_call_is_healed_by_the_heartbeat(asked, quick, monkeypatch):
    """Another process took the answer, and its call never came."""
    reader = await Browser(asked, Role.PARTICIPANT, 1).open()
    monkeypatch.setattr("rooms.live.commands.performing.announce", lambda changes: None)
    await inside(vote, asked, 0)
    await reader.until(lambda: "1 van de 3" in reader.shows("grouppoll"))
    await reader.leave()


@pytest.mark.parametrize("answered", [1, 3])
def test_how_many_queries_it_takes(answered, asked):
    for who in range(answered - 1):
        vote(asked, who)

    def queries(do) -> int:
        with CaptureQueriesContext(connection) as captured:
            do()
        return len([q for q in captured if not q["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))])

    ballot = {"poll": the_poll().pk, "option": 1, "sequence": 1}
    assert queries(lambda: perform("grouppoll.vote", asked.as_participant(2), ballot)) == VOTE
    browser = Browser(asked, Role.PARTICIPANT)
    browser.parts()
    assert queries(browser.parts) == LOOK
