"""The parts of a prompt: the prompt with its form, the cards by cluster, and a participant's own cards."""

from typing import Any
from uuid import UUID

from rooms.live.base.people import Audience, People
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..models import Question
from ..moderation.similarity import similar
from ..questions.listing import boards_of, listed_for, prompt_of, secret_of
from ..questions.pseudonyms import author_key
from ..states import Kind
from ..wording import what_became_of_card
from .public import PARTICIPANTS, may_be_withdrawn, same_own, settings_of, shown


@part("prompt", "rooms/board/parts/prompt.html")
def prompt(room: Room, audience: Audience) -> dict[str, Any]:
    """The prompt, for participants with the form for a card. It does not change while somebody writes."""
    return {"board": settings_of(prompt_of(room))}


@part("cards", "rooms/board/parts/cards.html", holds=("votes",))
def cards(room: Room, audience: Audience) -> dict[str, Any]:
    """The cards by cluster, the clusters in the order of their best card; cards without a cluster come last."""
    board = prompt_of(room)
    clusters: dict[str, list[dict[str, Any]]] = {}
    for card in listed_for(room, board, audience):
        clusters.setdefault(card.cluster, []).append(shown(card) | {"suggested": ""})
    loose = clusters.pop("", [])
    if audience == Audience.HOSTS:
        _suggest(loose, clusters)
    return {
        "board": settings_of(board),
        "clusters": [{"name": name, "cards": some} for name, some in clusters.items()],
        "loose": loose,
    }


def _suggest(loose: list[dict[str, Any]], clusters: dict[str, list[dict[str, Any]]]) -> None:
    """Suggest for each loose card the cluster of the most similar card."""
    texts = {card["pk"]: card["text"] for some in clusters.values() for card in some}
    cluster_of = {card["pk"]: name for name, some in clusters.items() for card in some}
    for card in loose:
        like = similar(card["text"], texts, most=1)
        card["suggested"] = cluster_of[like[0]] if like else ""


@part("own_cards", "rooms/board/parts/own_cards.html", audiences=PARTICIPANTS, personal=True, same=same_own("cards"))
def own_cards(room: Room, people: People) -> dict[UUID, dict[str, Any]]:
    """A participant's own cards, and what became of them; also of a prompt that was put away."""
    own: dict[UUID, list[dict[str, Any]]] = {person: [] for person in people}
    secret = secret_of(room)
    if secret is not None and any(board.kind == Kind.PROMPT for board in boards_of(room)):
        whose = {author_key(secret, personal_secret): person for person, personal_secret in people.items()}
        found = Question.objects.cards().filter(board__room=room, author__in=whose)
        for card in found.select_related("board", "merged_into").order_by("asked_at"):
            became = what_became_of_card(card)
            own[whose[card.author or ""]].append(
                {
                    "pk": card.pk,
                    "text": card.text,
                    "state": card.state,
                    "became": became,
                    "redacted_at": card.redacted_at,
                    "may_withdraw": may_be_withdrawn(card),
                }
            )
    return {person: {"cards": cards} for person, cards in own.items()}
