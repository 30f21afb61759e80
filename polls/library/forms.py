"""The forms of the commands."""

from django import forms

from rooms.live.base.fields import Key, Shown


class TemplateForm(forms.Form):
    """One of the programme's own templates."""

    template = Key()


class UseForm(forms.Form):
    """A template: the name of a built-in one, or the number of one of the programme's own."""

    template = Shown(max_length=40)
