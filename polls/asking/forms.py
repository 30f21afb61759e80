"""The forms of the host's commands for polls."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls.kinds.answer_lines import BadLines, answers_in
from rooms.live.base.fields import Key, Place

from .models import LONGEST_OPTION, LONGEST_POLL, Divides

MOST = 10


class DraftForm(forms.Form):
    """A poll and its options, one on each line."""

    text = forms.CharField(
        max_length=LONGEST_POLL,
        error_messages={
            "required": gettext_lazy("Write what the poll asks."),
            "max_length": gettext_lazy("What a poll asks has at most %(limit_value)d characters."),
        },
    )
    options = forms.CharField(
        max_length=4000,
        error_messages={
            "required": gettext_lazy("Write at least two answers."),
            "max_length": gettext_lazy("The answers together have at most %(limit_value)d characters."),
        },
    )
    divides = forms.ChoiceField(required=False, choices=Divides)
    minimum = forms.IntegerField(required=False, max_value=1000)

    def clean_minimum(self) -> int:
        """The fewest answers to show a result; raises `ValidationError` below what this site allows."""
        minimum = self.cleaned_data["minimum"]
        if minimum is not None and minimum < settings.SMALLEST_RESULT:
            sentence = _(
                "A result is shown from %(number)d answers on, or more. With fewer, people could be recognised."
            )
            raise forms.ValidationError(sentence % {"number": settings.SMALLEST_RESULT}, "min_value")
        return minimum or settings.SMALLEST_RESULT

    def clean_options(self) -> list[str]:
        """The options; raises `ValidationError` with a sentence when these lines are none."""
        try:
            return answers_in(self.cleaned_data["options"], most=MOST, longest=LONGEST_OPTION)
        except BadLines as bad:
            sentences = {
                "few": _("Write at least two answers, each on a line of its own."),
                "many": _("A poll has at most ten answers."),
                "long": _("An answer has at most 200 characters."),
                "same": _("Two answers are the same."),
            }
            raise forms.ValidationError(sentences[bad.code]) from None


class PollForm(forms.Form):
    """One poll."""

    poll = Key()


class EditForm(DraftForm):
    """A draft, and what it says from now on."""

    poll = Key()


class MoveForm(PollForm):
    """A draft, and its new place among the drafts, counted from 1."""

    place = Place()
