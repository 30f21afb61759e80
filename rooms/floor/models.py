"""The agenda of a room."""

from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rooms.live.models import Room

LONGEST_TITLE = 120


class AgendaItem(models.Model):
    """One item of a room's agenda. The item that has started and not ended is the current one."""

    room = models.ForeignKey(Room, models.CASCADE, verbose_name=_("room"), related_name="agenda")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    started_at = models.DateTimeField(_("started at"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(
        _("removed at"), null=True, editable=False, help_text=_("It can be put back until the room ends.")
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["room", "position"], name="agenda_position_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_now(self) -> bool:
        """Whether the item has started and not ended."""
        return self.started_at is not None and self.ended_at is None

    @property
    def ends_at(self) -> datetime | None:
        """The time at which the item should end, once it has started; otherwise `None`."""
        return self.started_at + timedelta(minutes=self.minutes) if self.started_at else None

    @property
    def ends_ms(self) -> int | None:
        """The same in milliseconds since 1970, for the clocks on the page."""
        return int(self.ends_at.timestamp() * 1000) if self.ends_at else None


def agenda_of(room: Room) -> models.QuerySet[AgendaItem]:
    """The items of a room's agenda, without those that were removed."""
    return AgendaItem.objects.filter(room=room, removed_at=None)
