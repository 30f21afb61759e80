"""An archive of everything that spreadsheets and layouts stumble over, kept through the commands."""

from rooms.board.models import Question
from rooms.live.commands.performing import perform
from tests.scene import Scene

FAMILY = "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽"
ARABIC = "مرحبا بالجميع في الحي ١٢"
JOINED = "woord\u2060deel"
OPTIONS = ["1-5", "007", "=1+1", "-5", "+31 6", FAMILY, ARABIC, JOINED, "3,5", "WAAR", "@SUM(A1)", "'s avonds"]
LONG = "Een heel lang antwoord 🏠 met alles erin. " * 250
LONG = LONG[:10_000].rstrip()


def kept_oddly(scene: Scene) -> Scene:
    """A session that is over, with a poll of odd answers, a question with a long one, a card and a harvest."""
    poll = scene.asked('=HYPERLINK("http://evil.example";"klik")', "\n".join(OPTIONS))
    for who in range(3):
        scene.vote(poll, who % 2, who)
    scene.must("poll.close", poll=poll.pk)
    few = scene.draft("Wie is hier nieuw?", "Ja\nNee")
    type(few).objects.filter(pk=few.pk).update(minimum=2)
    scene.must("poll.open", poll=few.pk)
    scene.vote(few)
    scene.must("poll.close", poll=few.pk)
    question = scene.question("answered", ARABIC)
    like = scene.question("visible", "-5", who=1)
    scene.must("board.merge", question=like.pk, into=question.pk)
    Question.objects.filter(pk=question.pk).update(text=LONG)
    scene.must("board.cluster", question=scene.card("+31 6").pk, cluster="1/2")
    round_ = scene.out(way="random", groups=1)
    given = {"group": scene.seat_of().group_id, "field": "home", "base": 0, "text": f"{FAMILY} {JOINED}"}
    assert perform("breakouts.write", scene.as_participant(), given).status == "ok"
    scene.must("breakouts.recall", round=round_.pk)
    scene.end()
    return scene
