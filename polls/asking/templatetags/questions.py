"""What the host's editor shows of the kinds of questions."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polls.kinds.kind import Shelf
from polls.kinds.register import kinds

from ..drafts.kind_settings import editor_fields
from ..questions import translated

register = template.Library()

SHELVES = {
    Shelf.CHOOSE: lambda: _("Choosing"),
    Shelf.WEIGH: lambda: _("Weighing"),
    Shelf.WORDS: lambda: _("In words"),
    Shelf.KNOW: lambda: _("Knowing"),
}


@register.filter
def at(mapping: Mapping[str, Any] | str | None, key: str) -> Any:
    """What stands under a key, where a template knows the key by name only; empty without it."""
    return mapping.get(key, "") if isinstance(mapping, Mapping) else ""


@register.simple_tag
def kind_choices() -> SafeString:
    """The picker of the editor, drawn once for each language."""
    return drawn_choices(get_language())


@lru_cache(maxsize=len(settings.LANGUAGES))
def drawn_choices(language: str | None) -> SafeString:
    """The picker in this language. A changed catalogue is seen after `cache_clear`."""
    return render_to_string("polls/kind_choices.html", {"shelves": _shelves()})


def _shelves() -> list[dict[str, Any]]:
    """Shelves in their order, each with its title and its kinds; a shelf without kinds is left out."""
    shelves = [
        {
            "name": shelf.value,
            "title": title(),
            "kinds": [
                {
                    "name": kind.name,
                    "title": translated(kind.title),
                    "purpose": translated(kind.purpose),
                    "has_options": kind.most > 0,
                    "most": kind.most,
                    "can_divide": kind.can_divide,
                    "fields": editor_fields(kind, {}),
                }
                for kind in kinds().values()
                if kind.shelf == shelf
            ],
        }
        for shelf, title in SHELVES.items()
    ]
    return [shelf for shelf in shelves if shelf["kinds"]]
