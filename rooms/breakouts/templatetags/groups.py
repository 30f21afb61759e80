"""Groups in templates."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from livesessions.programme import street_drawing
from rooms.breakouts.forms import OFFERED

register = template.Library()


@register.simple_tag
def ways() -> list[tuple[str, Any]]:
    """The ways in which people can be divided, with their names."""
    return OFFERED


@register.simple_tag
def breakout_house(number: int, expected: int, here: int) -> SafeString:
    """The house of a group of `expected` people, of whom `here` are in; write its name beside it."""
    # Drawn from numbers: no text of people passes.
    return mark_safe(street_drawing.house(int(number), int(expected), int(here)))  # noqa: S308
