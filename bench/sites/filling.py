"""Fill the database of a site and print its contents. Runs in a process of its own, with the site's environment.

python -m bench.sites.filling 40      # teams
"""

import json
import os
import sys
from datetime import timedelta

import django

PASSWORD = "a-bench-is-not-a-secret"
EMAIL = "host@bench.example"
QUESTION = "Welke afspraak helpt uw wijkteam het meest?"
OPTIONS = ("Elke week samen kijken", "Eén telefoonnummer", "Minder formulieren", "Vaker bij elkaar in de keuken")


def main(teams: int) -> None:
    """Make everything and print it as one line of JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesessions.settings")
    django.setup()
    from django.core.management import call_command

    from livesessions.management.preparing import collect_static, compile_catalogues

    compile_catalogues()
    collect_static()
    call_command("migrate", interactive=False, verbosity=0)
    print(json.dumps(fill(teams)))


def fill(teams: int) -> dict[str, object]:
    """A programme of one day with one session, its host and an open room with a prepared poll."""
    from django.utils import timezone

    from livesessions.accounts.making import make_account
    from livesessions.programme.models import Hosting, Programme, Session, Team
    from rooms.live.base.people import Actor, Role
    from rooms.live.commands.performing import perform
    from rooms.live.models import Room

    now = timezone.now()
    day = timezone.localdate()
    programme = Programme.objects.create(
        slug="bench", title="Dag van de Wijkteams", organisation="Bench", starts_on=day, ends_on=day
    )
    Team.objects.bulk_create(
        Team(programme=programme, name=f"Wijkteam {i:03}", number=i, people=10) for i in range(1, teams + 1)
    )
    session = Session.objects.create(
        programme=programme,
        title="Gluren bij de buren",
        kind="neighbours",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
    )
    host = make_account(EMAIL, PASSWORD)
    Hosting.objects.create(session=session, user=host)
    room = Room.objects.create(session=session)
    actor = Actor(room=room.pk, role=Role.HOST, user=host.pk)
    for command, data in (
        ("room.open", {}),
        ("poll.draft", {"text": QUESTION, "options": "\n".join(OPTIONS)}),
    ):
        receipt = perform(command, actor, data)
        if receipt.status != "ok":
            raise RuntimeError(f"{command}: {receipt.sentence}")
    room.refresh_from_db()
    return {
        "room": room.pk,
        "code": room.shown_code,
        "host": {"login": EMAIL, "password": PASSWORD},
        "teams": [str(pk) for pk in programme.teams.values_list("pk", flat=True)],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
