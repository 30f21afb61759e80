"""The forms of the host's commands."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rooms.live.base.fields import LARGEST_KEY, RELOAD_ERRORS, Key, Place, Shown
from rooms.live.models import LONGEST_ANNOUNCEMENT

from .models import LONGEST_TITLE


class AnnouncementForm(forms.Form):
    """A sentence to everybody; an empty one removes it."""

    text = forms.CharField(
        max_length=LONGEST_ANNOUNCEMENT,
        required=False,
        error_messages={"max_length": _("An announcement has at most %(limit_value)d characters.")},
    )


class PlanForm(forms.Form):
    """One more item of the agenda."""

    title = forms.CharField(
        max_length=LONGEST_TITLE,
        error_messages={
            "required": _("Give the item a name."),
            "max_length": _("The name of an item has at most %(limit_value)d characters."),
        },
    )
    minutes = forms.IntegerField(
        min_value=1,
        max_value=480,
        error_messages={
            "required": _("How many minutes does it take?"),
            "invalid": _("Write the minutes as a number."),
            "min_value": _("An item takes at least one minute."),
            "max_value": _("An item takes at most eight hours."),
        },
    )


class StartForm(forms.Form):
    """The agenda item to start."""

    item = forms.IntegerField(
        min_value=1,
        max_value=LARGEST_KEY,
        error_messages={"required": _("Choose an item."), "invalid": _("Choose an item.")},
    )


class ItemForm(forms.Form):
    """One item of the agenda."""

    item = Key()


class EditForm(PlanForm):
    """An item, and what it says from now on."""

    item = Key()


class MoveForm(ItemForm):
    """An item, and its new place among the items that are still to come, counted from 1."""

    place = Place()


class CodeForm(forms.Form):
    """The code to replace, so that a form that is sent twice replaces it once."""

    code = Shown(max_length=12)


class PersonForm(forms.Form):
    """A participant."""

    person = forms.UUIDField(error_messages=RELOAD_ERRORS)


class RemoveForm(PersonForm):
    """A participant; `take_away`: what they said under their name goes too."""

    take_away = forms.BooleanField(required=False)


class AdmitForm(forms.Form):
    """A participant who waits, or `everybody` who does."""

    person = forms.UUIDField(required=False, error_messages=RELOAD_ERRORS)
    everybody = forms.BooleanField(required=False)


class StageForm(forms.Form):
    """The act to put on the stage, by its name; a break may say how many minutes it lasts."""

    act = Shown(max_length=16, required=False)
    minutes = forms.IntegerField(
        min_value=1,
        max_value=240,
        required=False,
        error_messages={
            "invalid": _("Write the minutes as a number."),
            "min_value": _("A break takes at least one minute."),
            "max_value": _("A break takes at most four hours."),
        },
    )
