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
    "own_group": gettext_lazy("Visits to the group of one's own team"),
    "seen_twice": gettext_lazy("Visits to a group that the visitor saw before"),
    "groups_seen": gettext_lazy("Groups of other teams that a team sees"),
}
"""What each objective counts."""
MOST = frozenset(("met_teams", "answers_met", "groups_seen"))
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
    """Whether `sheet` has the same lines, about the same rounds, as the sheet of the deal."""
    if not dealt or not is_counted(sheet) or sheet.get("rounds") != dealt.get("rounds"):
        return False
    return not _values(dealt).keys() - _values(sheet).keys()


def cost(dealt: Mapping[str, Any], sheet: Mapping[str, Any]) -> list[str]:
    """The cost of moving people after the deal, in sentences; empty when it changed nothing."""
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
            sentence = ngettext("%(n)s more pair of colleagues together", "%(n)s more pairs of colleagues together", n)
        case "same_team", False:
            sentence = ngettext(
                "%(n)s fewer pair of colleagues together", "%(n)s fewer pairs of colleagues together", n
            )
        case "repeats", True:
            sentence = ngettext("%(n)s more repeat meeting", "%(n)s more repeat meetings", n)
        case "repeats", False:
            sentence = ngettext("%(n)s fewer repeat meeting", "%(n)s fewer repeat meetings", n)
        case "seen_twice", True:
            sentence = ngettext("%(n)s more visit to a group seen before", "%(n)s more visits to groups seen before", n)
        case "seen_twice", False:
            sentence = ngettext(
                "%(n)s fewer visit to a group seen before", "%(n)s fewer visits to groups seen before", n
            )
        case "groups_seen", True:
            sentence = ngettext("a team sees %(n)s more group", "teams see %(n)s more groups", n)
        case "groups_seen", False:
            sentence = ngettext("a team sees %(n)s fewer group", "teams see %(n)s fewer groups", n)
        case "missing_roles", True:
            sentence = ngettext(
                "practice or policy is missing %(n)s more time", "practice or policy is missing %(n)s more times", n
            )
        case "missing_roles", False:
            sentence = ngettext(
                "practice or policy is missing %(n)s fewer time", "practice or policy is missing %(n)s fewer times", n
            )
        case "mixed_groups", True:
            sentence = ngettext("%(n)s more group with several answers", "%(n)s more groups with several answers", n)
        case "mixed_groups", False:
            sentence = ngettext("%(n)s fewer group with several answers", "%(n)s fewer groups with several answers", n)
        case "met_teams", True:
            sentence = ngettext("%(n)s more meeting with another team", "%(n)s more meetings with other teams", n)
        case "met_teams", False:
            sentence = ngettext("%(n)s fewer meeting with another team", "%(n)s fewer meetings with other teams", n)
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
        case "own_group":
            sentence = ngettext("%(n)s visit to one's own group", "%(n)s visits to one's own group", value)
        case "seen_twice":
            sentence = ngettext("%(n)s visit to a group seen before", "%(n)s visits to groups seen before", value)
        case "groups_seen":
            sentence = ngettext(
                "%(n)s group of another team seen, all teams together",
                "%(n)s groups of other teams seen, all teams together",
                value,
            )
        case _:
            return None
    if hosts and line["name"] in ("same_team", "repeats"):
        sentence = _("%(sentence)s, without the hosts of a group among themselves") % {"sentence": sentence}
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
