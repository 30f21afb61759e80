"""Few answers: nobody sees their numbers, and nothing of them is written, whatever kind of question they answer."""

import secrets
import subprocess
import sys

import pytest
from django.conf import settings as site

from livesessions.archive.models import Record
from livesessions.programme.models import Participant
from polls.groups.keeping import lines
from polls.groups.models import GroupPoll
from rooms.breakouts.models import Entry
from rooms.live.base.people import Audience, Role
from rooms.live.commands.performing import perform
from rooms.live.rendering.renderer import version_of
from tests.browsing import Browser
from tests.everything import everything
from tests.rooms.breakouts.test_harvest import write
from tests.scene import Scene


@pytest.fixture(autouse=True)
def five(settings):
    """What a real site has."""
    settings.SMALLEST_RESULT = 5


@pytest.fixture
def seven(scene):
    """A room with seven people of one team."""
    team = scene.programme.teams.first()
    for i in range(4):
        scene.people.append(Participant.objects.create(programme=scene.programme, name=f"Meer {i}", team=team))
    return scene


def voted(scene: Scene, *options: int):
    """An open poll that so many people answered."""
    poll = scene.asked()
    for who, option in enumerate(options):
        assert scene.vote(poll, option, who).status == "ok"
    return poll


def numbers_kept() -> list[object]:
    """Every number of answers in a record, and what is left of groups' polls."""
    kept = [
        found
        for record in Record.objects.exclude(kind__in=("round", "question", "card"))
        for found in (record.answered, *record.payload.get("cells", {}).values(), *record.payload.get("rows", ()))
        if found is not None
    ]
    return kept + [counts for counts in GroupPoll.objects.values_list("counts", flat=True) if counts]


@pytest.mark.parametrize("role", [Role.HOST, Role.PARTICIPANT, Role.SCREEN])
def test_four_answers_are_shown_to_nobody_and_five_are(role, seven):
    poll = voted(seven, 0, 0, 1, 2)
    seven.must("poll.reveal", poll=poll.pk)
    parts = Browser(seven, role).parts()
    assert "vanaf 5 antwoorden" in parts["tally"] and "<table" not in parts["tally"]
    assert seven.vote(poll, 1, 4).status == "ok"
    assert "<table" in Browser(seven, role).parts()["tally"]


def test_once_it_is_shown_a_vote_draws_the_numbers_alone(seven):
    """The whole table is drawn again for the vote that makes it appear, and for none after it."""
    voted(seven, 0, 0, 1, 2, 2)
    appeared = version_of(seven.room, Audience.HOSTS, "tally")
    for who in (5, 6):
        assert seven.vote(seven.room.polls.get(), 0, who).status == "ok"
    seven.room.refresh_from_db()
    assert version_of(seven.room, Audience.HOSTS, "tally") == appeared > 0


def test_of_four_answers_nothing_is_written(seven):
    poll = voted(seven, 0, 0, 1, 2)
    seven.must("poll.close", poll=poll.pk)
    assert numbers_kept() == []
    seven.end()
    assert numbers_kept() == []
    assert not [row for rows in everything().values() for row in rows if row.get("option") or row.get("answer")]


def test_five_answers_are_written(seven):
    poll = voted(seven, 0, 0, 1, 2, 2)
    seven.must("poll.close", poll=poll.pk)
    assert sorted(numbers_kept()) == [1, 2, 2, 5]


def test_console_and_archive_say_that_they_were_few(seven):
    poll = voted(seven, 0, 1)
    seven.must("poll.close", poll=poll.pk)
    parts = Browser(seven, Role.HOST).parts()
    assert "&lt; 5" in parts["delivery"]
    assert "te weinig stemmen om te tonen" in parts["polls"] or "stem" not in parts["polls"]
    organiser = seven.client(Role.HOST)
    organiser.force_login(seven.organiser)
    page = organiser.get(f"/archive/{seven.programme.slug}/").content.decode()
    assert "Minder dan 5" in page and 'class="many"' not in page


def test_the_ballot_says_it_before_the_first_answer(seven):
    seven.asked()
    assert "vanaf 5 antwoorden" in Browser(seven, Role.PARTICIPANT).parts()["poll"]


@pytest.mark.parametrize("command", ["poll.draft", "poll.edit"])
def test_a_host_may_ask_for_more_and_not_for_less(command, seven):
    given = {"poll": seven.draft("Eerst?").pk, "text": "Wat is nodig?", "options": "Meer tijd\nRust"}
    refused = seven.ask(command, **given, minimum=4)
    assert (refused.code, refused.field) == (422, "minimum") and "5" in refused.sentence
    seven.must(command, **given, minimum=6)
    poll = seven.room.polls.get(text="Wat is nodig?")
    assert poll.minimum == 6
    seven.must("poll.open", poll=poll.pk)
    for who in range(5):
        seven.vote(poll, 0, who)
    assert "vanaf 6 antwoorden" in Browser(seven, Role.HOST).parts()["tally"]


