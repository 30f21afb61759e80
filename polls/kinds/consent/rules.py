"""Yes, no or abstain, and whether a proposal carried under the rule that was chosen before."""

from dataclasses import dataclass

from ..bars import Bars, bars
from ..choosing import OneOf
from ..fields import Pick
from ..kind import Cells, Option, Question, Shelf
from ..sentences import Sentence, gettext_lazy, gettext_noop


@dataclass(frozen=True, slots=True)
class Decision(Bars):
    """The bars, and whether it carried; `None` while nobody said yes or no."""

    carried: bool | None = None
    rule: str = "half"


class Consent(OneOf[Decision]):
    """The answer is ``yes``, ``no`` or ``abstain``."""

    title = gettext_noop("Yes or no")
    purpose = gettext_noop("A proposal: yes, no or abstain, and whether it carried.")
    shelf = Shelf.CHOOSE
    place = 30
    fewest = most = 0
    fixed = (
        Option("yes", gettext_noop("Yes")),
        Option("no", gettext_noop("No")),
        Option("abstain", gettext_noop("Abstain")),
    )
    fields = {
        "rule": Pick(
            gettext_noop("It carries with"),
            gettext_noop("Who abstains does not count."),
            choices={
                "half": gettext_noop("more than half: the most votes"),
                "thirds": gettext_noop("two thirds"),
                "nobody": gettext_noop("nobody against"),
            },
            standard="half",
        )
    }
    can_divide = True
    tells_outcome = outcome_waits = True

    def result(self, cells: Cells, total: int, question: Question) -> Decision:
        """The bars, and whether it carried."""
        counted = bars(question.options, cells)
        rule = question.settings.get("rule", "half")
        return Decision(counted.total, counted.rows, carried=_carried(cells, rule), rule=rule)

    def outcome(self, result: Decision) -> Sentence:
        """Whether it carried."""
        counts = {row.key: row.count for row in result.rows}
        if result.carried is None:
            return gettext_lazy("Nobody said yes or no.")
        if result.carried:
            return gettext_lazy("Carried: %(yes)s yes, %(no)s no, %(abstain)s abstained.", **counts)
        return gettext_lazy("Not carried: %(yes)s yes, %(no)s no, %(abstain)s abstained.", **counts)


def _carried(cells: Cells, rule: str) -> bool | None:
    yes, no = cells.get("yes", 0), cells.get("no", 0)
    if not yes + no:
        return None
    if rule == "nobody":
        return no == 0
    return 3 * yes >= 2 * (yes + no) if rule == "thirds" else yes > no


KIND = Consent()
