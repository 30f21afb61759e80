"""Plays one planned room on a real database with the product's own commands and templates, and collects evidence."""

import json
from collections import Counter
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils import timezone

from bench.phases.asking import draft_of
from livesessions.programme.models import Participant, Session
from polls.asking.ballots import key_of
from polls.asking.models import Ballot, Poll
from polls.asking.questions import rules_of
from polls.asking.results import result_for
from rooms.board.models import Board, Question, Upvote
from rooms.live.base.form_token import form_token
from rooms.live.base.people import Actor, Audience, PersonalSecret, Role
from rooms.live.commands.performing import perform
from rooms.live.commands.receipts import receipt_frame
from rooms.live.models import Room
from rooms.live.rendering.renderer import forget_room, render_changed, render_personal

from .answers import Given, answers_to
from .rooms import Evidence, Plan, Truth
from .stores import dump, empty, files

FRAME_STEP = 1024
"""Bytes to which a page fills up what it sends: static/js/outbox.js."""
ID = "0b7f6b52-6f2f-4d55-9f5a-0d0f3c1f0a11"


def frame_of(room: Room, audience: Audience, newer_than: int) -> str:
    """What everybody of an audience is sent."""
    return "".join(part.html for part in render_changed(room, audience, "nl", newer_than).rendered_parts)


