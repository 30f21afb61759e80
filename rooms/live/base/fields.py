"""Fields of commands' forms that a page fills in and nobody types."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

RELOAD = gettext_lazy("Reload the page and try again.")
RELOAD_ERRORS = dict.fromkeys(("required", "invalid", "invalid_choice", "max_length", "min_value", "max_value"), RELOAD)
"""For a field that only the page fills in: a wrong value means that the page is too old."""
LARGEST_KEY = 2**53
"""The largest whole number that JavaScript counts exactly."""
HIGHEST_SEQUENCE = 1_000_000
"""More often than anybody changes their mind; one more than this still fits the database."""


class Key(forms.IntegerField):
    """The key of an object on the page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_KEY, error_messages=RELOAD_ERRORS, **options)


class Shown(forms.CharField):
    """A text that the page filled in when it was made."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages=RELOAD_ERRORS, **options)


class SequenceField(forms.IntegerField):
    """Which choice of this person it is, so that a late retry of an older one loses. Without our script: absent."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=1, max_value=HIGHEST_SEQUENCE)


class Place(forms.IntegerField):
    """The place of something in an order that people decide, counted from 1."""

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=10_000, error_messages=RELOAD_ERRORS)


def with_place(keys: Iterable[int], key: int, place: int) -> list[int]:
    """`keys` with `key` at `place`; beyond an end is at that end."""
    rest = list(keys)
    rest.remove(key)
    rest.insert(max(place, 1) - 1, key)
    return rest
