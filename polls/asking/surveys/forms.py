"""The forms of the host's commands for surveys."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.live.base.fields import RELOAD, Key

from .models import LONGEST_TITLE

MOST_QUESTIONS = 10


class QuestionsField(forms.Field):
    """Polls that a host ticked, as one value or several."""

    widget = forms.SelectMultiple

    def clean(self, value: object) -> list[int]:
        """Their keys, each once. Raises `ValidationError` for fewer than two, more than a survey has, or no keys."""
        given = list(dict.fromkeys(str(each) for each in (value if isinstance(value, list) else [value]) if each))
        if any(not (each.isascii() and each.isdecimal()) or len(each) > 15 for each in given):
            raise forms.ValidationError(str(RELOAD))
        if not 2 <= len(given) <= MOST_QUESTIONS:
            sentence = _("Tick two polls at least, and %(number)d at most.")
            raise forms.ValidationError(sentence % {"number": MOST_QUESTIONS})
        return [int(each) for each in given]


class MakeForm(forms.Form):
    """A survey: its title, and the polls that it is made of."""

    title = forms.CharField(
        max_length=LONGEST_TITLE,
        error_messages={
            "required": gettext_lazy("Give the survey a title."),
            "max_length": gettext_lazy("The title of a survey has at most %(limit_value)d characters."),
        },
    )
    poll = QuestionsField()
    together = forms.BooleanField(required=False)


class SurveyForm(forms.Form):
    """One survey."""

    survey = Key()
