"""A host's own page: before its day a session is prepared, on the day the doors open."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from livesessions.programme.models import Session
from rooms.live.base.people import Role

BUTTON = re.compile(r'<button class="button( quiet)?"( name="open" value="1")?>')


@pytest.mark.parametrize(("days", "opens"), [(7, False), (1, False), (0, True), (-1, True)])
def test_the_main_button_is_what_is_done_on_that_day(days, opens, prepared):
    starts = timezone.localtime().replace(hour=12) + timedelta(days=days)
    Session.objects.filter(pk=prepared.session.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=1))
    answer = prepared.client(Role.HOST).get("/hosting/")
    page = answer.content.decode()
    buttons = {bool(each[2]): not each[1] for each in BUTTON.finditer(page)}
    assert buttons == {True: opens, False: not opens}
