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
COPY = "copy"
"""What the form says in place of an example, to begin with what is prepared in the session `copied`."""


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
        choices=[(name, name) for name in (*EXAMPLES, COPY)],
        error_messages={"invalid_choice": gettext_lazy("Choose one of the examples, or begin empty.")},
    )
    key = forms.RegexField(r"^[a-z0-9]{12}\Z", initial=new_room_id, error_messages=RELOAD_ERRORS)
    copied = forms.ModelChoiceField(
        Session.objects.none(),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("You do not host this session.")},
    )
    open = forms.BooleanField(required=False)

    def __init__(self, user: int | None, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["copied"].queryset = Session.objects.filter(hostings__user=user)  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """The title on one line, without needless space."""
        title = " ".join(clean_text(self.cleaned_data["title"]).split())
        if is_blank(title):
            raise forms.ValidationError(_("Give the meeting a title."))
        return title

    def clean(self) -> dict[str, Any]:
        """Refuse a copy of nothing."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("example") == COPY and not self.errors and cleaned.get("copied") is None:
            self.add_error("copied", _("You do not host this session."))
        return cleaned

    def wanted(self) -> Wanted:
        """What the valid form asks for."""
        asked: dict[str, Any] = self.cleaned_data
        copied = asked["copied"] if asked["example"] == COPY else None
        return Wanted(asked["key"], asked["title"], EXAMPLES.get(asked["example"]), copied, asked["open"])
