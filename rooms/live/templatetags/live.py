"""Template tags that put parts on a page, with the same bytes as a push."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True, name="part")
def show_part(context: template.Context, name: str) -> SafeString:
    """The part `name` of this page's room, as its audience sees it; for a keyed part all its items in a row."""
    return mark_safe(context["snapshot"].show(name))  # noqa: S308  (templates escaped what people wrote)
