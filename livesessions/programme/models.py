"""Programmes, sessions, teams, participants and hosts."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kinds of session, in the words of the Dag van de Wijkteams."""

    LECTURE = "lecture", _("Lecture")
    NEIGHBOURS = "neighbours", _("Peek at the neighbours")
    LEARNING_GROUP = "learning_group", _("Learning group")
    ENERGY_BOOST = "energy_boost", _("Energy boost")
    CONVERSATION = "conversation", _("In conversation")


class ParticipantRole(models.TextChoices):
    """The side from which a participant looks at the subject."""

    PRACTICE = "uitvoering", _("Practice")
    POLICY = "beleid", _("Policy")
    BOARD = "bestuur", _("Management")
    RESIDENT = "inwoner", _("Resident")
    OTHER = "anders", _("Other")


RESERVED_SLUGS = frozenset({"barometer", "compare", "mirror", "take"})
"""What stands behind /archive/ beside programmes."""


def not_reserved(slug: str) -> None:
    """Raises `ValidationError` for a slug under which nobody would find the archive of a programme."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is taken by a page of ours. Choose another one."))


LONGEST_TERM = 240
"""Months."""


def _months(name: Any, default: int, help_text: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        name,
        default=default,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TERM)],
        help_text=help_text,
    )


class Programme(models.Model):
    """A day, a series or one meeting; participants, teams and archives belong to it."""

    slug = models.SlugField(
        _("address"), unique=True, validators=[not_reserved], help_text=_("The last part of the page's address.")
    )
    title = models.CharField(_("title"), max_length=120)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True, help_text=_("A blank line starts a new paragraph."))
    quote = models.CharField(_("quote"), max_length=300, blank=True)
    quote_source = models.CharField(_("source of the quote"), max_length=120, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    published = models.BooleanField(_("published"), default=True)
    single = models.BooleanField(
        _("a single meeting"), default=False, editable=False, help_text=_("Somebody began it at once, for one session.")
    )
    people_kept_months = _months(
        _("months in which people are kept"),
        3,
        _("Counted from the last day, as the next two. Then everybody who took part is purged, with name and team."),
    )
    texts_kept_months = _months(
        _("months in which texts are kept"), 12, _("Then people's words are purged, and numbers stay.")
    )
    numbers_kept_months = _months(
        _("months in which numbers are kept"), 60, _("Then everything in the archive of this programme is purged.")
    )
    organisers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("organisers"), related_name="programmes", blank=True
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="programme_ends_after_start",
                violation_error_message=_("The last day is not before the first day."),
            ),
            models.CheckConstraint(
                condition=models.Q(texts_kept_months__gte=models.F("people_kept_months"))
                & models.Q(numbers_kept_months__gte=models.F("texts_kept_months")),
                name="programme_terms_in_order",
                violation_error_message=_("Keep people no longer than texts, and texts no longer than numbers."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The address of the programme's public page."""
        return reverse("programme", args=[self.slug])


class Purge(models.Model):
    """How many of something were purged of a programme, and when; never what they were.

    It stays when the programme is removed, so that it can be shown that what had to go is gone: `slug` is the address
    that the programme had.
    """

    programme = models.ForeignKey(
        Programme, models.SET_NULL, verbose_name=_("programme"), related_name="purges", null=True
    )
    slug = models.SlugField(_("address"))
    at = models.DateTimeField(_("purged at"))
    what = models.CharField(_("what"), max_length=30)
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("purge")
        verbose_name_plural = _("purges")
        ordering = ["-at", "pk"]

    def __str__(self) -> str:
        return f"{self.slug}: {self.number} {self.what}"


class Session(models.Model):
    """One activity in a programme: a lecture, a workshop, an energy boost."""

    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="sessions")
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    by = models.CharField(_("by"), max_length=200, blank=True, help_text=_("The organisations that give it."))
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    is_rehearsal = models.BooleanField(
        _("a rehearsal"),
        default=False,
        editable=False,
        help_text=_("Nothing of it is kept, and it is soon thrown away."),
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("A session ends after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Raise `ValidationError`, on the field concerned, for a session outside the days of its programme."""
        programme = Programme.objects.filter(pk=self.programme_id).first()
        if not programme:
            return  # a missing programme is reported separately
        outside = {
            field: _("This is not within the days of the programme.")
            for field in ("starts_at", "ends_at")
            if (moment := getattr(self, field))
            and not programme.starts_on <= timezone.localdate(moment) <= programme.ends_on
        }
        if outside:
            raise ValidationError(outside)


class Team(models.Model):
    """A neighbourhood team; `number` is its house in the street."""

    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="teams")
    name = models.CharField(_("name"), max_length=80)
    number = models.PositiveSmallIntegerField(_("house number"))
    people = models.PositiveSmallIntegerField(_("people expected"), default=0)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="team_number_once"),
            models.UniqueConstraint(fields=["programme", "name"], name="team_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """A person who joined with a code; recognised by a signed cookie, never by an account.

    The row holds no time: nobody needs to know when a person joined, and times link rows that must stay apart.
    `erased`: nobody is recognised by it any more; it stands in for whom it was until their sessions are finished
    (erasing.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="participants")
    name = models.CharField(_("display name"), max_length=80, blank=True, help_text=_("Empty: anonymous."))
    team = models.ForeignKey(
        Team, models.SET_NULL, verbose_name=_("team"), related_name="participants", null=True, blank=True
    )
    role = models.CharField(_("role"), max_length=12, choices=ParticipantRole, default=ParticipantRole.OTHER)
    erased = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self) -> str:
        return self.name or str(_("Anonymous"))


class Hosting(models.Model):
    """The right of a user to host a session."""

    session = models.ForeignKey(Session, models.CASCADE, verbose_name=_("session"), related_name="hostings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="hostings")

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="hosting_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.session}"
