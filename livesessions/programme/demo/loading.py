"""Puts the demo's content and accounts into the database, once."""

import secrets
from typing import TypedDict

from django.contrib.auth.models import User
from django.db import transaction

from livesessions.accounts.making import make_account

from ..models import Hosting, Programme, Session, Team
from .held.shapes import HeldMeeting
from .learning_circle import LEERKRING
from .national_day import DAG_VAN_DE_WIJKTEAMS
from .national_day_2022 import DAG_VAN_2022
from .shapes import DemoProgramme
from .working_meeting import PROEFTUINEN
from .workshop import WORKSHOP

PROGRAMMES = (DAG_VAN_DE_WIJKTEAMS, LEERKRING, DAG_VAN_2022, PROEFTUINEN)
"""The day on which the demo's room is open, and three programmes that are over."""

KEPT_MONTHS = 120
"""Ten years: what the demo says of 2021 is there to be read now."""

HOST = "begeleider@wijkteams.example"
ORGANISER = "organisator@wijkteams.example"


class Login(TypedDict):
    """The address and the password of an account."""

    email: str
    password: str


def load_programmes() -> None:
    """Add the missing programmes. Existing ones are left alone: somebody may have changed them."""
    present = set(Programme.objects.values_list("slug", flat=True))
    for content in PROGRAMMES:
        if content.slug not in present:
            _add(content)


@transaction.atomic
def _add(content: DemoProgramme) -> None:
    programme = Programme.objects.create(
        slug=content.slug,
        title=content.title,
        subtitle=content.subtitle,
        organisation=content.organisation,
        introduction=content.introduction,
        quote=content.quote,
        quote_source=content.quote_source,
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        people_kept_months=KEPT_MONTHS,
        texts_kept_months=KEPT_MONTHS,
        numbers_kept_months=KEPT_MONTHS,
    )
    Team.objects.bulk_create(
        Team(programme=programme, number=number, name=name, people=people)
        for number, (name, people) in enumerate(content.teams, start=1)
    )
    Session.objects.bulk_create(
        Session(
            programme=programme,
            kind=session.kind,
            title=session.title,
            summary=session.summary,
            description=session.description,
            by=session.by,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
        )
        for session in content.sessions
    )


def workshop() -> Session | None:
    """The session of the demo's room; None when somebody removed or renamed it."""
    return Session.objects.filter(programme__slug=DAG_VAN_DE_WIJKTEAMS.slug, title=WORKSHOP).first()


def session_of(held: HeldMeeting) -> Session | None:
    """The session of a meeting that is over; None when somebody removed or renamed it."""
    return Session.objects.filter(programme__slug=held.programme, title=held.session).first()


def ensure_login(email: str, password: str = "") -> Login:
    """An account that can log in with `password`, or with a new random password when that is empty."""
    password = password or secrets.token_urlsafe(12)
    user = User.objects.filter(email=email).first()
    if user is None:
        make_account(email, password)
    elif not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return {"email": email, "password": password}


def give_roles(session: Session) -> int:
    """Make both demo users hosts of `session` and give the organiser the archives; returns the host's user id."""
    users = User.objects.in_bulk([HOST, ORGANISER], field_name="username")
    for user in users.values():
        Hosting.objects.get_or_create(session=session, user=user)
    shown = Programme.objects.filter(slug__in=[content.slug for content in PROGRAMMES])
    for programme in shown.exclude(organisers=users[ORGANISER]):
        programme.organisers.add(users[ORGANISER])
    return users[HOST].pk
