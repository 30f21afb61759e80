"""The settings of kinds in forms: fields made of what `polls/kinds/fields.py` says, and what an editor shows of them.

All kinds stand in one form, so that a host who chooses another kind keeps the question. The name of a setting in the
form has its kind in front: ``several-most``.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from livesessions.texts.blank import is_blank
from polls.kinds import fields
from polls.kinds.kind import Kind

from ..questions import translated

MOST_DIGITS = 12


def name_in_form(kind: Kind, setting: str) -> str:
    """The name of a setting's field."""
    return f"{kind.name}-{setting}"


def form_fields(kind: Kind) -> dict[str, forms.Field]:
    """The form fields of a kind's settings, by their names in the form."""
    return {name_in_form(kind, name): _form_field(spec) for name, spec in kind.fields.items()}


def settings_in(kind: Kind, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The settings in the cleaned data of a form with `form_fields`, as a poll stores them."""
    return {name: cleaned.get(name_in_form(kind, name)) for name in kind.fields}


def editor_fields(kind: Kind, settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The fields as the editor's template draws them, with the values of `settings` or the standard ones."""
    return [
        {
            "name": name_in_form(kind, name),
            "type": type(spec).__name__.lower(),
            "label": translated(spec.label),
            "help": translated(spec.help) if spec.help else "",
            "value": _shown(spec, settings.get(name, getattr(spec, "standard", None))),
            "least": getattr(spec, "least", ""),
            "most": getattr(spec, "most", ""),
            "longest": _longest(spec),
            "choices": [(value, translated(label)) for value, label in getattr(spec, "choices", {}).items()],
        }
        for name, spec in kind.fields.items()
    ]


def texts_in(kind: Kind, settings: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The settings in which a person wrote a text, as (label, text) by name: these can be taken out."""
    written = {name: spec for name, spec in kind.fields.items() if isinstance(spec, fields.Text)}
    return {name: (translated(spec.label), settings[name]) for name, spec in written.items() if settings.get(name)}


def _shown(spec: fields.Field, value: Any) -> Any:
    if isinstance(value, list):
        return (", " if isinstance(spec, fields.Numbers) else "\n").join(map(str, value))
    return "" if value is None else value


def _longest(spec: fields.Field) -> int | str:
    if isinstance(spec, fields.Lines):
        return spec.most * (spec.longest + 1)
    return spec.longest if isinstance(spec, (fields.Text, fields.Numbers)) else ""


def _form_field(spec: fields.Field) -> forms.Field:
    if isinstance(spec, fields.Whole):
        return _WholeField(spec)
    too_long = {"max_length": _("This text has at most %(limit_value)d characters.")}
    if isinstance(spec, fields.Decimal):
        return _DecimalField(required=False, max_length=2 * MOST_DIGITS, error_messages=too_long)
    if isinstance(spec, fields.Pick):
        return _PickField(spec)
    if isinstance(spec, fields.Flag):
        return forms.BooleanField(required=False)
    if isinstance(spec, fields.Lines):
        return _LinesField(spec)
    longest = _longest(spec)
    field = _NumbersField if isinstance(spec, fields.Numbers) else forms.CharField
    return field(required=False, max_length=int(longest or 0), error_messages=too_long)


class _WholeField(forms.IntegerField):
    def __init__(self, spec: fields.Whole) -> None:
        self.spec = spec
        bounds = _("Give a whole number from %(least)d to %(most)d.") % {"least": spec.least, "most": spec.most}
        messages = {"invalid": bounds, "min_value": bounds, "max_value": bounds}
        super().__init__(required=False, min_value=spec.least, max_value=spec.most, error_messages=messages)

    def clean(self, value: Any) -> int | None:
        """The number, or the standard one."""
        found = super().clean(value)
        return self.spec.standard if found is None else found


class _DecimalField(forms.CharField):
    def clean(self, value: Any) -> str | None:
        """The number as it is written with a point and without zeros at its end."""
        text = super().clean(value).strip().replace(",", ".").replace("\u2212", "-")
        if not text:
            return None
        sentence = _("Give a number of at most %(digits)d digits, such as 3 or 2.5.") % {"digits": MOST_DIGITS}
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise forms.ValidationError(sentence) from None
        if (
            not number.is_finite()
            or len(number.as_tuple().digits) > MOST_DIGITS
            or abs(number.adjusted()) > MOST_DIGITS
        ):
            raise forms.ValidationError(sentence)
        return format(number.normalize(), "f")


class _NumbersField(forms.CharField):
    def clean(self, value: Any) -> list[int]:
        """The numbers in the text, whatever stands between them."""
        return sorted({int(number) for number in re.findall(r"[0-9]{1,4}", super().clean(value))})


class _PickField(forms.ChoiceField):
    def __init__(self, spec: fields.Pick) -> None:
        self.spec = spec
        super().__init__(required=False, choices=list(spec.choices.items()))

    def clean(self, value: Any) -> str:
        """The value, or the standard one."""
        return super().clean(value) or self.spec.standard


class _LinesField(forms.CharField):
    def __init__(self, spec: fields.Lines) -> None:
        self.spec = spec
        too_long = {"max_length": _("This text has at most %(limit_value)d characters.")}
        super().__init__(required=False, max_length=int(_longest(spec) or 0), error_messages=too_long)

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        found = [line for line in lines if not is_blank(line)]
        if len(found) > self.spec.most or any(len(line) > self.spec.longest for line in found):
            sentence = _("Write at most %(most)d lines, each of at most %(longest)d characters.")
            raise forms.ValidationError(sentence % {"most": self.spec.most, "longest": self.spec.longest})
        return found
