"""Speaking somebody's language for a moment."""

from contextlib import AbstractContextManager, nullcontext

from django.utils.translation import get_language, override


def in_language(language: str) -> AbstractContextManager[None]:
    """`override`, which costs more than a vote's other Python work, only where another language is active."""
    return nullcontext() if get_language() == language else override(language)