def test_a_host_is_warned_when_all_chose_the_same(seven):
    poll = voted(seven, 1, 1, 1, 1, 1)
    warning = "Iedereen koos hetzelfde"
    assert warning in Browser(seven, Role.HOST).parts()["voters"]
    seven.must("poll.reveal", poll=poll.pk)
    assert warning not in Browser(seven, Role.SCREEN).parts()["voters"]
    assert seven.vote(poll, 0, 5).status == "ok"
    assert warning not in Browser(seven, Role.HOST).parts()["voters"]


def _group_polled(scene: Scene, answers: int) -> None:
    given = {"group": scene.seat_of().group_id, "number": 1, "text": "Waar beginnen we?", "options": "Klein\nGroot"}
    assert perform("grouppoll.ask", scene.as_participant(), given).status == "ok"
    poll = {"poll": GroupPoll.objects.get().pk}
    for who in range(answers):
        assert perform("grouppoll.vote", scene.as_participant(who), {**poll, "option": 1}).status == "ok"
    assert perform("grouppoll.show", scene.as_participant(), poll).status == "ok"


@pytest.mark.parametrize(("answers", "kept"), [(3, []), (4, []), (5, [5, ["Groot", 0], ["Klein", 5]])])
def test_a_group_looks_at_its_few_answers_and_they_stay_there(answers, kept, seven):
    seven.out(groups=1)
    group = seven.seat_of().group
    assert perform("breakouts.curtain", seven.as_participant(), {"group": group.pk, "open": "1"}).status == "ok"
    _group_polled(seven, answers)
    own = Browser(seven, Role.PARTICIPANT).parts()["grouppoll"]
    assert "<table" in own and ("blijft in je groep" in own) == (not kept)
    seen_from_outside = lines(seven.room, seven.seat_of().round_id)[group.pk]
    assert bool(seen_from_outside) == bool(kept)
    seven.must("breakouts.recall", round=seven.seat_of().round_id)
    assert bool(numbers_kept()) == bool(kept), "the database forgets them as soon as no page shows them"
    seven.end()
    assert sorted(numbers_kept(), key=str) == kept
    record = Record.objects.get(kind="grouppoll")
    assert record.payload["question"] == "Waar beginnen we?"


@pytest.mark.parametrize("people", [4, 5])
def test_of_few_people_neither_teams_nor_votes_stand_beside_their_words(people, seven):
    seven.people = seven.people[:people]
    round_ = seven.out(groups=1)
    write(seven, 0, "Eerste oogst")
    seven.must("breakouts.recall", round=round_.pk)
    seven.must("breakouts.show", round=round_.pk, how="wall")
    entry = Entry.objects.exclude(text="").get()
    for who in range(people):
        given = {"entry": entry.pk, "on": "1", "sequence": 1}
        assert perform("breakouts.upvote", seven.as_participant(who), given).status == "ok"
    seven.end()
    group = Record.objects.get(kind="round").payload["groups"][0]
    assert bool(group["teams"]) == (people == 5)
    assert group["lines"][0]["votes"] == (5 if people == 5 else None)


def test_only_a_laptop_has_less():
    """A real site refuses to start."""
    environment = {
        "SMALLEST_RESULT": "4",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "wijkteams.example",
        "EMAIL_URL": "smtp://127.0.0.1",
    }
    program = "import livesessions.settings"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=site.BASE_DIR, capture_output=True, text=True
    )
    assert done.returncode and "SMALLEST_RESULT is at least 5" in done.stderr


@pytest.mark.parametrize("minimum", [0, 1, 4])
def test_the_administration_lowers_it_no_more_than_a_host(minimum, scene, admin_client):
    poll = scene.draft()
    address = f"/admin/polls_asking/poll/{poll.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    fields = {name: form[name].value() for name in form.fields} | {"minimum": minimum}
    inline = {"options-TOTAL_FORMS": 0, "options-INITIAL_FORMS": 0}
    answer = admin_client.post(address, fields | inline)
    assert answer.status_code == 200 and "minimum" in answer.context["adminform"].form.errors
    poll.refresh_from_db()
    assert poll.minimum == 5
    assert admin_client.post(address, fields | inline | {"minimum": 5}).status_code == 302