class Player:
    """One room, its host and its people."""

    def __init__(self, programme: int, host: int, ears: Any, look_at_disk: bool) -> None:
        now = timezone.now()
        session = Session.objects.create(
            programme_id=programme, title="Kamer", kind="neighbours", starts_at=now, ends_at=now + timedelta(hours=1)
        )
        session.hostings.create(user_id=host)
        self.programme, self.ears, self.look_at_disk = programme, ears, look_at_disk
        self.room = Room.objects.create(session=session)
        self.host = Actor(self.room.pk, Role.HOST, user=host)
        self.people: list[Actor] = []
        self.answers: list[Given] = []
        self.numbers: list[Any] = []
        self.found, self.truth = Evidence(room=self.room.pk), Truth()
        self.versions = dict.fromkeys((Audience.HOSTS, Audience.PARTICIPANTS), 0)
        self.ears.begin(self.found)

    def must(self, name: str, actor: Actor | None = None, **data: Any) -> str:
        """Have a command carried out; answers its receipt as it is sent."""
        receipt = perform(name, actor or self.host, data)
        if receipt.status != "ok":
            raise RuntimeError(f"{name}: {receipt}")
        return receipt_frame(receipt, ID)

    def play(self, plan: Plan) -> tuple[Evidence, Truth]:
        """Everything that happens in the room, from the opening to the end."""
        self.must("room.open")
        self.must("board.open", names="anonymous", moderation="first")
        moments = [(at, 0, self._come, ()) for at in plan.come]
        moments += [(-1.0, 1, self._open_poll, (plan,))]
        moments += [(at, 2, self._vote, (person, answer)) for at, person, answer in plan.choose]
        for at, _order, do, arguments in sorted(moments, key=lambda each: each[:2]):
            self.ears.now = at
            do(at, *arguments)
        self._talk(plan)
        self._expect()
        self._collect()
        self.found.counts = dict(Counter(self.truth.votes.values()))
        self.must("poll.close", poll=self.found.poll)
        self.must("room.close")
        self.must("room.finish")
        if self.look_at_disk:
            self._search()
        self.ears.begin(Evidence())
        forget_room(self.room.pk)
        empty()
        return self.found, self.truth

    def _come(self, at: float) -> None:
        self.people.append(self._newcomer(f"Mens {len(self.people)}"))
        name = self._name(len(self.people) - 1)
        self.found.people.append(name)
        self.found.arrivals[name] = at
        self.found.records[name] = []
        self.found.log.append((at, name, "", 0))

    def _newcomer(self, name: str) -> Actor:
        person = Participant.objects.create(programme_id=self.programme, name=name)
        return Actor(self.room.pk, Role.PARTICIPANT, participant=person.pk, personal_secret=PersonalSecret.new())

    def _open_poll(self, at: float, plan: Plan) -> None:
        asked = draft_of(plan.kind) if plan.kind else {"text": "Wat is nodig?", "options": "\n".join(plan.options)}
        self.must("poll.draft", **asked)
        poll = Poll.objects.get(room=self.room)
        self.must("poll.open", poll=poll.pk)
        poll.refresh_from_db()
        self.found.poll, self.found.opened, self.found.poll_secret = poll.pk, at, bytes(poll.secret or b"")
        self.answers = answers_to(poll, len(plan.options))
        self.found.options = {number: answer.words for number, answer in enumerate(self.answers)}
        self._look(at)

    def _vote(self, at: float, person: int, answer: int) -> None:
        actor = self.people[person]
        chosen = answer % len(self.answers)
        fields = self.answers[chosen].fields
        before = self._stored()
        sent = self._sent("poll.vote", poll=str(self.found.poll), **fields, sequence="1")
        receipt = self.must("poll.vote", actor, poll=self.found.poll, **fields)
        self.ears.settle()
        self.found.log += [(at, "", key, said) for key, said, _sequence in self._stored() - before]
        name = self._name(person)
        if name not in self.truth.moments:
            self.truth.moments[name] = at
        self.truth.votes[name] = chosen
        self.found.records[name] = self._lengths(actor, sent, receipt)
        self._look(at)

    def _stored(self) -> set[tuple[str, int, int]]:
        found = Ballot.objects.filter(poll=self.found.poll).values_list("key", "answer", "sequence")
        number = {answer.stored: number for number, answer in enumerate(self.answers)}
        return {(key, number[answer], sequence) for key, answer, sequence in found}

    def _search(self) -> None:
        for key, people in files(self.found.people).items():
            self.found.beside.setdefault(key, set()).update(people)

    def _lengths(self, actor: Actor, sent: list[int], receipt: str, part: str = "own_vote") -> list[tuple[str, int]]:
        own = "".join(each.frame for each in self._own(actor, part) if each.part == part)
        seen = [*zip(("frame", "form"), sent, strict=True), ("receipt", len(receipt.encode()))]
        return [*seen, ("own", len(own.encode()))]

    def _own(self, actor: Actor, part: str) -> list[Any]:
        room = Room.fetch(self.room.pk)
        if room is None or actor.participant is None or actor.personal_secret is None:
            return []
        people = {actor.participant: actor.personal_secret}
        return render_personal(room, people, "nl", {actor.participant: {part}})[actor.participant]

    def _sent(self, command: str, **fields: str | list[str]) -> list[int]:
        frame = json.dumps({"id": ID, "command": command, **fields}, ensure_ascii=False)
        form = urlencode({"csrfmiddlewaretoken": form_token(self.room.pk), **fields}, doseq=True)
        # Some kinds promise nothing for browsers without scripts: docs/threat-model.md.
        is_even = command != "poll.vote" or rules_of(Poll.objects.get(pk=self.found.poll)).even_forms
        return [len(frame.encode()) // FRAME_STEP, len(form) if is_even else 0]

    def _look(self, at: float) -> None:
        """What the console shows now, and what another participant is sent."""
        room = Room.fetch(self.room.pk)
        if room is None:
            return
        sent = {audience: frame_of(room, audience, version) for audience, version in self.versions.items()}
        self.versions = {Audience.HOSTS: room.hosts_version, Audience.PARTICIPANTS: room.participants_version}
        self.found.frames += [(at, text) for text in sent.values() if text]
        numbers = self._numbers(room)
        if sent[Audience.HOSTS] and numbers != self.numbers:
            self.numbers = numbers
            # Whatever the numbers are of: as if they told which answers they were made of.
            self.found.bars.append((at, dict(Counter(said for _key, said, _sequence in self._stored()))))

    def _numbers(self, room: Room) -> list[Any]:
        """All numbers of the result that the console shows now."""
        result, poll = result_for(room, Audience.HOSTS).result, Poll.objects.get(room=room)
        return (
            [(line.part, line.text, line.votes, line.value) for line in rules_of(poll).lines(result)] if result else []
        )

    def _talk(self, plan: Plan) -> None:
        """Questions, and who wants to know them too."""
        self.ears.now += 60
        board = Board.objects.get(room=self.room, kind="questions")
        self.found.board_secret = bytes(board.secret or b"")
        for asker, text in plan.ask:
            self.must("board.ask", self.people[asker], text=text, names="anonymous")
            question = Question.objects.get(board=board, text=" ".join(text.split()))
            self.truth.authors[question.pk] = self._name(asker)
            self._look_next()
            self.must("board.approve", question=question.pk)
            self._look_next()
        keys = list(self.truth.authors)
        attacker = self._newcomer("Aanvaller")
        for key in keys:
            self.found.expected_taps[key] = self._tap(attacker, key, "1")
            self._tap(attacker, key, "0")
        for person, number in plan.want:
            self.found.taps.append((self._name(person), self._tap(self.people[person], keys[number], "1")))
            self.truth.upvotes.add((self._name(person), keys[number]))
            self._look_next()

    def _tap(self, actor: Actor, question: str, on: str) -> list[tuple[str, int]]:
        """Want to know a question, or no longer; the lengths that the network saw of it."""
        fields = {"question": question, "on": on, "sequence": "1" if on == "1" else "2"}
        receipt = self.must("board.upvote", actor, **fields)
        return self._lengths(actor, self._sent("board.upvote", **fields), receipt, "upvoted")

    def _look_next(self) -> None:
        """A second later."""
        self.ears.now += 1
        self._look(self.ears.now)

    def _name(self, person: int) -> str:
        who = self.people[person].participant
        return who.hex if isinstance(who, UUID) else ""

    def _expect(self) -> None:
        """What the lengths would be for each answer: whoever knows the poll can work that out by taking part."""
        for number, answer in enumerate(self.answers):
            who, secret = UUID(int=number + 1), PersonalSecret.new()
            actor = Actor(self.room.pk, Role.PARTICIPANT, participant=who, personal_secret=secret)
            sent = self._sent("poll.vote", poll=str(self.found.poll), **answer.fields, sequence="1")
            self.found.expected[number] = self._as_if(actor, answer, sent)

    def _as_if(self, actor: Actor, answer: Given, sent: list[int]) -> list[tuple[str, int]]:
        poll = Poll.objects.get(pk=self.found.poll)
        assert actor.participant and actor.personal_secret  # noqa: S101  (of a participant)
        key = key_of(poll, actor.participant, actor.personal_secret)
        ballot = Ballot.objects.create(key=key, poll=poll, answer=answer.stored, sequence=1)
        receipt = next((size for seen in self.found.records.values() for kind, size in seen if kind == "receipt"), 0)
        lengths = self._lengths(actor, sent, "x" * receipt)
        ballot.delete()
        return lengths

    def _collect(self) -> None:
        """The database while the poll is open."""
        self.found.rows = dump()
        self.found.ballots = {key: option for key, option, _sequence in self._stored()}
        asked = Question.objects.filter(board__room=self.room)
        self.found.authors = {key: author or "" for key, author in asked.values_list("pk", "author")}
        self.found.voters = list(Upvote.objects.filter(question__in=asked, on=True).values_list("question", "voter"))
        if self.look_at_disk:
            self._search()
