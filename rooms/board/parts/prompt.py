"""The parts of a host's question to the room: the question with its form, and the cards by group."""

from typing import Any

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..moderation.similarity import similar
from ..questions.listing import listed_for, prompt_of
from .public import settings_of, shown


@part("prompt", "rooms/board/parts/prompt.html")
def prompt(room: Room, audience: Audience) -> dict[str, Any]:
    """The question to the room, for participants with the form for a card. It does not change while somebody writes."""
    return {"board": settings_of(prompt_of(room))}


@part("cards", "rooms/board/parts/cards.html", holds=("votes",))
def cards(room: Room, audience: Audience) -> dict[str, Any]:
    """The cards by group, the groups in the order of their best card; cards without a group come last."""
    board = prompt_of(room)
    groups: dict[str, list[dict[str, Any]]] = {}
    for question in listed_for(room, board, audience):
        groups.setdefault(question.cluster, []).append(shown(question) | {"suggested": ""})
    loose = groups.pop("", [])
    if audience == Audience.HOSTS:
        _suggest(loose, groups)
    return {
        "board": settings_of(board),
        "groups": [{"name": name, "cards": some} for name, some in groups.items()],
        "loose": loose,
        "names": list(groups),
    }


def _suggest(loose: list[dict[str, Any]], groups: dict[str, list[dict[str, Any]]]) -> None:
    """Suggest for each loose card the group of the most similar card."""
    texts = {card["pk"]: card["text"] for some in groups.values() for card in some}
    group_of = {card["pk"]: name for name, some in groups.items() for card in some}
    for card in loose:
        like = similar(card["text"], texts, most=1)
        card["suggested"] = group_of[like[0]] if like else ""
