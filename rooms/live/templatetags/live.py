"""Template tags that put parts on a page, with the same bytes as a push."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from rooms.live import parts

register = template.Library()


@register.simple_tag(takes_context=True, name="part")
def show_part(context: template.Context, name: str) -> SafeString:
    """The part `name` of this page's room, as its audience sees it. A keyed part: all of them in a row."""
    part = parts.named(name)
    look = context["look"]
    if part.personal:
        pictures = [parts.render_personal(part, look.room, look.actor, look.language, look.versions)]
    else:
        pictures = parts.render(part, look.room, look.audience, look.language, look.versions)
    # Parts are rendered by templates that escape whatever people wrote.
    return mark_safe("".join(picture.html for picture in pictures))  # noqa: S308
