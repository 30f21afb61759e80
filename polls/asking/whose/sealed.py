"""Two voices: of a poll that says so on its ballot, team and side go with each answer, sealed until the poll closes.

The seal needs the poll's secret and the server's key. Equal teams have different seals of one length, and a seal holds
no time. At closing they are opened once, in the transaction that destroys them, and only what may be shown is kept.
"""

import struct
from base64 import urlsafe_b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.db import connection

from polls.kinds.answers import answer_in
from polls.kinds.counting import added
from polls.kinds.voices import Part, voices
from rooms.live.base.pseudonyms import digest_under

from ..models import Ballot, Poll
from ..questions import question_of, rules_of
from .telling import told_to_teams
from .voices import SIDES as ROLES
from .voices import VoicesKept

SIDES = tuple(role.value for role in ROLES)
_SEALED = struct.Struct(">qb")
AT_ONCE = 900
"""Keys in one query: SQLite may take no more than 999 values."""


def _fernet(poll: Poll) -> Fernet:
    return Fernet(urlsafe_b64encode(digest_under(poll.secret or b"", "voices", b"")))


def sides_of(polls: Iterable[Poll], people: Iterable[UUID | None]) -> dict[UUID, Part]:
    """Team and side of each of these people; no query unless one of the polls is counted by them."""
    asked, found = [person.hex for person in people if person], dict[UUID, Part]()
    if not any(poll.by_team for poll in polls):
        return found
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        places = ", ".join(["%s"] * len(some))  # on the path of every vote: see `Room.fetch`
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, team_id, role FROM programme_participant WHERE id IN ({places})", some)  # noqa: S608  (placeholders only)
            found |= {UUID(str(pk)): (team, role) for pk, team, role in cursor.fetchall()}
    return found


def seal_voice(poll: Poll, part: Part | None) -> str:
    """Team and side as a ballot of this open poll holds them; empty unless the poll is counted by them."""
    if not poll.by_team:
        return ""
    team, role = part or (None, None)
    side = SIDES.index(role) if role in SIDES else -1
    # With its own moment the seal would tell when somebody voted.
    return _fernet(poll).encrypt_at_time(_SEALED.pack(team or 0, side), 0).decode()


def voices_of(poll: Poll) -> VoicesKept | None:
    """What is kept of teams and sides; `None` for other polls. `poll` still has its secret, and its ballots."""
    if not poll.by_team:
        return None
    fernet, parts = _fernet(poll), defaultdict[Part, Counter[str]](Counter)
    for answer, sealed in Ballot.objects.filter(poll=poll).values_list("answer", "sealed").iterator():
        try:
            team, side = _SEALED.unpack(fernet.decrypt(sealed))
        except InvalidToken:
            return None  # the server has another key since: the result stands, without voices
        parts[team or None, SIDES[side] if side >= 0 else None][answer] += 1
    answers = {part: [(answer_in(text), n) for text, n in given.items()] for part, given in parts.items()}
    rules, question = rules_of(poll), question_of(poll, poll.options.all())
    found = voices(rules, answers, question, SIDES)
    cells, answered = added(rules, chain.from_iterable(answers.values()), question)
    whole = dict(rules.kept(cells, question))
    return {
        "teams": found.teams,
        "total": found.total,
        "cells": dict(found.cells),
        "sides": {side: {"answered": of.answered, "cells": dict(of.cells)} for side, of in found.sides.items()},
        "right": [list(each) for each in found.right.items()],
        "each": told_to_teams(found.each, whole, answered, rules, question),
    }
