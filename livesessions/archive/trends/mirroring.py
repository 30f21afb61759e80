"""Where one team stands: its own answers beside those of everybody, and never those of another team."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .comparing import width_on
from .measurement import Axis, Measure, Measurement, TeamMeasured
from .showing import in_words

FEWEST_TEAMS = 8
"""From so many teams on the middle half of them is drawn: of fewer it would tell where single teams are."""
LITTLE, MUCH = 5, 15
"""Percents of an axis: below the first two numbers are about equal, from the second on they are far apart."""
EDGE = 4
"""Percents of the width that a line leaves free at both ends."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A number of the team on a line, beside that of everybody; places are in percents of the width."""

    text: str
    told: str
    value: str
    ours: float
    all: float
    low: str
    high: str
    notches: tuple[float, ...]
    middle: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One answer: the share of everybody, and of the team; `None` where that may not be told."""

    text: str
    all: int
    ours: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """One question in the mirror. Without spots and shares nothing of this team may be told."""

    text: str
    answered: int | None = None
    everybody: int | None = None
    spots: tuple[Spot, ...] = ()
    shares: tuple[Share, ...] = ()
    told: str = ""


def item_of(measurement: Measurement, everybody: int | None, team: int) -> Item | None:
    """A question in the mirror of a team; `None` of one that was not counted by team, or that nobody may see."""
    if measurement.teams is None or not measurement.measures:
        return None
    ours, text = measurement.teams.get(team), measurement.asked.text
    if ours is None:
        return Item(text)
    others = [found for key, found in measurement.teams.items() if key != team]
    whole = {each.key: each for each in measurement.measures}
    spots = tuple(_spots(ours, whole, others))
    known = ours.shares if any(each.value is not None for each in ours.shares) else ()
    shares = tuple(
        Share(each.text, round(all_.value), None if each.value is None else round(each.value))
        for each in known
        if (all_ := whole.get(each.key)) is not None and all_.value is not None
    )
    return Item(text, ours.answered, everybody, spots, shares, _most(shares))


def _spots(ours: TeamMeasured, whole: Mapping[str, Measure], others: Sequence[TeamMeasured]) -> Iterable[Spot]:
    for each in ours.measures:
        all_ = whole.get(each.key)
        if each.value is None or all_ is None or all_.value is None or each.axis is None:
            continue
        same = [found for team in others for found in team.measures if found.key == each.key]
        values = [float(found.value) for found in same if found.value is not None]
        axis = _closed(each.axis, [float(each.value), float(all_.value)])
        yield Spot(
            each.text,
            _told(each, all_, axis),
            in_words(each.value, is_share=False),
            _place(axis, float(each.value)),
            _place(axis, float(all_.value)),
            axis.ticks[0][1] if axis.ticks else in_words(axis.low, is_share=False),
            axis.ticks[-1][1] if axis.ticks else in_words(axis.high, is_share=False),
            tuple(_place(axis, tick) for tick, _word in axis.ticks),
            _middle(axis, [*values, float(each.value)]),
        )


def _closed(axis: Axis, values: Sequence[float]) -> Axis:
    """The axis with both ends, and with its lower place at the left."""
    low = axis.low if axis.low is not None else min(values)
    high = axis.high if axis.high is not None else max(values)
    ticks = axis.ticks if low <= high else axis.ticks[::-1]
    return Axis(low, high if high != low else low + 1, ticks)


def _place(axis: Axis, value: float) -> float:
    return round(EDGE + width_on(axis, value) * (100 - 2 * EDGE) / 100, 1)


def _middle(axis: Axis, values: list[float]) -> tuple[float, float] | None:
    """Where the middle half of the teams is: its left end and its width."""
    if len(values) < FEWEST_TEAMS:
        return None
    ordered = sorted(values)
    ends = sorted(_place(axis, ordered[at]) for at in (len(ordered) // 4, -1 - len(ordered) // 4))
    return ends[0], round(ends[1] - ends[0], 1)


def _told(ours: Measure, all_: Measure, axis: Axis) -> str:
    """Where the team stands beside everybody, in words."""
    here, there = width_on(axis, ours.value or 0), width_on(axis, all_.value or 0)
    values = {"ours": in_words(ours.value, is_share=False), "all": in_words(all_.value, is_share=False)}
    apart = here - there
    if abs(apart) < LITTLE:
        return _("You answered about the same as everybody together: %(ours)s against %(all)s.") % values
    if not axis.ticks:
        if apart > 0:
            return _("You are higher than everybody together: %(ours)s against %(all)s.") % values
        return _("You are lower than everybody together: %(ours)s against %(all)s.") % values
    values["end"] = axis.ticks[-1 if apart > 0 else 0][1]
    if abs(apart) < MUCH:
        return _("You are a little closer to “%(end)s” than everybody together: %(ours)s against %(all)s.") % values
    return _("You are clearly closer to “%(end)s” than everybody together: %(ours)s against %(all)s.") % values


def _most(shares: Sequence[Share]) -> str:
    """What most of the team chose, beside everybody."""
    known = [share for share in shares if share.ours is not None]
    if not known:
        return ""
    most = max(known, key=lambda share: share.ours or 0)
    values = {"answer": most.text, "ours": most.ours, "all": most.all}
    return _("Most of you: %(answer)s, %(ours)s%%. Of everybody together that is %(all)s%%.") % values
