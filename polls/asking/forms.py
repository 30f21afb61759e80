"""The forms of the host's commands for polls."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Divides

FEWEST, MOST = 2, 10


class DraftForm(forms.Form):
    """A question and its options, one on each line."""

    text = forms.CharField(
        max_length=300,
        error_messages={
            "required": gettext_lazy("Write the question."),
            "max_length": gettext_lazy("A question has at most 300 characters."),
        },
    )
    options = forms.CharField(
        max_length=4000,
        error_messages={
            "required": gettext_lazy("Write at least two answers."),
            "max_length": gettext_lazy("The answers together have at most 4000 characters."),
        },
    )
    divides = forms.ChoiceField(required=False, choices=Divides)
    minimum = forms.IntegerField(required=False, min_value=1, max_value=1000)

    def clean_options(self) -> list[str]:
        """The lines as options; raises `ValidationError` for too few, too many, too long or equal ones."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        options = [line for line in lines if line]
        if len(options) < FEWEST:
            raise forms.ValidationError(_("Write at least two answers, each on a line of its own."))
        if len(options) > MOST:
            raise forms.ValidationError(_("A question has at most ten answers."))
        if any(len(option) > 200 for option in options):
            raise forms.ValidationError(_("An answer has at most 200 characters."))
        if len({option.casefold() for option in options}) < len(options):
            raise forms.ValidationError(_("Two answers are the same."))
        return options


class PollForm(forms.Form):
    """One poll."""

    poll = forms.IntegerField(
        min_value=1,
        max_value=2**53,
        error_messages={
            "required": gettext_lazy("Reload the page and try again."),
            "invalid": gettext_lazy("Reload the page and try again."),
        },
    )
