"""What undoes what: a newer command takes the place of an older one whose late retry would undo it.

The browser compares what the forms say about this (`data-decides`); that it does is seen in
tests/browser/test_late_commands.py.
"""

import pytest

from rooms.board.models import LogEntry
from rooms.board.moderation.undoing import what_it_decided
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.commands.register import command, registered
from tests.browsing import Browser
from tests.everything import everything
from tests.examples import EXAMPLES, by

OPPOSITES = [
    ("room.lock", "room.unlock"),
    ("room.remove", "room.readmit"),
    ("room.wait", "room.unlock"),
    ("board.open", "board.close"),
    ("board.freeze", "board.thaw"),
    ("board.pin", "board.unpin"),
    ("board.mute", "board.unmute"),
    ("board.prompt", "board.finish"),
    ("poll.reveal", "poll.hide"),
    ("poll.pause", "poll.resume"),
    ("poll.hide_answer", "poll.show_answer"),
    ("poll.discard", "poll.restore"),
    ("floor.remove", "floor.restore"),
    ("breakouts.notice", "breakouts.extend"),
    ("breakouts.stay", "breakouts.return"),
]
"""Each undoes the other, whatever the page showed; but for …"""
NO_HARM = {("board.finish", "board.prompt"), ("breakouts.extend", "breakouts.notice")}
"""… these, of which the older names what it was about."""
SET_ANEW = {
    "room.introduce", "floor.announce", "floor.start", "floor.stage", "floor.edit", "floor.move",
    "poll.edit", "poll.move", "poll.stage", "poll.mend", "poll.voice",
    "board.set", "board.words", "board.merge", "board.cluster",
    "breakouts.plan", "breakouts.choose", "breakouts.task", "breakouts.tell", "breakouts.done", "breakouts.help",
    "poll.count_hands", "breakouts.curtain", "breakouts.peek", "breakouts.show", "breakouts.cluster",
}  # fmt: skip
"""They undo themselves: the newest value counts."""
TAKEN_BACK = ("room.close", "room.reopen")
"""These undo each other too, and are two of …"""
LIFE = {"room.open", "room.close", "room.reopen", "room.finish"}
"""… which together decide about the room."""
DOOR = {"room.lock", "room.unlock", "room.wait"}
PLACE = {"room.admit", "room.readmit", "room.remove"}
"""Three that decide about one thing, each with an opposite among them."""
ANSWER = {"poll.approve_answer", "poll.hide_answer", "poll.show_answer"}
"""The same of an answer that somebody wrote."""
STATES = {"board.approve", "board.reject", "board.live", "board.answer", "board.archive"}
"""Each ends what another began."""
HARMLESS = {
    "names what was seen, and is refused when it is so no more": {
        "room.rotate", "breakouts.deal", "breakouts.place", "breakouts.import", "breakouts.send", "breakouts.mend",
        "poll.extend",
    },
    "counts its choices, so that an older one loses": {
        "poll.vote", "grouppoll.vote", "board.upvote", "breakouts.upvote", "breakouts.write",
    },
    "adds something, once, and nothing takes that away but what names it": {
        "floor.plan", "poll.draft", "poll.again", "poll.keep", "poll.take", "survey.make", "template.use", "board.ask",
        "board.card",
        "grouppoll.ask",
    },
    "leads to where there is no way back from": {
        "poll.open", "poll.close", "survey.open", "survey.close", "survey.dissolve",
        "grouppoll.show", "grouppoll.end", "breakouts.recall",
        "breakouts.answer", "breakouts.merge", "board.withdraw", "room.redact", "template.remove",
    },
    "changes nothing": {"poll.resend"},
    "its form says what it takes back": {"board.undo", "board.dismiss"},
}  # fmt: skip
TAKEN_BACK_BY_A_FORM = {"board.invite"}


def decides(name: str) -> str:
    return registered()[name].decides


def test_every_command_decides_something_or_does_no_harm_late():
    """A new command fails this until somebody has thought about it."""
    deciding = (
        {name for pair in OPPOSITES for name in pair} | SET_ANEW | STATES | LIFE | PLACE | ANSWER | TAKEN_BACK_BY_A_FORM
    )
    harmless = set().union(*HARMLESS.values())
    assert deciding | harmless == set(registered())
    assert {name for name in registered() if decides(name)} == deciding
    assert not deciding & harmless


@pytest.mark.parametrize("pair", OPPOSITES, ids="-".join)
def test_opposites_decide_the_same(pair):
    one, other = pair
    assert decides(one) == decides(other) != ""


def test_nothing_else_decides_the_same():
    """Else a command would take the place of one that it has nothing to do with."""
    together = [
        {name for name in registered() if decides(name) == each} for each in {*map(decides, registered())} - {""}
    ]
    pairs = [set(pair) for pair in OPPOSITES if not any(set(pair) <= three for three in (DOOR, PLACE, ANSWER))]
    expected = pairs + [{name} for name in SET_ANEW | TAKEN_BACK_BY_A_FORM]
    expected += [STATES, LIFE, DOOR, PLACE, ANSWER]
    assert sorted(map(sorted, together)) == sorted(map(sorted, expected))


@pytest.mark.parametrize(
    ("older", "newer"),
    [pair for one in [*OPPOSITES, TAKEN_BACK] for pair in (one, one[::-1]) if pair not in NO_HARM],
    ids="-".join,
)
def test_the_older_of_two_opposites_undoes_the_newer_when_it_comes_late(older, newer, prepared):
    """Why all this: the server cannot know which of them was sent last."""

    def do(name, data):
        assert perform(name, prepared.actor(by(name)), data).status == "ok"

    data = EXAMPLES[older].prepare(prepared)
    do(older, data)
    shown = prepared.room.boards.filter(kind="prompt").values_list("pk", flat=True).first()
    do(newer, {"board": shown} if newer == "board.finish" else EXAMPLES[newer].data(prepared))
    is_so = everything()
    do(older, data)
    assert everything() != is_so


def test_the_form_that_undoes_an_entry_decides_what_that_did(scene):
    """Approved, pinned, muted, grouped, merged: each entry of the log says it in the words of the command."""
    question, other, card = scene.question(), scene.question("pending"), scene.card()
    for name, data in (
        ("board.pin", {"question": question.pk}),
        ("board.merge", {"question": other.pk, "into": question.pk}),
        ("board.cluster", {"question": card.pk, "cluster": "Tijd"}),
        ("board.reject", {"question": card.pk}),
        ("board.mute", {"question": card.pk}),
    ):
        before = {entry.pk for entry in LogEntry.objects.all()}
        scene.must(name, **data)
        [entry] = LogEntry.objects.exclude(pk__in=before)
        assert what_it_decided(entry) == decides(name).format(**data)
        page = Browser(scene, Role.HOST).page()
        assert f'data-decides="{what_it_decided(entry)}"' in page


def test_the_form_that_takes_a_link_back_decides_what_the_invitation_did(scene):
    scene.open_board()
    scene.must("board.invite", called="Fatima")
    assert f'data-decides="{decides("board.invite").format(called="Fatima")}"' in Browser(scene, Role.HOST).page()


def test_what_a_command_decides_is_told_by_fields_of_its_form():
    with pytest.raises(ValueError, match="no field 'group'"):
        command("board.lose", by=Role.HOST, decides="loss of {group}")
