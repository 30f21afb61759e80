"""The form with which somebody begins a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.programme.models import Session
from livesessions.texts.blank import is_blank
from livesessions.texts.cleaning import clean_text
from rooms.live.base.fields import RELOAD_ERRORS
from rooms.live.models import new_room_id

from .beginning import Wanted
from .examples import EXAMPLES

LONGEST_TITLE: int = Session._meta.get_field("title").max_length  # type: ignore[assignment]  # it has one


class BeginForm(forms.Form):
    """A title, what to begin with, and whether people can come in at once."""

    title = forms.CharField(
        max_length=LONGEST_TITLE,
        error_messages={
            "required": gettext_lazy("Give the meeting a title."),
            "max_length": gettext_lazy("A title has at most %(limit_value)d characters."),
        },
    )
    example = forms.ChoiceField(
        required=False,
        choices=[(name, name) for name in EXAMPLES],
        error_messages={"invalid_choice": gettext_lazy("Choose one of the examples, or begin empty.")},
    )
    key = forms.RegexField(r"^[a-z0-9]{12}\Z", initial=new_room_id, error_messages=RELOAD_ERRORS)
    open = forms.BooleanField(required=False)

    def clean_title(self) -> str:
        """The title on one line, without needless space."""
        title = " ".join(clean_text(self.cleaned_data["title"]).split())
        if is_blank(title):
            raise forms.ValidationError(_("Give the meeting a title."))
        return title

    def wanted(self) -> Wanted:
        """What the valid form asks for."""
        asked: dict[str, Any] = self.cleaned_data
        return Wanted(asked["key"], asked["title"], EXAMPLES.get(asked["example"]), asked["open"])
