"""The forms of the board's commands."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.texts.blank import is_blank
from rooms.live.base.fields import RELOAD, RELOAD_ERRORS, Key, Shown

from .models import LONGEST_CATEGORY, LONGEST_CLUSTER, LONGEST_QUESTION, LONGEST_REASON
from .states import Moderation, Names

MOST_AT_ONCE = 200
"""Questions in one command."""
MOST_CATEGORIES = 10


class QuestionsField(forms.Field):
    """The ids of one or more questions: a list, or a text with spaces between them."""

    widget = forms.SelectMultiple

    def clean(self, value: object) -> list[str]:
        """The ids, each once; raises `ValidationError` for none, too many, or an impossible id."""
        given = value if isinstance(value, list) else [value]
        ids = [id for text in given for id in (text.split() if isinstance(text, str) else [""])]
        if not ids:
            raise forms.ValidationError(_("Tick something first."))
        if len(ids) > MOST_AT_ONCE or any(not id.isalnum() or len(id) > 7 for id in ids):
            raise forms.ValidationError(str(RELOAD))
        return list(dict.fromkeys(ids))


class QuestionsForm(forms.Form):
    """One or more questions."""

    question = QuestionsField()
    was = Shown(max_length=60, required=False)
    """The states in which the host saw the questions, with spaces between them. Empty: any state."""


class QuestionForm(forms.Form):
    """One question."""

    question = Shown(max_length=7)


class OneForm(forms.Form):
    """One question, and the states in which the host may have seen it."""

    question = Shown(max_length=7)
    was = Shown(max_length=60, required=False)


class MergeForm(QuestionsForm):
    """The questions to merge, and the question that stays."""

    into = Shown(max_length=7)


class RejectForm(QuestionsForm):
    """The questions to reject, and the reason that their askers are told."""

    reason = forms.CharField(
        max_length=LONGEST_REASON,
        required=False,
        error_messages={"max_length": gettext_lazy("A reason has at most %(limit_value)d characters.")},
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


class AskForm(forms.Form):
    """A question. `names` is the setting that the page promised while the question was written."""

    text = forms.CharField(
        max_length=LONGEST_QUESTION,
        error_messages={
            "required": gettext_lazy("Write your question first."),
            "max_length": gettext_lazy("A question has at most %(limit_value)d characters."),
        },
    )
    category = forms.CharField(max_length=LONGEST_CATEGORY, required=False)
    names = forms.ChoiceField(choices=Names, error_messages=RELOAD_ERRORS)

    def clean_text(self) -> str:
        """The text on one line, without needless space."""
        return _on_one_line(self.cleaned_data["text"])


class CardForm(forms.Form):
    """A card for the prompt `board`."""

    text = forms.CharField(
        max_length=LONGEST_QUESTION,
        error_messages={
            "required": gettext_lazy("Write your card first."),
            "max_length": gettext_lazy("A card has at most %(limit_value)d characters."),
        },
    )
    board = Key()

    def clean_text(self) -> str:
        """The text on one line, without needless space."""
        return _on_one_line(self.cleaned_data["text"])


class PromptForm(forms.Form):
    """The host's prompt."""

    title = forms.CharField(
        max_length=LONGEST_QUESTION,
        error_messages={
            "required": gettext_lazy("Write the prompt first."),
            "max_length": gettext_lazy("A prompt has at most %(limit_value)d characters."),
        },
    )
    moderation = forms.ChoiceField(choices=Moderation, required=False, error_messages=RELOAD_ERRORS)


class PutAwayForm(forms.Form):
    """One prompt, by the key of its board."""

    board = Key()


class ClusterForm(QuestionsForm):
    """The cards to cluster, and the name of the cluster; an empty name takes them out."""

    cluster = forms.CharField(
        max_length=LONGEST_CLUSTER,
        required=False,
        error_messages={"max_length": gettext_lazy("The name of a cluster has at most %(limit_value)d characters.")},
    )


class WordsForm(forms.Form):
    """The word list of the programme, one word on each line."""

    words = forms.CharField(
        max_length=4000,
        required=False,
        error_messages={"max_length": gettext_lazy("A word list has at most %(limit_value)d characters.")},
    )

    def clean_words(self) -> str:
        """Each word once, without needless space."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["words"].splitlines())
        return "\n".join(dict.fromkeys(line for line in lines if not is_blank(line)))


class BoardForm(forms.Form):
    """The settings of the board. A field that is left out keeps its value."""

    names = forms.ChoiceField(choices=Names, required=False, error_messages=RELOAD_ERRORS)
    moderation = forms.ChoiceField(choices=Moderation, required=False, error_messages=RELOAD_ERRORS)
    categories = forms.CharField(
        max_length=500,
        required=False,
        error_messages={"max_length": gettext_lazy("The categories together have at most %(limit_value)d characters.")},
    )

    def clean_categories(self) -> list[str] | None:
        """The categories, one from each line; `None` when the form has no such field."""
        if "categories" not in self.data:
            return None
        lines = [" ".join(line.split()) for line in self.cleaned_data["categories"].splitlines()]
        categories = list(dict.fromkeys(line for line in lines if not is_blank(line)))
        if len(categories) > MOST_CATEGORIES:
            raise forms.ValidationError(_("A board has at most ten categories."))
        if any(len(category) > LONGEST_CATEGORY for category in categories):
            raise forms.ValidationError(_("A category has at most %(n)s characters.") % {"n": LONGEST_CATEGORY})
        return categories
