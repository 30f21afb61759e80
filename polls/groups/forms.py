"""The forms of the commands of group polls."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls.kinds.answer_lines import BadLines, answers_in
from rooms.live.base.fields import RELOAD_ERRORS, Key, SequenceField

from .models import LONGEST_POLL

MOST_ANSWERS = 6
LONGEST_ANSWER = 100


class AskForm(forms.Form):
    """A poll in one's own group. `number`: its number among the group's polls, as the page showed it."""

    group = Key()
    number = forms.IntegerField(min_value=1, max_value=1000, error_messages=RELOAD_ERRORS)
    text = forms.CharField(
        max_length=LONGEST_POLL,
        error_messages={
            "required": gettext_lazy("Write what the poll asks."),
            "max_length": gettext_lazy("What a poll asks has at most %(limit_value)d characters."),
        },
    )
    options = forms.CharField(
        max_length=2000,
        error_messages={
            "required": gettext_lazy("Write at least two answers."),
            "max_length": gettext_lazy("The answers together have at most %(limit_value)d characters."),
        },
    )

    def clean_text(self) -> str:
        """The text on one line."""
        return " ".join(self.cleaned_data["text"].split())

    def clean_options(self) -> list[str]:
        """The answers; raises `ValidationError` with a sentence when these lines are none."""
        try:
            return answers_in(self.cleaned_data["options"], most=MOST_ANSWERS, longest=LONGEST_ANSWER)
        except BadLines as bad:
            sentences = {
                "few": _("Write at least two answers, each on a line of its own."),
                "many": _("A poll of your group has at most six answers."),
                "long": _("An answer has at most 100 characters."),
                "same": _("Two answers are the same."),
            }
            raise forms.ValidationError(sentences[bad.code]) from None


class GroupPollForm(forms.Form):
    """One poll."""

    poll = Key()


class VoteForm(GroupPollForm):
    """The position of an answer, from 1. `sequence` counts a person's choices, so that a late retry loses."""

    option = forms.IntegerField(
        min_value=1,
        max_value=MOST_ANSWERS,
        error_messages={
            "required": gettext_lazy("Choose an answer first."),
            "invalid": gettext_lazy("Choose one answer."),
        },
    )
    sequence = SequenceField()
