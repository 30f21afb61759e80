"""What the board's commands accept."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import LONGEST_QUESTION, LONGEST_REASON
from .states import Moderation, Names

MOST_AT_ONCE = 200
"""Questions in one command."""
MOST_CATEGORIES = 10
RELOAD = gettext_lazy("Reload the page and try again.")


class QuestionsField(forms.Field):
    """The ids of one or more questions: a list, or a text with spaces between them."""

    widget = forms.SelectMultiple

    def clean(self, value: object) -> list[str]:
        """The ids, each once; raises `ValidationError` for none, too many, or what cannot be one."""
        given = value if isinstance(value, list) else [value]
        ids = [id for text in given for id in (text.split() if isinstance(text, str) else [""])]
        if not ids:
            raise forms.ValidationError(_("Choose a question first."))
        if len(ids) > MOST_AT_ONCE or any(not id.isalnum() or len(id) > 7 for id in ids):
            raise forms.ValidationError(str(RELOAD))
        return list(dict.fromkeys(ids))


class QuestionsForm(forms.Form):
    """Which questions."""

    question = QuestionsField()
    was = forms.CharField(max_length=60, required=False)
    """The state in which the host saw them; more than one with spaces between them. Empty: in whatever state."""


class QuestionForm(forms.Form):
    """Which question."""

    question = forms.CharField(max_length=7, error_messages={"required": RELOAD, "max_length": RELOAD})


class OneForm(forms.Form):
    """Which one question, and the state in which the host saw it."""

    question = forms.CharField(max_length=7, error_messages={"required": RELOAD, "max_length": RELOAD})
    was = forms.CharField(max_length=60, required=False)


class MergeForm(QuestionsForm):
    """Which questions are taken together with which other, that stays."""

    into = forms.CharField(max_length=7, error_messages={"required": RELOAD, "max_length": RELOAD})


class RejectForm(QuestionsForm):
    """Which questions are not shown, and what their askers are told about it."""

    reason = forms.CharField(
        max_length=LONGEST_REASON,
        required=False,
        error_messages={"max_length": gettext_lazy("A reason has at most 200 characters.")},
    )


class AskForm(forms.Form):
    """A question. `names` is the promise that stood on the page while it was written."""

    text = forms.CharField(
        max_length=LONGEST_QUESTION,
        error_messages={
            "required": gettext_lazy("Write your question first."),
            "max_length": gettext_lazy("A question has at most 300 characters."),
        },
    )
    board = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    category = forms.CharField(max_length=40, required=False)
    names = forms.ChoiceField(choices=Names, error_messages={"required": RELOAD, "invalid_choice": RELOAD})

    def clean_text(self) -> str:
        """On one line, without needless space."""
        return " ".join(self.cleaned_data["text"].split())


class PromptForm(forms.Form):
    """The host's own question to the room."""

    title = forms.CharField(
        max_length=LONGEST_QUESTION,
        error_messages={
            "required": gettext_lazy("Write the question to the room first."),
            "max_length": gettext_lazy("A question has at most 300 characters."),
        },
    )
    moderation = forms.ChoiceField(choices=Moderation, required=False, error_messages={"invalid_choice": RELOAD})


class PutAwayForm(forms.Form):
    """Which prompt."""

    board = forms.IntegerField(min_value=1, max_value=2**53, error_messages={"required": RELOAD, "invalid": RELOAD})


class ClusterForm(QuestionsForm):
    """Which cards go into which group; no name takes them out."""

    cluster = forms.CharField(
        max_length=60,
        required=False,
        error_messages={"max_length": gettext_lazy("The name of a group has at most 60 characters.")},
    )


class WordsForm(forms.Form):
    """The word list of the programme, one on each line."""

    words = forms.CharField(
        max_length=4000,
        required=False,
        error_messages={"max_length": gettext_lazy("A word list has at most 4000 characters.")},
    )

    def clean_words(self) -> str:
        """Each word once, without needless space."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["words"].splitlines())
        return "\n".join(dict.fromkeys(line for line in lines if line))


class BoardForm(forms.Form):
    """How the board is set. What is left out stays as it is."""

    names = forms.ChoiceField(choices=Names, required=False, error_messages={"invalid_choice": RELOAD})
    moderation = forms.ChoiceField(choices=Moderation, required=False, error_messages={"invalid_choice": RELOAD})
    categories = forms.CharField(
        max_length=500,
        required=False,
        error_messages={"max_length": gettext_lazy("The categories together have at most 500 characters.")},
    )

    def clean_categories(self) -> list[str] | None:
        """One on each line; `None` when the form has no such field."""
        if "categories" not in self.data:
            return None
        lines = [" ".join(line.split()) for line in self.cleaned_data["categories"].splitlines()]
        categories = list(dict.fromkeys(line for line in lines if line))
        if len(categories) > MOST_CATEGORIES:
            raise forms.ValidationError(_("A board has at most ten categories."))
        if any(len(category) > 40 for category in categories):
            raise forms.ValidationError(_("A category has at most 40 characters."))
        return categories
