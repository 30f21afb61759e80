"""Left and right of the host's street: what the round is about, with its proof sheet, and what can be done now.

Apart from the houses, so that putting one person elsewhere sends two houses and not the whole street.
"""

from typing import Any

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import in_view, rounds_of, sitters_of
from ..models import Round
from ..plan.proof_sheet import cost, is_counted, is_perfect, sentences, was_changed
from .street import shown_plan, shown_round


@part("briefing", "rooms/breakouts/parts/briefing.html", audiences=(Audience.HOSTS,))
def briefing(room: Room, audience: Audience) -> dict[str, Any]:
    """The plan with its rounds, the task, the time, and the proof sheet."""
    shown = in_view(room)
    if shown is None:
        return {"plan": None}
    return {
        "plan": shown_plan(shown.plan),
        "rounds": [shown_round(each) | {"current": each.pk == shown.pk} for each in rounds_of(room)],
        "round": shown_round(shown),
        "sheet": _sheet(room, shown) if is_counted(shown.plan.proof) else None,
    }


@part("acts", "rooms/breakouts/parts/acts.html", audiences=(Audience.HOSTS,))
def acts(room: Room, audience: Audience) -> dict[str, Any]:
    """Divide and send, or call back, with the time and a word to all."""
    shown = in_view(room)
    if shown is None:
        return {"plan": None}
    return {
        "plan": shown_plan(shown.plan),
        "round": shown_round(shown),
        "seated": any(each.house for each in sitters_of(room, shown.pk)),
    }


def _sheet(room: Room, shown: Round) -> dict[str, Any]:
    """The proof sheet: what was counted, of which rounds and people, and what putting people elsewhere changed."""
    proof = shown.plan.proof
    seated = sum(each.house is not None and not each.stays for each in sitters_of(room, shown.pk))
    return {
        "lines": sentences(proof),
        "perfect": is_perfect(proof),
        "rounds": proof.get("rounds", []),
        "people": proof.get("people", 0),
        "late": max(0, seated - proof.get("people", seated)),
        "changed": was_changed(proof),
        "cost": cost(proof),
    }
