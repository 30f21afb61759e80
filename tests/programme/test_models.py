"""What the database and the forms refuse."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import get_resolver

from livesessions.programme.models import RESERVED_SLUGS, Hosting, Kind, Participant, Programme, Session, Team

from .conftest import DAY, on_the_clock


def refused(act):
    """Whether the database refuses `act`."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("length", [timedelta(0), timedelta(minutes=-1)])
def test_a_session_ends_after_it_starts(plan, length):
    start = on_the_clock(10)
    assert refused(lambda: plan(starts_at=start, ends_at=start + length))


def test_a_programme_does_not_end_before_it_starts(day):
    assert refused(lambda: Programme.objects.filter(pk=day.pk).update(ends_on=DAY - timedelta(days=1)))


def test_an_address_belongs_to_one_programme(day):
    assert refused(
        lambda: Programme.objects.create(slug="dag", title="Nog een", organisation="X", starts_on=DAY, ends_on=DAY)
    )


def test_a_house_number_and_a_name_belong_to_one_team(day):
    Team.objects.create(programme=day, name="Noord", number=1)
    assert refused(lambda: Team.objects.create(programme=day, name="Zuid", number=1))
    assert refused(lambda: Team.objects.create(programme=day, name="Noord", number=2))
    other = Programme.objects.create(slug="anders", title="Anders", organisation="X", starts_on=DAY, ends_on=DAY)
    Team.objects.create(programme=other, name="Noord", number=1)


def test_somebody_hosts_a_session_once(plan):
    session = plan()
    user = get_user_model().objects.create_user("iemand")
    Hosting.objects.create(session=session, user=user)
    assert refused(lambda: Hosting.objects.create(session=session, user=user))


def test_a_participant_survives_his_team(day):
    team = Team.objects.create(programme=day, name="Noord", number=1)
    participant = Participant.objects.create(programme=day, team=team)
    team.delete()
    participant.refresh_from_db()
    assert participant.team is None


YESTERDAY, TOMORROW, LAST_YEAR = DAY - timedelta(days=1), DAY + timedelta(days=1), DAY.replace(year=DAY.year - 1)


@pytest.mark.parametrize(
    ("start", "end", "outside"),
    [
        (on_the_clock(23, 59, YESTERDAY), on_the_clock(1), {"starts_at"}),
        (on_the_clock(23), on_the_clock(0, day=TOMORROW), {"ends_at"}),
        (on_the_clock(9, day=LAST_YEAR), on_the_clock(10, day=LAST_YEAR), {"starts_at", "ends_at"}),
    ],
)
def test_a_session_lies_within_the_days_of_its_programme(day, start, end, outside):
    session = Session(programme=day, title="Workshop", kind=Kind.LECTURE, starts_at=start, ends_at=end)
    with pytest.raises(ValidationError) as refusal:
        session.full_clean()
    assert set(refusal.value.message_dict) == outside


def test_a_session_may_fill_its_day(day):
    start, end = on_the_clock(0), on_the_clock(23, 59)
    Session(programme=day, title="Workshop", kind=Kind.LECTURE, starts_at=start, ends_at=end).full_clean()


def test_an_empty_session_is_refused_without_falling_over(db):
    with pytest.raises(ValidationError) as refusal:
        Session().full_clean(validate_unique=False, validate_constraints=False)
    assert "programme" in refusal.value.message_dict


def test_no_programme_hides_behind_a_page_of_the_archive(day):
    """Behind /archive/ stand pages of ours and programmes: what is one of ours is no address of a programme."""
    routes = [str(each.pattern).split("/") for each in get_resolver().url_patterns]
    ours = {route[1].partition(".")[0] for route in routes if route[0] == "archive" and len(route) > 2}
    assert {word for word in ours if word and not word.startswith("<")} == RESERVED_SLUGS
    for slug in RESERVED_SLUGS:
        day.slug = slug
        with pytest.raises(ValidationError) as error:
            day.full_clean()
        assert error.value.message_dict["slug"]
