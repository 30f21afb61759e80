"""The street in templates: sky, houses and icons."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from livesessions.programme import icons, sky_drawing, street_drawing

register = template.Library()

# Every drawing is made from numbers and known names, never from text that people wrote.


@register.simple_tag
def house_symbols() -> SafeString:
    """The pieces to which houses refer; placed once on a page, before the first house."""
    return mark_safe(street_drawing.pieces())  # noqa: S308  (our own drawing)


@register.simple_tag
def house(team: Any, here: int) -> SafeString:
    """The house of a team (with `number` and `people`) while `here` people are in; the template adds its name."""
    return mark_safe(street_drawing.house(int(team.number), int(team.people), int(here)))  # noqa: S308  (our own drawing)


@register.simple_tag
def room_house(number: int) -> SafeString:
    """The house of a room that is not open yet: dark, because it is empty."""
    return mark_safe(street_drawing.house(int(number), 7, 0))  # noqa: S308  (our own drawing)


@register.simple_tag
def sky(width: int, height: int, moon: str = "", stars: int = 0, seed: int = 1) -> SafeString:
    """The evening sky; `moon` is "x y radius"."""
    place = [int(number) for number in moon.split()]
    disc = (place[0], place[1], place[2]) if place else None
    return mark_safe(sky_drawing.sky(width, height, disc, stars, seed))  # noqa: S308  (our own drawing)


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon `name`."""
    return mark_safe(icons.icon(name))  # noqa: S308  (our own drawing)
