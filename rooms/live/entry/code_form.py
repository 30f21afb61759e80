"""The form of a join code, the first step at the front door."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .join_codes import LENGTH, clean_code, is_code


class CodeForm(forms.Form):
    """The code alone."""

    code = forms.CharField(
        max_length=60, error_messages={"required": gettext_lazy("Type the code that you see on the screen.")}
    )

    def clean_code(self) -> str:
        """The eight characters of the code, however they were typed; raises `ValidationError` with what is wrong."""
        code = clean_code(self.cleaned_data["code"])
        missing = LENGTH - len(code)
        if missing > 0:
            raise forms.ValidationError(_("The code is too short. It has eight characters."), "short")
        if not is_code(code):
            raise forms.ValidationError(unknown_code(), "unknown")
        return code


def unknown_code() -> str:
    """The sentence for a code that fits no open room: the same for a wrong code and a closed room."""
    return _("We do not know this code. Look at the screen once more: the code has eight characters.")
