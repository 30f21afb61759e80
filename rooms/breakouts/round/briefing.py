"""The host's panels beside the street: the round with its task and proof sheet, and the possible actions.

They are apart from the street, so that moving one person sends two groups and not the whole street.
"""

from typing import Any

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import asked_deal, in_view, rounds_of, sitters_of
from ..models import Deal, Round
from ..plan.proof_sheet import can_be_compared, cost, is_counted, is_held, is_perfect, sentences
from .street import shown_plan, shown_round


@part("briefing", "rooms/breakouts/parts/briefing.html", audiences=(Audience.HOSTS,))
def briefing(room: Room, audience: Audience) -> dict[str, Any]:
    """The plan with its rounds, the task, the time, and the proof sheet."""
    shown = in_view(room)
    if shown is None:
        return {"plan": None}
    return {
        "plan": shown_plan(shown.plan) | _shown_wish(room),
        "rounds": [shown_round(each) | {"current": each.pk == shown.pk} for each in rounds_of(room)],
        "round": shown_round(shown),
        "sheet": _sheet(room, shown, shown.deal) if shown.deal and is_counted(shown.deal.sheet) else None,
    }


@part("acts", "rooms/breakouts/parts/acts.html", audiences=(Audience.HOSTS,))
def acts(room: Room, audience: Audience) -> dict[str, Any]:
    """The host's actions: divide and send, or call back, with the time and a message to all."""
    shown = in_view(room)
    if shown is None:
        return {"plan": None}
    return {
        "plan": shown_plan(shown.plan) | _shown_wish(room),
        "round": shown_round(shown),
        "seated": any(each.group for each in sitters_of(room, shown.pk)),
    }


def _shown_wish(room: Room) -> dict[str, Any]:
    """Whether people are being divided, or why that came to nothing."""
    deal = asked_deal(room)
    if deal is None:
        return {"thinking": False, "failed": False}
    return {"thinking": deal.is_open, "failed": deal.has_failed, "failure": deal.failure}


def _sheet(room: Room, shown: Round, deal: Deal) -> dict[str, Any]:
    """The proof sheet: what was counted, of which rounds and people, and what putting people elsewhere changed."""
    sheet = deal.sheet
    seated = sum(each.group is not None and not each.stays for each in sitters_of(room, shown.pk))
    moved = deal.moved_at is not None
    return {
        "lines": sentences(sheet),
        "held": is_held(sheet),
        "perfect": is_perfect(sheet),
        "rounds": sheet["rounds"],
        "people": sheet["people"],
        "late": max(0, seated - sheet["people"]),
        "changed": moved and can_be_compared(deal.proof, sheet),
        "cost": cost(deal.proof, sheet) if moved else [],
        "seed": deal.seed,
    }
