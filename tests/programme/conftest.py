"""A published day, a way to plan sessions in it, and an administrator."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache

from livesessions.programme.models import Kind, Programme, Session

DAY = date(2031, 5, 20)


def on_the_clock(hours, minutes=0, day=DAY):
    """A moment in Amsterdam."""
    return datetime(day.year, day.month, day.day, hours, minutes, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def _no_attempts_counted():
    """The limits on logging in count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """The real hasher is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def day(db):
    """A published programme of one day."""
    return Programme.objects.create(
        slug="dag", title="Dag van de Straat", organisation="De Straat", starts_on=DAY, ends_on=DAY
    )


@pytest.fixture
def plan(day):
    """Plan one more session in `day`, an hour long."""

    def plan_one(title="Workshop", hours=10, minutes=0, kind=Kind.NEIGHBOURS, **fields):
        start = on_the_clock(hours, minutes)
        fields = {"programme": day, "starts_at": start, "ends_at": start + timedelta(hours=1)} | fields
        return Session.objects.create(title=title, kind=kind, **fields)

    return plan_one


@pytest.fixture
def administrator(db):
    """A superuser."""
    return get_user_model().objects.create_superuser("beheer", "beheer@wijkteams.example", "een lange zin 1")


@pytest.fixture
def desk(client, administrator):
    """A browser at the administrator's desk."""
    client.force_login(administrator)
    answer = client.post("/accounts/reauthenticate/?next=/admin/", {"password": "een lange zin 1"})
    assert answer["location"] == "/admin/"  # accounts and factors are changed by who said so a moment ago
    return client
