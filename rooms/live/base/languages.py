"""Switching to a person's language for a moment."""

from contextlib import AbstractContextManager, nullcontext

from django.utils.translation import get_language, override


def in_language(language: str) -> AbstractContextManager[None]:
    """`override`, only when another language is active: it costs more than all other Python work of a vote."""
    return nullcontext() if get_language() == language else override(language)
