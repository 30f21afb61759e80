"""A host's own page: before its day a session is prepared, on the day the doors open."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from livesessions.programme.models import Hosting, Kind, Session
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from rooms.live.models import Room

BUTTON = re.compile(r'<button class="button( quiet)?"( name="open" value="1")?>')


@pytest.mark.parametrize(("days", "opens"), [(7, False), (1, False), (0, True), (-1, True)])
def test_the_main_button_is_what_is_done_on_that_day(days, opens, prepared):
    starts = timezone.localtime().replace(hour=12) + timedelta(days=days)
    Session.objects.filter(pk=prepared.session.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=1))
    answer = prepared.client(Role.HOST).get("/hosting/")
    page = answer.content.decode()
    buttons = {bool(each[2]): not each[1] for each in BUTTON.finditer(page)}
    assert buttons == {True: opens, False: not opens}


def test_an_open_session_stands_first_and_one_that_is_over_last(prepared):
    day = prepared.session.starts_at
    names = ("Voorbij", "Open", "Straks")
    for number, name in enumerate(names):
        starts = day + timedelta(days=number)
        made = Session.objects.create(
            programme=prepared.programme,
            title=name,
            kind=Kind.NEIGHBOURS,
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
        )
        Hosting.objects.create(session=made, user=prepared.host)
        if name != "Straks":
            prepared.client(Role.HOST).post(f"/hosting/{made.pk}/", {"open": "1"})
    over = Room.objects.get(session__title="Voorbij")
    assert perform("room.close", Actor(over.pk, Role.HOST, user=prepared.host.pk), {}).status == "ok"
    page = prepared.client(Role.HOST).get("/hosting/").content.decode()
    places = {name: page.index(f">{name}<") for name in names}
    assert sorted(places, key=places.get) == ["Open", "Straks", "Voorbij"]
