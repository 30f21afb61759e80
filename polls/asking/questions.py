"""A poll as its kind sees it: from rows to what `polls/kinds` knows, and from its sentences to a person's language."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext, ngettext

from livesessions.texts.bidi import isolated
from polls.kinds import kind as seam
from polls.kinds.kind import Kind, Question
from polls.kinds.register import kinds
from polls.kinds.sentences import Sentence

from .models import Option, Poll


def rules_of(poll: Poll) -> Kind:
    """The rules of a poll's kind."""
    return kinds()[poll.kind]


def approves_first(poll: Poll) -> bool:
    """Whether what people write waits for a host now, before anybody else sees it."""
    return poll.approved is not None and rules_of(poll).can_hide and bool(poll.settings.get(seam.APPROVE))


def question(kind: Kind, options: Iterable[tuple[str, str]], settings: Mapping[str, Any], minimum: int) -> Question:
    """What is asked, with the kind's own options in the present language."""
    fixed = tuple(seam.Option(option.key, translated(option.text)) for option in kind.fixed)
    return Question(fixed or tuple(seam.Option(*each) for each in options), settings, minimum, said)


def question_of(poll: Poll, options: Iterable[Option]) -> Question:
    """The same of a poll and its options."""
    pairs = [(str(option.pk), option.text) for option in options]
    return question(rules_of(poll), pairs, poll.settings, poll.minimum)


@lru_cache(maxsize=1024)
def question_when_open(poll: int, opened_at: datetime) -> Question:
    """What a poll asks that was opened at `opened_at`: from then on options and settings are fixed.

    For reading answers only: a text may have been taken out since.
    """
    found = Poll.objects.prefetch_related("options").get(pk=poll)
    return question_of(found, found.options.all())


def translated(text: str) -> str:
    """A text that the rules of a kind marked with `gettext_noop`, in the present language."""
    return gettext(text)


def said(sentence: Sentence) -> str:
    """A sentence of the rules, in the present language; texts of people in it keep their direction."""
    text = ngettext(sentence.text, sentence.plural, sentence.number) if sentence.plural else gettext(sentence.text)
    return text % {name: _written(value) for name, value in sentence.values.items()}


def _written(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(isolated(each) for each in value)
    if isinstance(value, str):
        return isolated(value)
    return localize(value) if isinstance(value, (float, Decimal)) else value
