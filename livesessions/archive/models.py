"""What is kept when a thing is over. Rows are added and never changed, but words can be taken out of them."""

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Programme, Session

from .api.models import Token  # noqa: F401  (a model of this app, as those below)
from .notes.models import Note  # noqa: F401  (the same)
from .saved_views.models import SavedView  # noqa: F401  (the same)
from .trends.models import BarometerGiven, MirrorLink  # noqa: F401  (the same)
from .webhooks.models import Delivery, Webhook  # noqa: F401  (the same)


def redacted_at() -> models.DateTimeField:
    """The column that says when words were last taken out of a thing; empty: never."""
    return models.DateTimeField(_("redacted at"), null=True, editable=False)


def _account() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False)


class Records(models.QuerySet["Record"]):
    """Records as they are asked for."""

    def newest(self) -> "Records":
        """The newest version of each key: the one that counts."""
        return self.filter(is_newest=True)

    def listed(self) -> "Records":
        """The newest versions that organisers may find in lists."""
        return self.newest().filter(listed=True)

    def update(self, **kwargs: Any) -> NoReturn:
        """Never: raises `TypeError`. Words are taken out by redaction.py alone."""
        raise TypeError("a record does not change: add a version")


class Record(models.Model):
    """One thing that is kept, frozen: a poll, a question, a round of groups. A correction is a new version.

    Nothing but words ever goes out of a version (redaction.py): then `redacted_at` says when, of every version of it.
    After the programme's term `purged_at` says that its words are gone.

    `is_newest` is a mark for lists and no word of the record: keeping.py takes it away when it adds a version.

    Of a later version `why` names one of the reasons of its kind (register.py), and `by` is the account of who gave it:
    nobody, where the server did it, or once the account is removed.

    `kind` names what a feature registered (register.py), `variant` what of it this is, where it has several, and `key`
    the thing itself: it is the same in every version.
    `payload` has the schema of its kind, and never names a participant. `within` is the key of the record with which
    this one is shown. What is not `listed` is kept for the moderation log and for the sender, and shown in no list.

    The denominators are people: `present` were there when it ended, `received` had it on their screen, `answered` took
    part. Empty: nobody counted.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="records")
    session = models.ForeignKey(
        Session, models.SET_NULL, verbose_name=_("session"), related_name="records", null=True, blank=True
    )
    kind = models.CharField(_("kind"), max_length=20)
    variant = models.CharField(_("variant"), max_length=20, blank=True)
    key = models.CharField(_("key"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    is_newest = models.BooleanField(default=True, editable=False)
    within = models.CharField(_("shown with"), max_length=40, blank=True)
    listed = models.BooleanField(_("listed"), default=True)
    payload = models.JSONField()
    text = models.TextField(blank=True, help_text="Its words, in lower case.")
    stems = models.TextField(blank=True, help_text="What is searched: the stems of its words, a space around each.")
    teams = models.TextField(blank=True, help_text="Keys of the teams that may be shown, a space around each.")
    present = models.PositiveIntegerField(null=True)
    received = models.PositiveIntegerField(null=True)
    answered = models.PositiveIntegerField(null=True)
    begun_at = models.DateTimeField(_("begun at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    kept_at = models.DateTimeField(_("kept at"), default=timezone.now, editable=False)
    barometer = models.SlugField(_("barometer"), blank=True, db_index=False, help_text="As its payload has it.")
    why = models.CharField(_("why"), max_length=20, blank=True, editable=False)
    by = _account()
    redacted_at = redacted_at()
    redacted_by = _account()
    purged_at = models.DateTimeField(_("purged at"), null=True, editable=False)
    checksum = models.CharField(_("checksum"), max_length=64, editable=False)

    objects = Records.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="record_version_once"),
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(is_newest=True), name="record_newest_once"),
        ]
        indexes = [
            models.Index(fields=["programme", "kind", "within"], name="record_of_programme"),
            models.Index(fields=["barometer"], name="record_of_barometer", condition=~Q(barometer="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, {self.version}"

    def save(self, **kwargs: Any) -> None:
        """Add this version; raises `TypeError` for one that is there."""
        if not self._state.adding:
            raise TypeError("a record does not change: add a version")
        super().save(**kwargs)

    @cached_property
    def beside(self) -> dict[str, Any]:
        """What its feature looked up of many records at once, by name (`RecordKind.look_up`)."""
        return {}

    @property
    def session_title(self) -> str:
        """Empty when the session was removed."""
        return self.session.title if self.session else ""

    @property
    def short_checksum(self) -> str:
        """The first sixteen digits of the checksum in groups of four, as people read them aloud."""
        return " ".join(self.checksum[at : at + 4] for at in range(0, 16, 4))


class Tag(models.Model):
    """A word under which organisers find a thing again. It is beside the record, and holds for every version of it."""

    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="tags")
    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=40)
    name = models.CharField(_("tag"), max_length=40)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["programme", "kind", "key", "name"], name="tag_once")]
        indexes = [models.Index(fields=["programme", "name"], name="tag_of_programme")]

    def __str__(self) -> str:
        return self.name


class Making(models.TextChoices):
    """How far a file is that is made in the background."""

    WAITING = "waiting"
    MADE_NOW = "made_now"
    READY = "ready"
    FAILED = "failed"


class Export(models.Model):
    """A file that somebody asked for and that is made in the background; it goes after some hours (files/exports.py).

    `wanted` are the fields of the address that was asked for, and `form` is what kind of file; `ending` is how its
    name ends once it is there. `sessions` are those of which it holds something, as [programme, session] by their keys;
    `None` stands for removed ones. Whoever makes it says so at `seen_at`: who is silent for long is taken to be gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports")
    programmes = models.ManyToManyField(Programme, related_name="exports")
    sessions = models.JSONField(default=list)
    wanted = models.JSONField()
    form = models.CharField(max_length=4)
    ending = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=Making.choices, default=Making.WAITING)
    read = models.PositiveIntegerField(default=0)
    to_read = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("file to take along")
        verbose_name_plural = _("files to take along")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.form} {self.pk}"
