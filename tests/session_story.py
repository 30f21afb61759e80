"""A whole session in one go, with something of everything that people write, for the pages that come afterwards."""

from livesessions.programme.models import Programme, Session
from polls.groups.models import GroupPoll
from rooms.board.models import Question
from rooms.live.commands.register import perform
from tests.stage import Stage


def _did(stage: Stage, name: str, who: int = 0, **data: object) -> None:
    receipt = perform(name, stage.as_participant(who), data)
    assert receipt.status == "ok", receipt


def hold(stage: Stage) -> None:
    """People vote, ask, write cards, work in groups and bring something back; the room stays open."""
    Programme.objects.filter(pk=stage.programme.pk).update(
        subtitle="Samen", introduction="Eerst.\n\nDan.", quote="Kijk", quote_source="Iemand"
    )
    Session.objects.filter(pk=stage.session.pk).update(summary="Kort", description="Lang", by="De Straat")
    stage.must("room.open")
    stage.plan()
    poll = stage.asked()
    for who in range(len(stage.people)):
        assert stage.vote(poll, option=who % 2, who=who).status == "ok"
    stage.must("poll.reveal", poll=poll.pk)
    stage.must("poll.close", poll=poll.pk)
    _ask(stage)
    _into_groups(stage)
    stage.must("floor.announce", text="Nog even.")
    stage.draft("Wat nog?")


def _ask(stage: Stage) -> None:
    stage.open_board(names="named")
    stage.must("board.set", categories="Zorg\nWerk")
    for who, state in enumerate(("pending", "visible", "rejected", "answered", "live")):
        stage.question(state, text=f"Een vraag die {state} is?", who=who % 3)
    into = stage.question("visible", text="Hoe lang duurt het?", who=1)
    alike = stage.question("pending", text="Duurt het lang?", who=2)
    stage.must("board.merge", question=alike.pk, into=into.pk)
    muted = stage.question("pending", text="Ben ik te horen?", who=2)
    stage.must("board.mute", question=muted.pk)
    stage.must(
        "board.reject", question=stage.question("pending", text="Waarom niet?", who=2).pk, reason="Dat weten we."
    )
    stage.must("board.words", words="lang")
    stage.must("board.cluster", question=stage.card("Tijd", who=1).pk, cluster="Rust")
    stage.card("Geld", who=2)
    Question.objects.filter(category="").update(category="Zorg")
    stage.must("board.invite", called="Fatima")


def _into_groups(stage: Stage) -> None:
    round_ = stage.dealt(groups=1)
    group = round_.groups.get()
    named = perform("breakouts.task", stage.as_host, {"group": group.pk, "name": "De Blauwe Deur", "task": "Kijk."})
    assert named.status == "ok", named
    stage.must("breakouts.send", **stage.shown_plan(), round=round_.pk)
    for field in ("home", "noticed", "note"):
        _did(stage, "breakouts.write", group=group.pk, field=field, base="0", text=f"Wij {field}", sequence="1")
    _did(stage, "grouppoll.ask", group=group.pk, number="1", text="Waar beginnen we?", options="Klein\nGroot")
    asked = GroupPoll.objects.get(group=group)
    for who in range(len(stage.people)):
        _did(stage, "grouppoll.vote", who, poll=asked.pk, option=1 + who % 2)
    _did(stage, "grouppoll.show", poll=asked.pk)
    stage.must("breakouts.tell", round=round_.pk, text="Nog vijf minuten.")
    stage.must("breakouts.recall", round=round_.pk)
    entry = group.entries.get(field="home")
    stage.must("breakouts.cluster", entry=entry.pk, label="Samen")
    stage.must("breakouts.show", round=round_.pk, how="wall")


def at_work(stage: Stage) -> None:
    """A poll is open with its result shown, and two groups of three or more are out: they ask, write and read along."""
    stage.must("room.open")
    poll = stage.asked()
    assert stage.vote(poll).status == "ok"
    stage.must("poll.reveal", poll=poll.pk)
    round_ = stage.out()
    group = stage.seat_of().group_id
    neighbour = round_.groups.exclude(pk=group).get()
    dweller = [person.pk for person in stage.people].index(neighbour.seats.first().participant_id)
    mates = [who for who in range(len(stage.people)) if stage.seat_of(who).group_id == group]
    _did(stage, "grouppoll.ask", group=group, number="1", text="Waar beginnen we?", options="Klein\nGroot")
    _did(stage, "grouppoll.vote", poll=GroupPoll.objects.get(group=group).pk, option=1)
    for who, text in zip(mates, ("Samen eten", "Samen lopen"), strict=False):
        _did(stage, "breakouts.write", who, group=group, field="home", base="0", text=text, sequence="1")
    _did(stage, "breakouts.write", dweller, group=neighbour.pk, field="home", base="0", text="Wij ook", sequence="1")
    _did(stage, "breakouts.curtain", dweller, group=neighbour.pk, on="1")
    _did(stage, "breakouts.peek", group=neighbour.pk)
    _did(stage, "breakouts.help", group=group, on="1")
    stage.must("breakouts.tell", round=round_.pk, text="Nog vijf minuten.")
    stage.must("floor.announce", text="Nog even.")


def many_answers(stage: Stage, revealed: bool = False) -> None:
    """A poll with as many answers as there can be, and an announcement."""
    stage.must("room.open")
    poll = stage.asked("Wat is nodig?", "\n".join(f"Antwoord {number}" for number in range(10)))
    for who in range(len(stage.people)):
        assert stage.vote(poll, option=who, who=who).status == "ok"
    if revealed:
        stage.must("poll.reveal", poll=poll.pk)
    stage.must("floor.announce", text="Nog even.")


def many_groups(stage: Stage) -> None:
    """Twelve groups are out, and there is an announcement."""
    stage.must("room.open")
    stage.out(groups=12)
    stage.must("floor.announce", text="Nog even.")
