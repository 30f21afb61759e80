"""The proof sheet in plain sentences: the counts, and whether a better division is possible."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def sentences(proof: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each objective of a kept proof sheet: a sentence with its value, and whether the value is proven to be best.

    If not, a sentence gives the bound. A line without a bound is a plain count of an objective that was not requested.
    """
    return [shown for line in proof.get("lines", ()) if (shown := _line(line))]


def is_perfect(proof: Mapping[str, Any]) -> bool:
    """Whether every requested objective is proven to be the best possible; false when none was requested."""
    asked = [line["proven"] for line in proof.get("lines", ()) if line["bound"] is not None]
    return bool(asked) and all(asked)


def is_counted(proof: Mapping[str, Any]) -> bool:
    """Whether the sheet holds counts; if not, it is being counted, or people are not divided yet."""
    return "lines" in proof


def can_be_compared(dealt: Mapping[str, Any], sheet: Mapping[str, Any]) -> bool:
    """The `sheet` after somebody was put elsewhere tells the same, of the same rounds, as when people were `dealt`."""
    if not dealt or not is_counted(sheet) or sheet.get("rounds") != dealt.get("rounds"):
        return False
    return not _values(dealt).keys() - _values(sheet).keys()


def cost(dealt: Mapping[str, Any], sheet: Mapping[str, Any]) -> list[str]:
    """What it changed that people were put elsewhere after they were dealt, in sentences; empty: nothing."""
    if not can_be_compared(dealt, sheet):
        return []
    before = _values(dealt)
    found = [(name, value - before[name]) for name, value in _values(sheet).items() if name in before]
    return [sentence for name, more in found if more and (sentence := _change(name, more))]


def _values(sheet: Mapping[str, Any]) -> dict[str, int]:
    return {line["name"]: line["value"] for line in sheet["lines"]}


def _change(name: str, more: int) -> str:
    n = abs(more)
    match name, more > 0:
        case "same_team", True:
            sentence = ngettext("%(n)s time more with one's own team", "%(n)s times more with one's own team", n)
        case "same_team", False:
            sentence = ngettext("%(n)s time less with one's own team", "%(n)s times less with one's own team", n)
        case "repeats", True:
            sentence = ngettext("%(n)s pair more meets again", "%(n)s pairs more meet again", n)
        case "repeats", False:
            sentence = ngettext("%(n)s pair fewer meets again", "%(n)s pairs fewer meet again", n)
        case "missing_roles", True:
            sentence = ngettext(
                "%(n)s time more practice or policy is missing", "%(n)s times more practice or policy is missing", n
            )
        case "missing_roles", False:
            sentence = ngettext(
                "%(n)s time less practice or policy is missing", "%(n)s times less practice or policy is missing", n
            )
        case "mixed_groups", True:
            sentence = ngettext("%(n)s group more with several answers", "%(n)s groups more with several answers", n)
        case "mixed_groups", False:
            sentence = ngettext("%(n)s group fewer with several answers", "%(n)s groups fewer with several answers", n)
        case "met_teams", True:
            sentence = ngettext("%(n)s meeting more with another team", "%(n)s meetings more with other teams", n)
        case "met_teams", False:
            sentence = ngettext("%(n)s meeting fewer with another team", "%(n)s meetings fewer with other teams", n)
        case _:
            return ""
    return sentence % {"n": n}


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
        case "mixed_groups":
            sentence = ngettext("%(n)s group with several answers", "%(n)s groups with several answers", value)
        case "answers_met":
            sentence = ngettext(
                "%(n)s different answer, all groups together", "%(n)s different answers, all groups together", value
            )
        case "uneven":
            sentence = ngettext("groups differ by %(n)s person in size", "groups differ by %(n)s people in size", value)
        case _:
            return None
    most = line["name"] in ("met_teams", "answers_met")
    proven, limited = line["proven"], bound is not None and line["name"] != "uneven"
    limit = _("more than %(n)s is not possible") if most else _("fewer than %(n)s is not possible")
    return {
        "sentence": sentence % {"n": value},
        "proven": proven,
        "proven_sentence": _proven(line["name"], most=most),
        "bound_sentence": limit % {"n": bound} if limited and not proven else "",
    }


def _proven(name: str, *, most: bool) -> str:
    if name == "mixed_groups":
        return _("proven: fewer is not possible with groups of this size")
    return _("proven: more is not possible") if most else _("proven: fewer is not possible")
