"""What the demo shows comes from the sources, without anybody's name."""

import json
from dataclasses import asdict

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from livesessions import settings as real_settings
from livesessions.programme.demo import loading
from livesessions.programme.demo.held import HELD
from livesessions.programme.demo.held.shapes import Asked, AskedAgain, QuestionBoard, Survey, crowd
from livesessions.programme.demo.loading import PROGRAMMES
from livesessions.programme.demo.national_day import DAG_VAN_DE_WIJKTEAMS, TEAMS
from livesessions.programme.demo.workshop import DISCUSSION_QUESTIONS, POLLS, RUNNING_ORDER
from livesessions.programme.models import Hosting, Kind, Programme, Session, Team

# Words of the names in the sources and the drawings; nobody asked these people.
NAMES = ("Pieter", "Born", "Elsbeth", "Vogel", "Groot", "Gabor", "Mat", "Ellen", "Vlist", "Mirjam", "Hassan", "Fatma")


def test_nobody_is_named():
    content = [asdict(each) for each in (*PROGRAMMES, *HELD)]
    words = json.dumps([*content, POLLS, RUNNING_ORDER], default=str)
    found = {word.strip("'\".,:;()\\").lower() for word in words.split()}
    assert not found & {name.lower() for name in (*NAMES, "Maté", "mat\\u00e9")}


@pytest.mark.parametrize("content", PROGRAMMES, ids=lambda content: content.slug)
def test_everything_fits_in_its_day_and_its_column(db, content):
    loading.load_programmes()
    programme = Programme.objects.get(slug=content.slug)
    programme.full_clean()
    for session in programme.sessions.all():
        session.full_clean()
        assert programme.starts_on <= timezone.localdate(session.starts_at)
        assert timezone.localdate(session.ends_at) <= programme.ends_on
    for team in programme.teams.all():
        team.full_clean()


def test_the_day_is_the_day_of_the_sources():
    day = DAG_VAN_DE_WIJKTEAMS
    assert day.starts_on.isoformat() == day.ends_on.isoformat() == "2023-11-16"
    assert {session.kind for session in day.sessions} == set(Kind)
    assert len(TEAMS) == 38
    assert sum(people for _name, people in TEAMS) == 440
    assert {"Utrechtse Heuvelrug", "Zaanstad"} <= {name for name, _people in TEAMS}


def test_the_workshop_has_its_running_order_and_its_questions(db):
    loading.load_programmes()
    session = loading.workshop()
    assert sum(minutes for _title, minutes in RUNNING_ORDER) == (session.ends_at - session.starts_at).seconds / 60
    assert len(DISCUSSION_QUESTIONS) == 5
    for question in DISCUSSION_QUESTIONS:
        assert question in session.description


def polls_of(held):
    """The polls that a meeting asked, also in surveys, without later rounds."""
    surveys = [step for step in held.steps if isinstance(step, Survey)]
    return [step for step in held.steps if isinstance(step, Asked)] + [poll for each in surveys for poll in each.polls]


def test_the_prepared_polls_can_be_read_on_a_phone():
    held = [
        (poll.text, poll.fields["options"].split("\n"))
        for meeting in HELD
        for poll in polls_of(meeting)
        if poll.fields.get("kind", "single") == "single"
    ]
    for text, options in (*POLLS, *held):
        assert text.endswith("?")
        assert 2 <= len(options) == len(set(options)) <= 6
        assert max(map(len, options)) <= 50


def test_the_learning_circle_meets_six_times():
    [circle] = [content for content in PROGRAMMES if content.slug.startswith("leerkring")]
    assert len({session.starts_at.date() for session in circle.sessions}) == 6
    assert len(circle.teams) == 10
    # "gedurende anderhalf jaar"
    assert (circle.ends_on - circle.starts_on).days < 548


