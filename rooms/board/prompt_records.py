"""A kept prompt with its cards as organisers see it: as a page, a comparison and a download.

Cards that a host rejected are in the moderation log only. No record says who wrote a card.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from django.db.models import Count, IntegerField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from livesessions.archive.models import Record
from livesessions.archive.reading import BY_SESSION
from livesessions.archive.register import Gist, Item, Page, RecordKind, Sheet, register

from .records import date_of
from .states import QuestionState, Why

PROMPT, CARD = "prompt", "card"
CARDS = Cast(KT("payload__cards"), IntegerField())


class PromptPayload(TypedDict):
    """A prompt, and how many cards are listed with it."""

    title: str
    cards: int


class CardPayload(TypedDict):
    """What is kept of a card. `state` is what the card was just before the room ended."""

    text: str
    cluster: str
    state: str
    reason: str
    votes: int
    merged_into: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """A line of the download of cards; `into` is the card with which this one was taken together."""

    prompt: Record
    card: CardPayload
    into: str = ""


def _was_shown(card: CardPayload) -> bool:
    return card["state"] != QuestionState.PENDING


def _card(record: Record, within: Sequence[Item]) -> dict[str, Any]:
    card: CardPayload = record.payload
    return {
        "key": record.key,
        **{name: card[name] for name in ("text", "cluster", "votes", "merged_into")},
        "was_shown": _was_shown(card),
    }


def _prompt(record: Record, within: Sequence[Item]) -> dict[str, Any]:
    """The title, and the cards by cluster: the best ones first, those without a cluster last."""
    cards = [dict(item.shown) for item in within]
    keys = {card["key"] for card in cards}
    likes: dict[str, list[str]] = {}
    for card in cards:
        if card["merged_into"] in keys:
            likes.setdefault(card["merged_into"], []).append(card["text"])
    clusters: dict[str, list[dict[str, Any]]] = {}
    for card in sorted(cards, key=lambda card: -card["votes"]):
        if card["merged_into"] not in keys:
            clusters.setdefault(card["cluster"], []).append(card | {"likes": likes.get(card["key"], [])})
    loose = clusters.pop("", [])
    return {
        "title": record.payload["title"],
        "clusters": [{"name": name, "cards": some} for name, some in clusters.items()],
        "loose": loose,
    }


def _gist(record: Record) -> Gist:
    cards = record.payload["cards"]
    return Gist(ngettext("%(cards)s card", "%(cards)s cards", cards) % {"cards": cards})


def _cards(record: Record, within: Sequence[Record]) -> Iterable[CardRow]:
    texts = {card.key: card.payload["text"] for card in within}
    return [CardRow(record, card.payload, texts.get(card.payload["merged_into"], "")) for card in within]


register(
    RecordKind(
        name=PROMPT,
        schema=PromptPayload,
        words=lambda payload: [payload["title"]],
        template="rooms/board/prompt_record.html",
        shown=_prompt,
        gist=_gist,
        reasons=dict(Why.choices),
        of_nobody=[Why.WITHDRAWN],
        order=(*BY_SESSION, "begun_at", "pk"),
        page=Page(
            name="cards",
            title=_("Prompts and cards"),
            empty=_("No cards have been kept yet. They come here as soon as a session ends."),
            place=4,
            figures=[(_("Prompts"), Count("pk")), (_("Cards"), Sum(CARDS))],
        ),
        sheets=[
            Sheet(
                name="cards",
                title=_("Cards"),
                page="cards",
                rows=_cards,
                about=("session", "date", "prompt"),
                columns=[
                    (_("Session"), lambda row: row.prompt.session_title),
                    (_("Date"), lambda row: date_of(row.prompt)),
                    (_("Prompt"), lambda row: row.prompt.payload["title"]),
                    (_("Card"), lambda row: row.card["text"]),
                    (_("Cluster"), lambda row: row.card["cluster"]),
                    (_("Taken together with"), lambda row: row.into),
                    (_("People who agree"), lambda row: row.card["votes"]),
                    (_("Shown in the session"), lambda row: _("yes") if _was_shown(row.card) else _("no")),
                ],
            )
        ],
    )
)

register(
    RecordKind(
        name=CARD,
        schema=CardPayload,
        words=lambda payload: (payload["text"], payload["cluster"], payload["reason"]),
        purged=lambda payload: payload | dict.fromkeys(("text", "cluster", "reason"), ""),
        shown=_card,
        reasons=dict(Why.choices),
        of_nobody=[Why.WITHDRAWN],
        inside=PROMPT,
        order=(*BY_SESSION, "begun_at", "pk"),
    )
)
