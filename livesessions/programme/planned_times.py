"""Planned times in the night in which the clock goes back: an hour comes twice, and a session may be in it."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def is_repeated(moment: datetime) -> bool:
    """Whether the clock shows this time twice."""
    local = timezone.localtime(moment)
    first, second = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    return first is not None and second is not None and first > second


def explained(moment: datetime) -> str:
    """Which of both times was kept."""
    local = timezone.localtime(moment)
    sentence = (
        _("%(time)s comes twice that night, because the clock goes back. We keep the second one, in winter time.")
        if local.fold
        else _("%(time)s comes twice that night, because the clock goes back. We keep the first one, in summer time.")
    )
    return sentence % {"time": f"{local:%H:%M}"}


class PlannedTime(forms.SplitDateTimeField):
    """A date and a time. Of a time that comes twice it gives the first; a time that never comes is refused."""

    def compress(self, data_list: Any) -> datetime | None:
        """The moment in the time zone of the site."""
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            day, time = data_list
            first = datetime.combine(day, time, timezone.get_current_timezone())
            if is_repeated(first):
                return first
            never = _("This time does not exist: the clock goes forward that night.")
            raise ValidationError(never, code="ambiguous_timezone") from error


class SessionForm(forms.ModelForm):
    """A session as organisers plan it; its model and fields are those of the page."""

    def clean(self) -> dict[str, Any]:
        """Take the second time for the end, where the session would otherwise end before it starts."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends = found.get("starts_at"), found.get("ends_at")
        if starts and ends and is_repeated(ends) and ends.timestamp() <= starts.timestamp():
            found["ends_at"] = ends.replace(fold=1)
        return found
