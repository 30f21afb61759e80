"""The forms of the host's commands for polls."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls.kinds.answer_lines import BadLines, answers_in
from polls.kinds.kind import Bad, Kind
from polls.kinds.register import kinds, standard
from rooms.live.base.fields import Key, Place

from ..models import LONGEST_OPTION, LONGEST_POLL, Divides
from ..questions import question, said
from .kind_settings import form_fields, name_in_form, settings_in

SHORTEST, LONGEST = 10, 3600
"""Seconds of a countdown."""
LONGEST_BAROMETER = 50
LONGEST_OPTIONS = 4200
"""Characters of all options together."""


def options_in(rules: Kind, lines: str) -> list[str]:
    """The options of a kind, one on each line; raises `ValidationError` with a sentence when these lines are none."""
    try:
        return answers_in(lines, most=rules.most, longest=LONGEST_OPTION)
    except BadLines as bad:
        sentences = {
            "few": _("Write at least two answers, each on a line of its own."),
            "many": _("A question of this kind has at most %(number)d answers.") % {"number": rules.most},
            "long": _("An answer has at most 200 characters."),
            "same": _("Two answers are the same."),
        }
        raise forms.ValidationError(sentences[bad.code]) from None


class DraftForm(forms.Form):
    """A poll: its kind (the first of the picker, if none is named), its options (one on each line) and its settings.

    A setting is in the field `<kind>-<setting>`; cleaned, all of them are in `settings`.
    """

    text = forms.CharField(
        max_length=LONGEST_POLL,
        error_messages={
            "required": gettext_lazy("Write what the poll asks."),
            "max_length": gettext_lazy("What a poll asks has at most %(limit_value)d characters."),
        },
    )
    kind = forms.ChoiceField(
        required=False,
        choices=lambda: [(name, name) for name in kinds()],
        error_messages={"invalid_choice": gettext_lazy("This kind of question does not exist. Reload the page.")},
    )
    options = forms.CharField(
        required=False,
        max_length=LONGEST_OPTIONS,
        error_messages={"max_length": gettext_lazy("The answers together have at most %(limit_value)d characters.")},
    )
    divides = forms.ChoiceField(required=False, choices=Divides)
    minimum = forms.IntegerField(required=False, max_value=1000)
    strict = forms.ChoiceField(required=False, choices=[("", ""), ("yes", "yes"), ("no", "no")])
    countdown = forms.IntegerField(
        required=False,
        min_value=SHORTEST,
        max_value=LONGEST,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("Give a time of 10 seconds to an hour, in seconds.")
        ),
    )
    closes_itself = forms.BooleanField(required=False)
    by_team = forms.BooleanField(required=False)
    named = forms.BooleanField(required=False)
    hosts_vote = forms.BooleanField(required=False)
    barometer = forms.CharField(
        required=False,
        max_length=LONGEST_BAROMETER,
        error_messages={"max_length": gettext_lazy("The name of a barometer has at most %(limit_value)d characters.")},
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        named = self.data.get("kind") or standard()
        self.rules = kinds().get(named if isinstance(named, str) else "")
        if self.rules is None:
            return
        for name, field in form_fields(self.rules).items():
            if not isinstance(self.data.get(name), (list, dict)):
                self.fields[name] = field

    def clean_kind(self) -> str:
        """The name of the kind."""
        return self.cleaned_data["kind"] or standard()

    def clean_strict(self) -> bool | None:
        """Whether numbers move in steps; `None`: it is decided when the poll opens."""
        return {"yes": True, "no": False}.get(self.cleaned_data["strict"])

    def clean_minimum(self) -> int:
        """The fewest answers to show a result; raises `ValidationError` below what this site allows."""
        minimum = self.cleaned_data["minimum"]
        if minimum is not None and minimum < settings.SMALLEST_RESULT:
            sentence = _(
                "A result is shown from %(number)d answers on, or more. With fewer, people could be recognised."
            )
            raise forms.ValidationError(sentence % {"number": settings.SMALLEST_RESULT}, "min_value")
        return minimum or settings.SMALLEST_RESULT

    def clean_barometer(self) -> str:
        """The key of a barometer, as addresses have it; raises `ValidationError` for a name that makes none."""
        given = self.cleaned_data["barometer"]
        if given.strip() and not slugify(given):
            raise forms.ValidationError(_("Write the name of a barometer in letters or digits."))
        return slugify(given)

    def clean_options(self) -> list[str]:
        """The options; raises `ValidationError` with a sentence when these lines are none."""
        if self.rules is None or not self.rules.most:
            return []
        return options_in(self.rules, self.cleaned_data["options"])

    def clean(self) -> dict[str, Any]:
        """Gather the settings; whether they go together is for the kind to say, and whether answers may make groups."""
        if self.errors or self.rules is None:
            return self.cleaned_data
        found = settings_in(self.rules, self.cleaned_data)
        options = [(str(i), text) for i, text in enumerate(self.cleaned_data["options"], 1)]
        try:
            self.rules.check(question(self.rules, options, found, self.cleaned_data["minimum"]))
        except Bad as bad:
            name = name_in_form(self.rules, bad.field)
            self.add_error(name if name in self.fields else "options", said(bad.sentence))
        if self.cleaned_data.get("divides") and not self.rules.can_divide:
            self.add_error("divides", _("Answers to this kind of question cannot make groups."))
        if self.cleaned_data["by_team"] and (self.rules.can_hide or self.rules.comes_back):
            self.add_error("by_team", _("What people write is not counted by team."))
        if self.cleaned_data["named"] and (self.rules.can_hide or self.rules.comes_back):
            self.add_error("named", _("What people write stands without a name."))
        if self.cleaned_data["named"] and self.cleaned_data.get("divides"):
            self.add_error("named", _("Answers with a name do not make groups."))
        self.cleaned_data["settings"] = found
        return self.cleaned_data


class PollForm(forms.Form):
    """One poll."""

    poll = Key()


class EditForm(DraftForm):
    """A draft, and what it says from now on."""

    poll = Key()


class MoveForm(PollForm):
    """A draft, and its new place among the drafts, counted from 1."""

    place = Place()
