"""Groups in templates that are not parts."""

from typing import Any

from django import template

from rooms.breakouts.forms import OFFERED

register = template.Library()


@register.simple_tag
def ways() -> list[tuple[str, Any]]:
    """The ways in which people can be divided, with their names."""
    return OFFERED
