"""The pictures of a poll's options: giving them, copying them, and where a browser finds them."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from livesessions.texts.bidi import isolated
from rooms.live.base.refusal import Refused

from ..models import Poll
from ..questions import rules_of
from .models import Picture

Contents = Sequence[bytes]
"""A picture for each option, in the order of the options; an empty one where there is none."""


def pictures_of(poll: Poll) -> "QuerySet[Picture]":
    """The pictures of a poll."""
    return Picture.objects.filter(option__poll=poll)


def contents_of(poll: Poll) -> list[bytes]:
    """Them all, to give to another poll; an empty list for a kind without pictures."""
    if not rules_of(poll).pictures:
        return []
    found = {picture.option_id: bytes(picture.content) for picture in pictures_of(poll)}
    return [found.get(option.pk, b"") for option in poll.options.all()]


def give(poll: Poll, contents: Contents) -> None:
    """Have the options of a poll show these, and no others."""
    pictures_of(poll).delete()
    given = zip(poll.options.all(), contents, strict=False)
    Picture.objects.bulk_create(Picture.of(option.pk, content) for option, content in given if content)


def carried(before: Sequence[str], contents: Contents, after: Sequence[str]) -> list[bytes]:
    """The pictures for the texts `after`, of those that stood beside the texts `before`.

    A picture stays beside its text. Where a text was only written better, it stays in its place.
    """
    beside = dict(zip(before, contents, strict=False))
    if len(before) == len(after):
        for was, text in zip(before, after, strict=True):
            if was not in after and was in beside:
                beside.setdefault(text, beside[was])
    return [beside.get(text, b"") for text in after]


def addresses(poll: Poll) -> dict[str, str]:
    """Where the pictures of a poll are found in its room, by the key of their option; one query, or none."""
    if not rules_of(poll).pictures:
        return {}
    found = pictures_of(poll).values_list("option_id", "digest")
    return {str(option): reverse("room-picture", args=[poll.room_id, digest]) for option, digest in found}


def without_picture(poll: Poll) -> int:
    """How many options still need a picture, before the poll can be opened."""
    return poll.options.filter(picture=None).count() if rules_of(poll).pictures else 0


def refuse_without_pictures(poll: Poll) -> None:
    """Raise `Refused` when a poll is of a kind with pictures, and one of its options has none."""
    missing = without_picture(poll)
    if missing:
        sentence = ngettext(
            "“%(poll)s” cannot be opened yet: %(number)d answer has no picture.",
            "“%(poll)s” cannot be opened yet: %(number)d answers have no picture.",
            missing,
        )
        raise Refused(sentence % {"poll": isolated(poll.text), "number": missing})
