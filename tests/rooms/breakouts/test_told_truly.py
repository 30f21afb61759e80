"""Every sentence of a proof sheet against a recount of the seats in the database, for whatever was asked for.

The recount looks at pairs, people and groups one by one. What is called proven, and every bound, is compared with all
other ways in which the same people could sit in groups of the same sizes.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from livesessions.programme.models import Participant
from rooms.breakouts.models import Deal, Group, Plan, Round, Seat, Way
from rooms.breakouts.plan import answer_sources
from rooms.breakouts.plan.divide import divide, recount, task_for
from tests.rooms.breakouts.recount import THOUGHT, Party, hold_true, parties
from tests.scene import Scene

# --- The rooms ----------------------------------------------------------------------------------------------------


def round_of(plan: Plan, number: int, party: Party, people: list[Participant], row: dict[int, int], **more) -> Round:
    made = Round.objects.create(plan=plan, number=number, **more)
    own = list(plan.room.session.programme.teams.all())
    groups = [
        Group.objects.create(round=made, number=n, team=own[whose] if party.visits else None)
        for n, whose in enumerate(party.groups, 1)
    ]
    now = timezone.now()
    Seat.objects.bulk_create(
        Seat(
            round=made, participant=person, group=groups[row.get(i, 0)], stays="" if i in row else "plenary", came=True,
            pinned_at=now if (number - 1, i) in party.put else None,
        )
        for i, person in enumerate(people)
        if i in row or i % 2  # the others have no seat at all
    )  # fmt: skip
    return made


def settled(scene: Scene, party: Party) -> tuple[Deal, list[Participant]]:
    """The party in a room, with its earlier meetings, and a deal of the rounds in which it sits."""
    own = list(scene.programme.teams.all())
    people = [
        Participant(programme=scene.programme, name=f"P{i}", team=own[team] if team is not None else None, role=role)
        for i, (team, role) in enumerate(zip(party.teams, party.roles, strict=True))
    ]
    people = Participant.objects.bulk_create(people)
    before = Plan.objects.create(room=scene.room, groups=1, ended_at=timezone.now())
    for number, pair in enumerate(sorted(party.met), 1):
        past = timezone.now() - timedelta(hours=1)
        gone = Round.objects.create(plan=before, number=number, sent_at=past, back_at=past)
        group = Group.objects.create(round=gone, number=1)
        Seat.objects.bulk_create(Seat(round=gone, participant=people[i], group=group, came=True) for i in pair)
    plan = Plan.objects.create(
        room=scene.room,
        way=party.way,
        groups=len(party.groups),
        rounds_planned=len(party.rows),
        both_sides=party.sides,
        answers_of="drawn:1",
    )
    deal = Deal.objects.create(plan=plan, version=1, asked_at=timezone.now())
    for number, row in enumerate(party.rows, 1):
        round_of(plan, number, party, people, row, deal=deal)
    known = {person.pk: answer for person, answer in zip(people, party.answers, strict=True) if answer is not None}
    answer_sources.register(
        answer_sources.Source("drawn", lambda room: None, lambda room, key, them: known, lambda room, changes: None)
    )
    return deal, people


# Parties are small already: a failure is shown as it was drawn.
QUICK = settings(
    max_examples=150,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def in_a_room(scene: Scene, party: Party, check) -> None:
    """Nothing of one party is left for the next."""
    with transaction.atomic():
        try:
            check(*settled(scene, party))
        finally:
            answer_sources._sources.pop("drawn", None)
            transaction.set_rollback(True)


@QUICK
@given(party=parties())
def test_the_sheet_of_people_as_they_sit(scene, party):
    def check(deal: Deal, _people: list[Participant]) -> None:
        sheet = recount(deal)
        if not any(party.rows):
            assert sheet == {}
            return
        seated = {i for row in party.rows for i in row}
        wished = party.way == Way.CHOICE or any(i in seated and (i in party.rows[r] or i % 2) for r, i in party.put)
        hold_true(party, party.rows, sheet, wished=wished, answers=party.way == Way.ALIKE)

    in_a_room(scene, party, check)


def divided_truly(scene: Scene, party: Party, seed: int) -> None:
    def check(deal: Deal, people: list[Participant]) -> None:
        task = task_for(deal.plan, {person.pk for person in people}, seed=seed)
        division = divide(task)
        if division.failure:  # wishes against each other
            return
        place = {person.pk: i for i, person in enumerate(people)}
        rows = [{place[pk]: group - 1 for pk, group in division.seats[each].items()} for each in task.rounds]
        shown = party.way == Way.ALIKE or not task.wished
        hold_true(party, rows, division.proof, wished=task.wished, answers=shown)

    in_a_room(scene, party, check)


@settings(QUICK, max_examples=60)
@given(party=parties().filter(lambda party: party.way not in THOUGHT), seed=st.integers(0, 9))
def test_the_sheet_of_people_who_were_divided(scene, party, seed):
    divided_truly(scene, party, seed)


@settings(QUICK, max_examples=10)
@given(party=parties().filter(lambda party: party.way in THOUGHT), seed=st.integers(0, 9))
def test_the_sheet_of_a_division_that_was_thought_about(scene, monkeypatch, party, seed):
    monkeypatch.setattr("rooms.breakouts.plan.divide.SECONDS", 0.05)
    divided_truly(scene, party, seed)


def test_whoever_finds_no_group_to_visit_hosts_in_both_sheets(scene, monkeypatch):
    """Two are placed elsewhere in one round and nobody in the next: with one size for both, somebody stays at home."""
    monkeypatch.setattr("rooms.breakouts.plan.divide.SECONDS", 0.05)
    rows = [{0: 0, 1: 1, 2: 0, 3: 1, 4: 0}, dict.fromkeys(range(5), 0)]
    roles = ["anders", "uitvoering", "uitvoering", "uitvoering", "anders"]
    put = {(0, 1), (0, 4), (1, 0)}
    party = Party("visits", [0, 1, 0, 1, 1], roles, [None] * 5, True, [0, 1], {(0, 1), (0, 3)}, rows, put)
    divided_truly(scene, party, seed=0)
