"""What only Django can do for the harness: make people and their cookies, and tell whose ballot is whose.

    python -m bench.faults.insider     # one JSON object a line in, one out

Nothing that the server stores leads from a ballot to a person. This process also has the voters' cookies, with the
personal secrets in them, so it can look for the ballot of each voter.
"""

import json
import os
import subprocess
import sys
import time
from typing import Any

from bench.sites.serving import ROOT

from .mutants import PREFIX


class Insider:
    """A running `python -m bench.faults.insider`, with a site's environment."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            ["setpriv", "--pdeathsig=KILL", sys.executable, "-m", "bench.faults.insider"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, what: str, **given: Any) -> Any:
        """The result of the function `what` below."""
        assert self._process.stdin and self._process.stdout  # noqa: S101  (pipes, as asked for)
        self._process.stdin.write(json.dumps({"what": what, **given}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process, by closing its standard input."""
        self._process.communicate()


def people(room: str, count: int) -> list[list[str]]:
    """New participants of the room's programme: personal secrets, and the cookies that hold them."""
    from django.conf import settings
    from django.core import signing

    from livesessions.programme.models import Participant
    from rooms.live.base.people import PersonalSecret
    from rooms.live.entry.remembering import SALT
    from rooms.live.models import Room

    programme = Room.objects.get(pk=room).session.programme_id
    made = Participant.objects.bulk_create(Participant(programme_id=programme) for _i in range(count))
    found = []
    for each in made:
        personal_secret = PersonalSecret.new().written()
        value = signing.dumps([{str(programme): (each.pk.hex, personal_secret)}, [room]], salt=SALT)
        found.append([personal_secret, f"{settings.PARTICIPANT_COOKIE_NAME}={value}"])
    return found


def identify(cookie: str) -> str:
    """The personal secret in a cookie, in the only programme. Asks no database, because it may be down just now."""
    from django.conf import settings

    from rooms.live.entry.remembering import Remembered

    ((_person, personal_secret),) = Remembered.of({settings.PARTICIPANT_COOKIE_NAME: cookie}).participants.values()
    return personal_secret


def host(room: str) -> str:
    """A cookie of a logged-in host of the room."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from livesessions.accounts.standing import BEGAN, FACTORS, SEEN
    from livesessions.programme.models import Hosting

    user = Hosting.objects.select_related("user").filter(session__room=room)[0].user
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[BEGAN] = session[SEEN] = int(time.time())
    session[FACTORS] = []
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def stored(poll: int, people: list[str]) -> dict[str, Any]:
    """The rows of each of `people` (option and sequence), and how many rows belong to none of them."""
    from django.db import connections

    from polls.asking.ballots import ballot_key
    from polls.asking.models import Ballot, Poll
    from polls.kinds.answers import answer_in
    from rooms.live.base.people import PersonalSecret

    secret = bytes(Poll.objects.get(pk=poll).secret or b"")
    by_key: dict[str, list[list[int]]] = {}
    for key, answer, sequence in Ballot.objects.filter(poll=poll).values_list("key", "answer", "sequence"):
        by_key.setdefault(key[:PREFIX], []).append([int(answer_in(answer)), sequence])
    rows = {person: by_key.pop(ballot_key(secret, PersonalSecret.read(person))[:PREFIX], []) for person in people}
    connections.close_all()
    return {"rows": rows, "of_nobody": sum(len(found) for found in by_key.values())}


ANSWERS = {"people": people, "identify": identify, "host": host, "stored": stored}


def main() -> None:
    """Answer until standard input ends."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesessions.settings")
    django.setup()
    from django.conf import settings
    from django.db import connections

    # A pool would keep connections that died with PostgreSQL.
    settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)

    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(ANSWERS[asked.pop("what")](**asked)), flush=True)
        connections.close_all()


if __name__ == "__main__":
    main()
