"""The room, and the version at which each of its parts last changed."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Participant, Session

from .base.people import Audience
from .rows import models_of

LONGEST_ANNOUNCEMENT = 200

TAKE_BACK = timedelta(minutes=5)
"""So long after its end a session can be taken back, with everything as it was."""
ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_room_id() -> str:
    """Twelve random characters, 60 bits: nobody can guess the address."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(12))


def new_epoch() -> str:
    """64 random bits as hexadecimal text."""
    return secrets.token_hex(8)


class Room(models.Model):
    """One session while it is live.

    Each audience has its own counter, which steps only with changes that this audience may see. So a number tells
    nothing about what is hidden. A new `epoch` is drawn when the counters cannot be trusted (a restored backup).
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_room_id, editable=False)
    session = models.OneToOneField(Session, models.CASCADE, verbose_name=_("session"), related_name="room")
    code = models.CharField(
        _("code"), max_length=8, unique=True, null=True, editable=False, help_text=_("Dies when the room is finished.")
    )
    rotated_at = models.DateTimeField(_("code renewed at"), null=True, editable=False)
    locked_at = models.DateTimeField(_("door locked at"), null=True, editable=False)
    waiting_at = models.DateTimeField(
        _("waiting room since"), null=True, editable=False, help_text=_("Newcomers wait until a host lets them in.")
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("opened by"),
        related_name="+",
        null=True,
        editable=False,
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("closed by"),
        related_name="+",
        null=True,
        editable=False,
    )
    finished_at = models.DateTimeField(
        _("finished at"),
        null=True,
        editable=False,
        help_text=_("From then on the end cannot be taken back: what was to be destroyed is destroyed."),
    )
    announcement = models.CharField(_("announcement"), max_length=LONGEST_ANNOUNCEMENT, blank=True, editable=False)
    stage = models.CharField(
        _("on the stage"),
        max_length=16,
        blank=True,
        editable=False,
        help_text=_("What participants and projector look at together; empty: the title of the session."),
    )
    stage_before = models.CharField(max_length=16, blank=True, editable=False)
    pause_until = models.DateTimeField(_("break until"), null=True, editable=False)
    screen_key = models.CharField(
        max_length=16,
        default=new_epoch,
        editable=False,
        help_text="What a projector knows that was opened while anybody might; drawn again with a new code.",
    )
    outsiders_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="Steps when somebody becomes an outsider, or is one no longer; 0: never."
    )
    epoch = models.CharField(_("epoch"), max_length=16, default=new_epoch, editable=False)
    hosts_version = models.PositiveBigIntegerField(default=0, editable=False)
    participants_version = models.PositiveBigIntegerField(default=0, editable=False)
    screen_version = models.PositiveBigIntegerField(default=0, editable=False)
    moderators_version = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")

    def __str__(self) -> str:
        return str(self.session)

    @classmethod
    def fetch(cls, pk: str) -> "Room | None":
        """The room as it is now, or `None`.

        Written as SQL, like the few other queries on the path of every vote and every page: Django's query compiler
        takes four times as long as the database.
        """
        return cls.fetch_all([pk]).get(pk)

    @classmethod
    def fetch_all(cls, pks: Collection[str]) -> "dict[str, Room]":
        """The rooms with these keys, by key; missing rooms are left out. One query."""
        places = ", ".join(["%s"] * len(pks))
        return {room.pk: room for room in cls._fetch(f"room.id IN ({places})", list(pks))}

    @classmethod
    def fetch_by_code(cls, code: str) -> "Room | None":
        """The room with this join code, or `None`."""
        return next(iter(cls._fetch("room.code = %s", [code])), None)

    @classmethod
    def _fetch(cls, condition: str, values: list[str]) -> "list[Room]":
        sql = (
            "SELECT room.*, session.programme_id, session.is_rehearsal FROM live_room room "  # noqa: S608  (conditions of our own)
            f"JOIN programme_session session ON session.id = room.session_id WHERE {condition}"
        )
        return models_of(cls, sql, values)

    @cached_property
    def programme_id(self) -> int:
        """The key of the programme that the session belongs to."""
        return self.session.programme_id

    @cached_property
    def is_rehearsal(self) -> bool:
        """Nothing that is said or chosen here is kept."""
        return self.session.is_rehearsal

    @property
    def is_open(self) -> bool:
        """People may come in and take part."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def waits_to_open(self) -> bool:
        """The room was never open, and whoever comes early waits at its door."""
        return self.opened_at is None and self.waiting_at is not None

    @property
    def takes_code(self) -> bool:
        """The code leads somewhere: into the room, or to its door before it opens."""
        return self.is_open or self.waits_to_open

    @property
    def is_unfinished(self) -> bool:
        """The session has ended, and nothing of it is destroyed yet."""
        return self.closed_at is not None and self.finished_at is None

    @property
    def taken_back_until(self) -> datetime | None:
        """Until when the end can be taken back; `None` while the room is open, and once it is finished."""
        return self.closed_at + TAKE_BACK if self.closed_at is not None and self.finished_at is None else None

    @property
    def shown_code(self) -> str:
        """The code as people read it, ``XXXX-XXXX``; empty before opening and once the room is finished."""
        return f"{self.code[:4]}-{self.code[4:]}" if self.code else ""

    def version_for(self, audience: Audience) -> int:
        """The version of the newest change that `audience` may see."""
        return getattr(self, f"{audience}_version")

    def versions_now(self) -> dict[Audience, int]:
        """The version of the newest change that each audience may see, read again; one query, as SQL like `fetch`."""
        columns = ", ".join(f"{audience}_version" for audience in Audience)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM live_room WHERE id = %s", [self.pk])  # noqa: S608  (our own names)
            found = cursor.fetchone()
        return dict(zip(Audience, found or (), strict=False))


class OutsiderState(models.TextChoices):
    """Why somebody who has the code is not in the room."""

    WAITING = "waiting", _("Waits")
    REMOVED = "removed", _("Put out")
    LEFT = "left", _("Went away while waiting")


class Outsider(models.Model):
    """A participant who has been given the code and may not be in this room (entry/outsiders.py).

    Carries no time and no reason; the key is the order in which people came. It is deleted when a host lets them in and
    when the room is finished.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="outsiders")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=OutsiderState)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "participant"], name="outsider_once")]

    def __str__(self) -> str:
        return f"an outsider of {self.room_id}"


class ModeratorLink(models.Model):
    """A person without an account moderates one room by this link (entry/moderator_links.py). Ends with the room."""

    id = models.CharField(primary_key=True, max_length=16, default=new_room_id, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="moderator_links")
    name = models.CharField(_("name"), max_length=40)
    invited_at = models.DateTimeField(_("invited at"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("invited by"), related_name="+", null=True
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "name"], condition=models.Q(ended_at=None), name="moderator_name_once_a_room"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PartVersion(models.Model):
    """The version of its audience at which a part last changed. A part without a row never changed (version 0)."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="part_versions")
    audience = models.CharField(max_length=12, choices=[(a.value, a.value) for a in Audience])
    part = models.CharField(max_length=60)
    version = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "audience", "part"], name="part_version_once")]

    def __str__(self) -> str:
        return f"{self.part} for {self.audience}: {self.version}"
