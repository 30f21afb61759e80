"""The form of a join code, the first step at the front door.

The QR code of the projector holds the code with a proof that nobody guessed it. Whoever scanned it comes in however
many wrong codes others give.
"""

from django import forms
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .join_codes import LENGTH, clean_code, is_code

LONGEST = 60
"""Characters that may be typed: more than eight, because some type spaces and dashes."""
MARK = "~"
"""Stands between a code and its proof."""


def with_proof(shown_code: str) -> str:
    """A code as the QR code holds it. Whoever guesses guesses 32 bits more."""
    return f"{shown_code}{MARK}{_proof_of(clean_code(shown_code))}"


def read_code(sent: str) -> tuple[str, bool]:
    """The code in what was sent, and whether a proof is with it."""
    if len(sent) > LONGEST:
        return sent, False
    code, _mark, proof = sent.partition(MARK)
    return code, constant_time_compare(proof, _proof_of(clean_code(code)))


def _proof_of(code: str) -> str:
    return salted_hmac("rooms.live.entry.code_form.proof", code, algorithm="sha256").hexdigest()[:8]


class CodeForm(forms.Form):
    """The code alone."""

    code = forms.CharField(
        max_length=LONGEST, error_messages={"required": gettext_lazy("Type the code that you see on the screen.")}
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
