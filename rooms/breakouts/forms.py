"""The forms of the commands of groups."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.live.base.fields import LARGEST_KEY, RELOAD_ERRORS, Key

from .models import LONGEST_LINK, LONGEST_NAME, LONGEST_TASK, Way

MOST_GROUPS, MOST_ROUNDS, MOST_MINUTES = 200, 12, 240


class PlanForm(forms.Form):
    """How to divide people. Either `groups` or `size` (people in each group) is given."""

    way = forms.ChoiceField(choices=Way, error_messages={"required": gettext_lazy("Choose how to divide people.")})
    groups = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_GROUPS,
        error_messages={
            "invalid": gettext_lazy("Write the number of groups as a number."),
            "max_value": gettext_lazy("There can be at most 200 groups."),
        },
    )
    rounds = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_ROUNDS,
        error_messages={"max_value": gettext_lazy("There can be at most twelve rounds.")},
    )
    minutes = forms.IntegerField(
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={
            "required": gettext_lazy("How many minutes does a round take?"),
            "invalid": gettext_lazy("Write the minutes as a number."),
            "min_value": gettext_lazy("A round takes at least one minute."),
            "max_value": gettext_lazy("A round takes at most four hours."),
        },
    )
    size = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=50,
        error_messages={"invalid": gettext_lazy("Write the size of a group as a number.")},
    )
    task = forms.CharField(
        required=False,
        max_length=LONGEST_TASK,
        error_messages={"max_length": gettext_lazy("A task has at most %(limit_value)d characters.")},
    )
    both_sides = forms.BooleanField(required=False)
    calls_back = forms.BooleanField(required=False)

    def clean(self) -> dict[str, object]:
        """Refuse a plan without a number of groups or a size."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("groups") and not cleaned.get("size"):
            self.add_error("groups", _("Say how many groups there are, or how many people are in each."))
        return cleaned


class VersionForm(forms.Form):
    """The plan and its version, as the page showed them."""

    plan = Key()
    version = Key()


class PlaceForm(VersionForm):
    """Pin a person to a group of a round; without a group the pin is removed."""

    person = forms.UUIDField(error_messages=RELOAD_ERRORS)
    group = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY, error_messages=RELOAD_ERRORS)


class ImportForm(VersionForm):
    """A list of seats, one a line: a name, a semicolon, comma or tab, and the number of the group."""

    lines = forms.CharField(
        max_length=60_000,
        error_messages={
            "required": gettext_lazy("Paste a list with a name and a number on each line."),
            "max_length": gettext_lazy("A list has at most %(limit_value)d characters."),
        },
    )


class TaskForm(forms.Form):
    """A group's name, its task, and the address of its video call."""

    group = Key()
    name = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        error_messages={"max_length": gettext_lazy("The name of a group has at most %(limit_value)d characters.")},
    )
    task = forms.CharField(
        required=False,
        max_length=LONGEST_TASK,
        error_messages={"max_length": gettext_lazy("A task has at most %(limit_value)d characters.")},
    )
    link = forms.URLField(
        required=False,
        max_length=LONGEST_LINK,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("This is not an address. It starts with https://."),
            "max_length": gettext_lazy("An address has at most %(limit_value)d characters."),
        },
    )

    def clean_link(self) -> str:
        """An address that a browser opens as a page; refuses other schemes."""
        link = self.cleaned_data["link"]
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError(_("This is not an address. It starts with https://."))
        return link


class SendForm(VersionForm):
    """The round to send out."""

    round = Key()


class RoundForm(forms.Form):
    """One round."""

    round = Key()


class MendForm(SendForm):
    """The round, and the number of people who would move, as the page showed it."""

    moves = Key()


class ExtendForm(RoundForm):
    """The end of a round as the page showed it (milliseconds since 1970), and the minutes to add."""

    until = forms.IntegerField(min_value=0, max_value=LARGEST_KEY, error_messages=RELOAD_ERRORS)
    minutes = forms.IntegerField(
        min_value=1,
        max_value=60,
        error_messages={
            "required": gettext_lazy("How many minutes longer?"),
            "invalid": gettext_lazy("Write the minutes as a number."),
            "max_value": gettext_lazy("At most an hour longer at once."),
        },
    )
