"""The proof sheet in plain sentences: the counts, and whether a better division is possible."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

TITLES = {
    "hard": gettext_lazy("Wishes that were not met"),
    "same_team": gettext_lazy("Two colleagues in one group"),
    "repeats": gettext_lazy("Two people who meet again"),
    "coincidences": gettext_lazy("Two people who meet again, each further time counted more"),
    "missing_roles": gettext_lazy("Practice or policy is missing in a group"),
    "met_teams": gettext_lazy("Other teams that somebody meets"),
    "mixed_groups": gettext_lazy("Groups with several answers"),
    "answers_met": gettext_lazy("Different answers in a group"),
    "uneven": gettext_lazy("Difference between the largest and the smallest group"),
    "own_house": gettext_lazy("Visits to the house of one's own team"),
    "seen_twice": gettext_lazy("Visits to a house that the visitor saw before"),
    "houses_seen": gettext_lazy("Houses of others that a team sees"),
}
"""What each objective counts."""
MOST = frozenset(("met_teams", "answers_met", "houses_seen"))
"""The objectives of which more is better."""


def sentences(proof: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each objective of a kept proof sheet: a sentence with its value, and whether the value is proven to be best.

    If not, a sentence gives the bound. A line without a bound is a plain count of an objective that was not requested.
    """
    hosts = proof.get("hosts", False)
    return [shown for line in proof.get("lines", ()) if (shown := _line(line, hosts=hosts))]


def title(name: str) -> str:
    """What an objective counts, for a table."""
    return str(TITLES.get(name, name))


def is_perfect(proof: Mapping[str, Any]) -> bool:
    """Whether everything that the sheet counts is proven to be the best possible.

    False beside a plain count: nobody looked for a better one.
    """
    proven = [line["proven"] for line in proof.get("lines", ())]
    return bool(proven) and all(proven)


def is_held(proof: Mapping[str, Any]) -> bool:
    """Whether any line is compared with what is possible."""
    return any(line["bound"] is not None for line in proof.get("lines", ()))


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
            sentence = ngettext(
                "%(n)s time more two colleagues together", "%(n)s times more two colleagues together", n
            )
        case "same_team", False:
            sentence = ngettext(
                "%(n)s time less two colleagues together", "%(n)s times less two colleagues together", n
            )
        case "repeats", True:
            sentence = ngettext("%(n)s time more two people meet again", "%(n)s times more two people meet again", n)
        case "repeats", False:
            sentence = ngettext("%(n)s time less two people meet again", "%(n)s times less two people meet again", n)
        case "seen_twice", True:
            sentence = ngettext("%(n)s visit more to a house seen before", "%(n)s visits more to houses seen before", n)
        case "seen_twice", False:
            sentence = ngettext(
                "%(n)s visit fewer to a house seen before", "%(n)s visits fewer to houses seen before", n
            )
        case "houses_seen", True:
            sentence = ngettext("a team sees %(n)s house more", "teams see %(n)s houses more", n)
        case "houses_seen", False:
            sentence = ngettext("a team sees %(n)s house fewer", "teams see %(n)s houses fewer", n)
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


def _line(line: Mapping[str, Any], *, hosts: bool) -> dict[str, Any] | None:
    value, bound = line["value"], line["bound"]
    match line["name"]:
        case "hard":
            sentence = ngettext("%(n)s wish was not met", "%(n)s wishes were not met", value)
        case "same_team":
            sentence = ngettext(
                "%(n)s time two colleagues sit together", "%(n)s times two colleagues sit together", value
            )
        case "repeats":
            sentence = ngettext("%(n)s time two people meet again", "%(n)s times two people meet again", value)
        case "missing_roles":
            sentence = ngettext(
                "%(n)s time practice or policy is missing in a group",
                "%(n)s times practice or policy is missing in a group",
                value,
            )
        case "met_teams":
            sentence = ngettext(
                "%(n)s time somebody meets another team", "%(n)s times somebody meets another team", value
            )
        case "mixed_groups":
            sentence = ngettext("%(n)s group with several answers", "%(n)s groups with several answers", value)
        case "answers_met":
            sentence = ngettext(
                "%(n)s different answer, all groups together", "%(n)s different answers, all groups together", value
            )
        case "uneven":
            sentence = ngettext("groups differ by %(n)s person in size", "groups differ by %(n)s people in size", value)
        case "own_house":
            sentence = ngettext("%(n)s visit to one's own house", "%(n)s visits to one's own house", value)
        case "seen_twice":
            sentence = ngettext("%(n)s visit to a house seen before", "%(n)s visits to houses seen before", value)
        case "houses_seen":
            sentence = ngettext(
                "%(n)s house of others seen, all teams together",
                "%(n)s houses of others seen, all teams together",
                value,
            )
        case _:
            return None
    if hosts and line["name"] in ("same_team", "repeats"):
        sentence = _("%(sentence)s, without the hosts of a house among themselves") % {"sentence": sentence}
    most = line["name"] in MOST
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
