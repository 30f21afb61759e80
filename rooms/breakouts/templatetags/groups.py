"""Groups in templates."""

from collections.abc import Collection
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from livesessions.programme import street_drawing
from rooms.breakouts.models import Way

register = template.Library()

COLOURS = 10
"""The number of team colours; a code always stands beside a colour."""


@register.simple_tag
def ways() -> list[tuple[str, Any]]:
    """The ways in which people can be divided, with their names."""
    return Way.choices


@register.simple_tag
def group_drawing(number: int, expected: int, here: int) -> SafeString:
    """The house that is drawn for a group of `expected` people, of whom `here` are in; the template adds its name."""
    return mark_safe(street_drawing.house(int(number), int(expected), int(here)))  # noqa: S308  (numbers only)


@register.simple_tag
def facade(number: int, members: Collection[Any]) -> SafeString:
    """The same house with a dark window for each member; the page puts the members over the windows."""
    return mark_safe(street_drawing.facade(int(number), len(members)))  # noqa: S308  (drawn from numbers)


@register.filter
def team_code(name: str) -> str:
    """One to three characters for a team: the number at the end of its name, otherwise initials."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return "–"
    if len(words) > 1 and words[-1].isdigit():
        return words[-1].lstrip("0")[-3:] or "0"
    return (words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]).upper()


@register.filter
def team_colour(team: int) -> str:
    """The CSS class of a team's colour."""
    return f"t{int(team) % COLOURS}" if team else "t"


@register.filter
def and_list(items: Collection[object]) -> str:
    """A list in words: "1, 2 and 3"."""
    *first, last = map(str, items) if items else ("",)
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
