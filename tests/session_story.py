"""A whole session in one go, with something of everything that people write, for the pages that come afterwards."""

from livesessions.programme.models import Programme, Session
from polls.groups.models import GroupPoll
from rooms.board.models import Question
from rooms.live.commands.performing import perform
from tests.scene import Scene


def _did(scene: Scene, name: str, who: int = 0, **data: object) -> None:
    receipt = perform(name, scene.as_participant(who), data)
    assert receipt.status == "ok", receipt


def hold(scene: Scene) -> None:
    """People vote, ask, write cards, work in groups and bring something back; the room stays open."""
    Programme.objects.filter(pk=scene.programme.pk).update(
        subtitle="Samen", introduction="Eerst.\n\nDan.", quote="Kijk", quote_source="Iemand"
    )
    Session.objects.filter(pk=scene.session.pk).update(summary="Kort", description="Lang", by="De Straat")
    scene.must("room.open")
    scene.plan()
    poll = scene.asked()
    for who in range(len(scene.people)):
        assert scene.vote(poll, option=who % 2, who=who).status == "ok"
    scene.must("poll.reveal", poll=poll.pk)
    scene.must("poll.close", poll=poll.pk)
    _ask(scene)
    _into_groups(scene)
    scene.must("floor.announce", text="Nog even.")
    drafts = scene.draft("Wat nog?"), scene.draft("En verder?")
    scene.must("survey.make", title="Terugblik", poll=[str(poll.pk) for poll in drafts])
    scene.must("poll.keep", poll=drafts[0].pk)


def _ask(scene: Scene) -> None:
    scene.open_board(names="named")
    scene.must("board.set", categories="Zorg\nWerk")
    for who, state in enumerate(("pending", "visible", "rejected", "answered", "live")):
        scene.question(state, text=f"Een vraag die {state} is?", who=who % 3)
    into = scene.question("visible", text="Hoe lang duurt het?", who=1)
    alike = scene.question("pending", text="Duurt het lang?", who=2)
    scene.must("board.merge", question=alike.pk, into=into.pk)
    muted = scene.question("pending", text="Ben ik te horen?", who=2)
    scene.must("board.mute", question=muted.pk)
    scene.must(
        "board.reject", question=scene.question("pending", text="Waarom niet?", who=2).pk, reason="Dat weten we."
    )
    scene.must("board.words", words="lang")
    scene.must("board.cluster", question=scene.card("Tijd", who=1).pk, cluster="Rust")
    scene.card("Geld", who=2)
    Question.objects.filter(category="").update(category="Zorg")
    scene.must("board.invite", called="Fatima")


def _into_groups(scene: Scene) -> None:
    round_ = scene.dealt(groups=1)
    group = round_.groups.get()
    named = perform("breakouts.task", scene.as_host, {"group": group.pk, "name": "De Blauwe Deur", "task": "Kijk."})
    assert named.status == "ok", named
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    for field in ("home", "noticed", "note"):
        _did(scene, "breakouts.write", group=group.pk, field=field, base="0", text=f"Wij {field}", sequence="1")
    _did(scene, "grouppoll.ask", group=group.pk, number="1", text="Waar beginnen we?", options="Klein\nGroot")
    asked = GroupPoll.objects.get(group=group)
    for who in range(len(scene.people)):
        _did(scene, "grouppoll.vote", who, poll=asked.pk, option=1 + who % 2)
    _did(scene, "grouppoll.show", poll=asked.pk)
    scene.must("breakouts.tell", round=round_.pk, text="Nog vijf minuten.")
    scene.must("breakouts.recall", round=round_.pk)
    entry = group.entries.get(field="home")
    scene.must("breakouts.cluster", entry=entry.pk, label="Samen")
    scene.must("breakouts.show", round=round_.pk, how="wall")


def at_work(scene: Scene) -> None:
    """A poll is open with its result shown, and two groups of three or more are out: they ask, write and read along."""
    scene.must("room.open")
    poll = scene.asked()
    assert scene.vote(poll).status == "ok"
    scene.must("poll.reveal", poll=poll.pk)
    round_ = scene.out()
    group = scene.seat_of().group_id
    neighbour = round_.groups.exclude(pk=group).get()
    dweller = [person.pk for person in scene.people].index(neighbour.seats.first().participant_id)
    mates = [who for who in range(len(scene.people)) if scene.seat_of(who).group_id == group]
    _did(scene, "grouppoll.ask", group=group, number="1", text="Waar beginnen we?", options="Klein\nGroot")
    _did(scene, "grouppoll.vote", poll=GroupPoll.objects.get(group=group).pk, option=1)
    for who, text in zip(mates, ("Samen eten", "Samen lopen"), strict=False):
        _did(scene, "breakouts.write", who, group=group, field="home", base="0", text=text, sequence="1")
    _did(scene, "breakouts.write", dweller, group=neighbour.pk, field="home", base="0", text="Wij ook", sequence="1")
    _did(scene, "breakouts.curtain", dweller, group=neighbour.pk, on="1")
    _did(scene, "breakouts.peek", group=neighbour.pk)
    _did(scene, "breakouts.help", group=group, on="1")
    scene.must("breakouts.tell", round=round_.pk, text="Nog vijf minuten.")
    scene.must("floor.announce", text="Nog even.")


def many_answers(scene: Scene, revealed: bool = False) -> None:
    """A poll with as many answers as there can be, and an announcement."""
    scene.must("room.open")
    poll = scene.asked("Wat is nodig?", "\n".join(f"Antwoord {number}" for number in range(10)))
    for who in range(len(scene.people)):
        assert scene.vote(poll, option=who, who=who).status == "ok"
    if revealed:
        scene.must("poll.reveal", poll=poll.pk)
    scene.must("floor.announce", text="Nog even.")


def many_groups(scene: Scene) -> None:
    """Twelve groups are out, and there is an announcement."""
    scene.must("room.open")
    scene.out(groups=12)
    scene.must("floor.announce", text="Nog even.")
