"""The terms of a programme: how they are counted, their order, and what administrators read of what went."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import override

from livesessions.programme import retention
from livesessions.programme.models import Programme, Purge
from rooms.live.models import Room
from tests.scene import DAY


@pytest.mark.parametrize(
    ("last", "months", "term"),
    [
        (DAY, 12, date(2032, 5, 20)),
        (date(2031, 1, 31), 1, date(2031, 2, 28)),
        (date(2031, 11, 30), 3, date(2032, 2, 29)),
        (date(2031, 12, 1), 1, date(2032, 1, 1)),
    ],
)
def test_the_term_is_counted_in_months(db, last, months, term):
    kept = dict.fromkeys(("people_kept_months", "texts_kept_months", "numbers_kept_months"), months)
    programme = Programme.objects.create(slug="p", title="P", starts_on=last, ends_on=last, **kept)
    assert set(retention.terms_of(programme).values()) == {term}


def test_the_term_is_counted_from_the_day_on_which_a_session_was_held(scene):
    """The planned day was long ago; a room in use, or used a while ago, is not ended and not purged."""
    Programme.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 1))
    today = timezone.localdate()
    assert retention.purge(today) == {} and Room.objects.get().is_open
    assert retention.purge(today + timedelta(days=367))["participants"] == 3


def test_people_go_no_later_than_texts_and_texts_no_later_than_numbers(scene):
    programme = scene.programme
    programme.people_kept_months = 13
    with pytest.raises(ValidationError, match="Bewaar mensen niet langer dan teksten"), override("nl"):
        programme.full_clean()
    programme.people_kept_months, programme.numbers_kept_months = 12, 11
    with pytest.raises(IntegrityError):
        programme.save()


@pytest.mark.django_db
def test_administrators_read_what_went_and_change_nothing(admin_client):
    purge = Purge.objects.create(slug="dag", at=datetime(2020, 1, 1, 12, tzinfo=UTC), what="participants", number=12)
    words = "12 deelnemers"
    assert words in admin_client.get("/admin/programme/purge/").content.decode()
    assert words in admin_client.get(f"/admin/programme/purge/{purge.pk}/change/").content.decode()
    assert admin_client.post(f"/admin/programme/purge/{purge.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_client.get("/admin/programme/purge/add/").status_code == 403
