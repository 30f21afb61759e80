"""How people in a group ask, answer and finish a poll of their own."""

from livesessions.programme.models import Participant
from polls.groups.models import GroupPoll
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.commands.register import Receipt
from tests.browsing import Browser
from tests.scene import Scene

RARE = "Kwikstaartkolibrie"


def ask(scene: Scene, who: int = 0, number: int = 1, text: str = "Waar beginnen we?", **more: object) -> Receipt:
    """One of the people asks their own group."""
    given = {"group": scene.seat_of(who).group_id, "number": number, "text": text, "options": "Klein\nGroot", **more}
    return perform("grouppoll.ask", scene.as_participant(who), given)


def the_poll() -> GroupPoll:
    """The newest."""
    return GroupPoll.objects.latest("pk")


def vote(scene: Scene, who: int, option: int = 1, **more: object) -> Receipt:
    """One of the people answers the newest poll."""
    given = {"poll": the_poll().pk, "option": option, **more}
    return perform("grouppoll.vote", scene.as_participant(who), given)


def finish(scene: Scene, how: str = "show", who: int = 0) -> Receipt:
    """One of the people shows the result, or stops without."""
    return perform(f"grouppoll.{how}", scene.as_participant(who), {"poll": the_poll().pk})


def shown(scene: Scene, who: int = 0) -> str:
    """The part as it stands on the page of one of the people."""
    return Browser(scene, Role.PARTICIPANT, who).parts()["grouppoll"]


def grow(scene: Scene, people: int) -> None:
    """So many people."""
    teams = list(scene.programme.teams.all())
    while len(scene.people) < people:
        i = len(scene.people)
        scene.people.append(Participant.objects.create(programme=scene.programme, name=f"Mens {i}", team=teams[i % 3]))
