"""The proof sheet in plain sentences: what was counted, and what nobody could do better."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def sentences(proof: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each objective of a kept proof sheet: a sentence with its value, whether that is proven to be the best
    possible, and else what the bound says.
    """
    return [shown for line in proof.get("lines", ()) if (shown := _line(line))]


def is_perfect(proof: Mapping[str, Any]) -> bool:
    """Every objective is proven to be the best possible."""
    lines: Iterable[Mapping[str, Any]] = proof.get("lines", ())
    return bool(lines) and all(line["proven"] for line in lines)


def _line(line: Mapping[str, Any]) -> dict[str, Any] | None:
    value, bound = line["value"], line["bound"]
    match line["name"]:
        case "hard":
            sentence = ngettext("%(n)s wish was not met", "%(n)s wishes were not met", value)
        case "same_team":
            sentence = ngettext("%(n)s time with one's own team", "%(n)s times with one's own team", value)
        case "repeats":
            sentence = ngettext("%(n)s pair meets again", "%(n)s pairs meet again", value)
        case "missing_roles":
            sentence = ngettext(
                "%(n)s time practice or policy is missing in a group",
                "%(n)s times practice or policy is missing in a group",
                value,
            )
        case "met_teams":
            sentence = ngettext("%(n)s meeting with another team", "%(n)s meetings with other teams", value)
        case _:
            return None
    most = line["name"] == "met_teams"
    proven = line["proven"] or (not most and value == 0)
    limit = _("more than %(n)s is not possible") if most else _("fewer than %(n)s is not possible")
    return {
        "sentence": sentence % {"n": value},
        "proven": proven,
        "proven_sentence": _("proven: more is not possible") if most else _("proven: fewer is not possible"),
        "bound_sentence": "" if proven or bound < 0 else limit % {"n": bound},
    }
