"""The scene of a test: a programme, a room, a host and people. What happens in it happens by commands."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from livesessions.archive.models import Record
from livesessions.programme.models import Hosting, Kind, Participant, Programme, Session, Team
from polls.asking.models import Poll
from rooms.board.models import Board, Question
from rooms.live.base.people import Actor, PersonalSecret, Role
from rooms.live.commands.performing import perform
from rooms.live.commands.register import Receipt
from rooms.live.entry.moderator_links import remember_moderator
from rooms.live.entry.remembering import remember
from rooms.live.models import TAKE_BACK, ModeratorLink, Room
from tests.scene_in_groups import InGroups

DAY = date(2031, 5, 20)
NOON = datetime(2031, 5, 20, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@dataclass
class Scene(InGroups):
    """Who and what a test needs; `must` and `vote` change it the way people do."""

    programme: Programme
    session: Session
    room: Room
    host: object
    organiser: object
    people: list[Participant]
    secrets: dict[object, PersonalSecret] = field(default_factory=lambda: defaultdict(PersonalSecret.new))
    """The personal secrets that the browsers of people keep, by participant."""

    @classmethod
    def build(cls, slug: str = "dag", teams: int = 3, people: int = 3) -> "Scene":
        """A published programme with `teams`, a session with a host, a room that never opened, and `people`."""
        users = get_user_model().objects
        programme = Programme.objects.create(
            slug=slug, title=f"Dag {slug}", organisation="De Straat", starts_on=DAY, ends_on=DAY
        )
        for number in range(1, teams + 1):
            Team.objects.create(programme=programme, name=f"Team {slug} {number}", number=number, people=4)
        session = Session.objects.create(
            programme=programme,
            title=f"Gluren {slug}",
            kind=Kind.NEIGHBOURS,
            starts_at=NOON,
            ends_at=NOON + timedelta(hours=1),
        )
        host = users.create_user(f"host-{slug}", f"host-{slug}@wijkteams.example")
        organiser = users.create_user(f"organiser-{slug}", f"organiser-{slug}@wijkteams.example")
        programme.organisers.add(organiser)
        Hosting.objects.create(session=session, user=host)
        own = list(programme.teams.all())
        came = [
            Participant.objects.create(programme=programme, name=f"Mens {i}", team=own[i % len(own)] if own else None)
            for i in range(people)
        ]
        return cls(programme, session, Room.objects.create(session=session), host, organiser, came)

    # --- Who ---------------------------------------------------------------------------------------------------------

    @property
    def as_host(self) -> Actor:
        """The host of this room."""
        return Actor(self.room.pk, Role.HOST, user=self.host.pk)

    def as_participant(self, who: int = 0) -> Actor:
        """One of the people."""
        return self.as_person(self.people[who])

    def as_person(self, person: Participant) -> Actor:
        """Somebody in this room, with what their browser keeps."""
        return Actor(self.room.pk, Role.PARTICIPANT, participant=person.pk, personal_secret=self.secrets[person.pk])

    def secret_of(self, who: int = 0) -> PersonalSecret:
        """The personal secret of one of the people."""
        return self.secrets[self.people[who].pk]

    def actor(self, role: Role) -> Actor:
        """Somebody who rightly has `role` here."""
        if role == Role.MODERATOR:
            return Actor(self.room.pk, Role.MODERATOR, moderator=self.moderator().pk)
        return self.as_host if role == Role.HOST else self.as_participant()

    def client(self, role: Role, who: int = 0) -> Client:
        """The browser of somebody with `role`: the projector hangs on the host's, a stranger has no cookie."""
        client = Client()
        if role in (Role.HOST, Role.SCREEN):
            client.force_login(self.host)
        if role == Role.MODERATOR:
            response = HttpResponse()
            remember_moderator(response, HttpRequest(), self.moderator())
            client.cookies.update(response.cookies)
        if role == Role.PARTICIPANT:
            response = HttpResponse()
            remember(response, HttpRequest(), self.people[who], self.room, self.secret_of(who))
            client.cookies.update(response.cookies)
        return client

    def moderator(self) -> ModeratorLink:
        """Somebody who moderates by a link."""
        if not ModeratorLink.objects.filter(room=self.room, ended_at=None).exists():
            self.must("board.invite", called="Fatima")
        return ModeratorLink.objects.filter(room=self.room, ended_at=None).first()

    # --- What happens ------------------------------------------------------------------------------------------------

    def ask(self, name: str, **data: object) -> Receipt:
        """The host asks for a command."""
        return perform(name, self.as_host, data)

    def must(self, name: str, **data: object) -> None:
        """The host asks for a command, and it is carried out."""
        receipt = self.ask(name, **data)
        assert receipt.status == "ok", receipt
        self.room.refresh_from_db()

    def end(self) -> None:
        """The host ends the session, and finishes it: the end can no longer be taken back."""
        self.must("room.close")
        self.must("room.finish")

    def time_passes(self) -> None:
        """More than the time in which the end can be taken back."""
        Room.objects.filter(pk=self.room.pk).update(closed_at=timezone.now() - 2 * TAKE_BACK)
        self.room.refresh_from_db()

    def vote(self, poll: Poll, option: int = 0, who: int = 0, **more: object) -> Receipt:
        """One of the people chooses the option with this index."""
        chosen = poll.options.all()[option].pk
        return perform("poll.vote", self.as_participant(who), {"poll": poll.pk, "option": chosen, **more})

    def draft(self, text: str = "Wat is nodig?", options: str = "Meer tijd\nMeer mensen\nMinder regels") -> Poll:
        """A prepared poll."""
        self.must("poll.draft", text=text, options=options)
        return self.room.polls.get(text=text)

    def asked(self, *args: str, **kwargs: str) -> Poll:
        """An open poll."""
        poll = self.draft(*args, **kwargs)
        self.must("poll.open", poll=poll.pk)
        return Poll.objects.get(pk=poll.pk)

    # --- The question board ------------------------------------------------------------------------------------------

    def open_board(self, **how: str) -> Board:
        """The board of questions, open; set as `how` says."""
        self.must("board.open", **how)
        return self.room.boards.get(kind="questions")

    def frozen_board(self) -> Board:
        """The same, standing still."""
        self.open_board()
        self.must("board.freeze")
        return self.room.boards.get(kind="questions")

    def put(self, text: str = "Hoe gaat het verder?", who: int = 0, **more: object) -> Question:
        """One of the people asks a question, which is then there."""
        board = self.open_board()
        receipt = perform("board.ask", self.as_participant(who), {"text": text, "names": board.names, **more})
        assert receipt.status == "ok", receipt
        return board.questions.get(text=" ".join(text.split()))

    def question(self, state: str = "visible", text: str = "", who: int = 0) -> Question:
        """A question in this state; a new one, when `text` is given or there is none."""
        found = Question.objects.filter(board__room=self.room, state=state, merged_into=None).first()
        if found is not None and not text:
            return found
        question = self.put(text or f"Een vraag die {state} is?", who)
        ways = {"live": "live", "answered": "answer", "archived": "archive"}
        if state != "pending":
            self.must("board.reject" if state == "rejected" else "board.approve", question=question.pk)
        if state in ways:
            self.must(f"board.{ways[state]}", question=question.pk)
        question.refresh_from_db()
        return question

    def prompt(self) -> Board:
        """A prompt whose cards are shown at once."""
        self.must("board.prompt", title="Wat heb je nodig?", moderation="open")
        return self.room.boards.get(kind="prompt", closed_at=None)

    def card(self, text: str = "Meer tijd", who: int = 0) -> Question:
        """A card for it."""
        board = self.prompt()
        data = {"text": text, "board": board.pk}
        assert perform("board.card", self.as_participant(who), data).status == "ok"
        return board.questions.get(text=text)

    def upvote(self, question: Question, who: int = 0, on: bool = True, **more: object) -> Receipt:
        """One of the people wants to know this too, or no longer."""
        data = {"question": question.pk, "on": "1" if on else "0", **more}
        return perform("board.upvote", self.as_participant(who), data)

    def plan(self, titles: tuple[str, ...] = ("Welkom", "Gluren", "Afsluiten")) -> list[int]:
        """Items of the agenda; their keys."""
        for title in titles:
            self.must("floor.plan", title=title, minutes=10)
        return list(self.room.agenda.values_list("pk", flat=True))

    def record(self, poll: Poll) -> Record:
        """What was kept of a poll."""
        return Record.objects.get(kind="poll", key=str(poll.pk))