@pytest.mark.parametrize("held", HELD, ids=lambda held: held.session)
def test_a_meeting_of_the_archive_is_over_and_nobody_answers_who_was_not_there(db, held):
    loading.load_programmes()
    session = loading.session_of(held)
    teams = list(session.programme.teams.all())
    assert session.ends_at < timezone.now()
    assert len(held.people) == len(teams)
    assert all(came <= team.people for came, team in zip(held.people, teams, strict=True))
    reached = sum(held.people) - held.unreached
    for poll in polls_of(held):
        given = [people for _answer, people in poll.answers]
        assert 0 < (sum(given) or poll.invented or sum(poll.steps[0])) <= reached
        assert all(sum(row) == sum(poll.steps[0]) for row in poll.steps)
        assert all(some <= every for some, every in zip(poll.policy, given, strict=bool(poll.policy)))
        assert sum(poll.policy) <= held.policy
    for again in held.steps:
        if isinstance(again, AskedAgain):
            assert sum(again.counts) <= reached


def test_meetings_are_held_in_the_order_of_time(db):
    loading.load_programmes()
    sessions = [loading.session_of(held) for held in HELD]
    assert sessions == sorted(sessions, key=lambda session: session.starts_at)
    assert {session.programme.slug for session in sessions} == {content.slug for content in PROGRAMMES}
    assert {session.starts_at.year for session in sessions} == {2021, 2022, 2023}


def test_questions_come_to_every_end():
    boards = [step for held in HELD for step in held.steps if isinstance(step, QuestionBoard)]
    asked = [question for board in boards for question in board.questions]
    for end in ("answered", "reply", "like", "reason", "redacted", "withdrawn"):
        assert any(getattr(question, end) for question in asked), end
    for board in boards:
        assert {question.category for question in board.questions} <= set(board.categories)


def test_a_crowd_comes_as_evenly_as_teams_are_large():
    teams = (("Zeist", 3), ("Gouda", 1), ("Delft", 9))
    assert crowd(teams, 7, {}) == (3, 1, 3)
    assert crowd(teams, 6, {"Zeist": 0}) == (0, 1, 5)
    with pytest.raises(ValueError, match="14"):
        crowd(teams, 14, {})


def everything():
    """All rows the loading makes."""
    return [list(model.objects.order_by("pk").values()) for model in (Programme, Session, Team, Hosting)] + [
        list(Programme.organisers.through.objects.order_by("pk").values()),
        list(get_user_model().objects.order_by("pk").values()),
    ]


def load():
    """As the demo does."""
    loading.load_programmes()
    logins = [loading.ensure_login(loading.HOST, "een lange zin 1"), loading.ensure_login(loading.ORGANISER, "zin 2")]
    loading.give_roles(loading.workshop())
    return logins


def test_loading_twice_is_loading_once(db):
    logins = load()
    before = everything()
    assert load() == logins
    assert everything() == before


def test_what_somebody_changed_stays(db):
    loading.load_programmes()
    Programme.objects.filter(slug=DAG_VAN_DE_WIJKTEAMS.slug).update(title="Onze dag")
    Session.objects.filter(title="Even de straat op").delete()
    loading.load_programmes()
    assert Programme.objects.filter(title="Onze dag").exists()
    assert not Session.objects.filter(title="Even de straat op").exists()


def test_the_host_hosts_and_the_organiser_organises(db):
    load()
    host, organiser = (get_user_model().objects.get(email=email) for email in (loading.HOST, loading.ORGANISER))
    workshop = loading.workshop()
    assert set(workshop.hostings.values_list("user", flat=True)) == {host.pk, organiser.pk}
    assert organiser.programmes.count() == len(PROGRAMMES)
    assert not host.programmes.exists()
    assert not (host.is_staff or organiser.is_staff)


def test_an_account_gets_a_password_of_its_own_that_stays(db, settings):
    settings.PASSWORD_HASHERS = real_settings.PASSWORD_HASHERS
    first = loading.ensure_login(loading.HOST)
    assert len(first["password"]) >= 12
    assert first["password"] != loading.ensure_login(loading.ORGANISER)["password"]
    assert loading.ensure_login(**first) == first
    user = get_user_model().objects.get(email=loading.HOST)
    assert user.check_password(first["password"])
    assert user.password.startswith("argon2")
