"""People's words in templates, in their own direction: Arabic runs from right to left, also on a Dutch page.

An element that holds the text alone says ``dir="auto"``. A text inside a sentence is written with one of these filters,
which are known in every template.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import normalize_newlines

from livesessions.texts import bidi as directions

register = template.Library()


@register.filter
def bdi(words: Any) -> SafeString | list[SafeString]:
    """``<bdi>`` around the words, or around each item of a list; nothing around nothing."""
    if isinstance(words, list | tuple):
        return [format_html("<bdi>{}</bdi>", each) for each in words]
    return format_html("<bdi>{}</bdi>", words) if words not in (None, "") else SafeString("")


@register.filter
def isolated(words: Any) -> str:
    """The words between characters that isolate them, for an attribute, a title or an option, where no element fits."""
    return directions.isolated(str(words))


@register.filter
def paragraphs(words: Any) -> SafeString:
    """The words as paragraphs, each in its own direction; a blank line starts a new paragraph."""
    written: Iterable[str] = normalize_newlines(str(words)).strip("\n").split("\n\n")
    lines = ((SafeString(escape(each.strip("\n")).replace("\n", "<br>")),) for each in written if each.strip())
    return format_html_join("\n\n", '<p dir="auto">{}</p>', lines)
