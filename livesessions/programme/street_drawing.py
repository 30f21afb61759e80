"""The houses of the street, as compact SVG.

A page holds the pieces once (`pieces`): gables, rows of windows, ground floors. A house is then a handful of
references to them, some 300 bytes, so that pushing one house costs less than a sentence. No element has a style
attribute: colours come from the classes of the house through custom properties, which the pieces inherit.

One unit is one pixel at scale 1. The middle of a house is x = 0, the top of its gable zone is y = 0.
"""

from dataclasses import dataclass
from functools import cache

GABLES = ("step", "bell", "spout", "eave")
WALLS = 6
DOORS = 4
GABLE, FLOOR, GROUND = 36, 20, 30
MARGIN, COLUMN = 6, 15
SMALLEST, LARGEST = 3, 13
"""The fewest and the most windows of a house, not counting the attic."""

SASH = (
    '<g id="sash"><path class="glass" d="M3 41V13C3 5 9 1.5 17 1.5S31 5 31 13v28z"/>'
    '<path class="mullion" d="M17 3v37M4 16h26"/><path class="check" d="M9 24l6 6 11-13"/></g>'
)
"""The window beside an answer on a ballot, 34 by 42: dark, lit by a vote."""


@dataclass(frozen=True, slots=True)
class House:
    """The look of a team's house. Gable, wall and door follow from its number alone."""

    gable: str
    wall: int
    door: int
    columns: int
    rows: tuple[int, ...]
    """The number of windows in each floor above the ground floor, from the bottom up."""

    @property
    def windows(self) -> int:
        """The number of windows that count people: those of the floors, and the wide window beside the door."""
        return sum(self.rows) + 1

    @property
    def width(self) -> int:
        """Width of the wall."""
        return 2 * MARGIN + self.columns * COLUMN

    @property
    def height(self) -> int:
        """Height from the top of the gable zone to the pavement."""
        return GABLE + FLOOR * len(self.rows) + GROUND


def house_of(number: int, people: int) -> House:
    """The house with this number for a team of `people` people: one window for each, from three to thirteen.

    Neighbours never share a gable or a wall colour.
    """
    windows = min(max(people or LARGEST, SMALLEST), LARGEST)
    columns = _columns(number, windows - 1)
    full, rest = divmod(windows - 1, columns)
    return House(
        gable=GABLES[(number + number // 4) % len(GABLES)],
        wall=(number * 5 + 2 * (number // WALLS)) % WALLS + 1,
        door=(number * 3 + number // 5) % DOORS + 1,
        columns=columns,
        rows=(columns,) * full + ((rest,) if rest else ()),
    )


def _columns(number: int, upstairs: int) -> int:
    if upstairs <= 3:
        return 2
    if upstairs <= 6:
        return 2 + number % 2
    return 4 if number % 3 == 0 else 3


def lit_windows(here: int, people: int, windows: int) -> int:
    """The number of lit windows: one for each person, or a share when there are more people than windows.

    If anybody is in, at least one window is lit; if anybody is missing, not all are. The last person lights the house.
    """
    if here <= 0:
        return 0
    if people <= 0:
        return min(here, windows)
    if here >= people:
        return windows
    return max(1, min(here * windows // people, windows - 1))


def is_full(here: int, people: int) -> bool:
    """Whether all expected people are here: then the attic is lit."""
    return 0 < people <= here


def house(number: int, people: int, here: int) -> str:
    """A team's house as an `<svg>` of references to the pieces, hidden from screen readers: its name is beside it."""
    drawn = house_of(number, people)
    lit = lit_windows(here, people, drawn.windows)
    state = " full" if is_full(here, people) else "" if lit else " dark"
    uses = [f'<use href="#{drawn.gable}{drawn.columns}"/>']
    left = max(0, lit - 1)  # the first person lights the ground floor
    for floor, windows in enumerate(drawn.rows, start=1):
        on = min(windows, left)
        left -= on
        uses.append(f'<use href="#w{windows}{on}" y="{drawn.height - GROUND - floor * FLOOR}"/>')
    uses.append(f'<use href="#g{drawn.columns}" y="{drawn.height - GROUND}"/>')
    width = drawn.width + 3
    return (
        f'<svg class="house wall-{drawn.wall} door-{drawn.door} columns-{drawn.columns}{state}" aria-hidden="true"'
        f' viewBox="{-width / 2:g} 0 {width} {drawn.height}">{"".join(uses)}</svg>'
    )


def facade(number: int, people: int) -> str:
    """A house three windows wide, all dark, with a row for every three people and at least two rows.

    The part that shows the people lays their windows over it: 15 by 20 units each, from 36 units below the top.
    """
    drawn = house_of(number, people)
    rows = max(2, -(-people // 3))
    height = GABLE + FLOOR * rows + GROUND
    uses = [f'<use href="#{drawn.gable}3"/>']
    uses += [f'<use href="#w30" y="{GABLE + FLOOR * row}"/>' for row in range(rows)]
    uses.append(f'<use href="#g3" y="{height - GROUND}"/>')
    return (
        f'<svg class="house wall-{drawn.wall} door-{drawn.door} columns-3{"" if people else " dark"}"'
        f' aria-hidden="true" viewBox="-30 0 60 {height}">{"".join(uses)}</svg>'
    )


@cache
def pieces() -> str:
    """All pieces to which houses refer, once for each page; the element takes no space."""
    return (
        '<svg class="pieces" width="0" height="0" aria-hidden="true"><defs>'
        + "".join(_gable(kind, columns) for kind in GABLES for columns in (2, 3, 4))
        + "".join(_row(windows, on) for windows in (1, 2, 3, 4) for on in range(windows + 1))
        + "".join(_ground(columns) for columns in (2, 3, 4))
        + SASH
        + "</defs></svg>"
    )


def _gable(kind: str, columns: int) -> str:
    """The top of a house with the wall under it; the frame of the house cuts the wall off at the pavement."""
    half = (2 * MARGIN + columns * COLUMN) / 2
    if kind == "eave":
        return (
            f'<g id="{kind}{columns}">'
            f'<path class="roof" d="M{-half - 1:g} 36l5-20H{half - 4:g}l5 20z"/>'
            f'<path class="chimney" d="M{half - 15:g} 18V10h7v8z"/>'
            f'<path class="wall" d="M{-half:g} 36V200H{half:g}V36z"/>'
            f'<path class="cornice" d="M{-half - 1:g} 36H{half + 1:g}"/><path class="tiles" d="{_tiles(half)}"/>'
            f'<path class="attic" d="M-7 22h14v10h-14z"/></g>'
        )
    outline = {"step": _steps, "bell": _bell, "spout": _spout}[kind](half)
    return (
        f'<g id="{kind}{columns}"><path class="wall" d="{outline}V200H{-half:g}z"/>'
        f'<path class="cornice" d="{outline}"/>'
        f'<path class="attic" d="M-4 19h8v10h-8z"/><path class="hook" d="M0 15v-3.5h4"/></g>'
    )


def _tiles(half: float) -> str:
    return "".join(f"M{-half + 3 - i:g} {21 + 5 * i}H{half - 3 + i:g}" for i in range(3))


def _steps(half: float) -> str:
    count, cap = (3, 8) if half < 25 else (4, 9)
    tread = (half - cap / 2) / count
    top = GABLE - 7 * (count + 1)
    up = "".join(f"v-7h{tread:.3g}" for _ in range(count))
    down = "".join(f"h{tread:.3g}v7" for _ in range(count))
    return f"M{-half:g} {GABLE}{up}V{top}h{cap}v7{down}"


def _bell(half: float) -> str:
    w, left = 2 * half, -half
    return (
        f"M{left:g} 36C{left + w * 0.13:.1f} 36 {left + w * 0.2:.1f} 31 {left + w * 0.22:.1f} 20.7"
        f"C{left + w * 0.24:.1f} 10 {left + w * 0.34:.1f} 9 -5 8V5H5V8"
        f"C{w * 0.16:.1f} 9 {w * 0.26:.1f} 10 {w * 0.28:.1f} 20.7C{w * 0.3:.1f} 31 {w * 0.37:.1f} 36 {half:g} 36"
    )


def _spout(half: float) -> str:
    return f"M{-half:g} 36L-6 12V5H6V12L{half:g} 36"


def _row(windows: int, on: int) -> str:
    """A floor of `windows` around the middle, the first `on` lit."""
    lefts = [COLUMN * (i - windows / 2) + 2.5 for i in range(windows)]
    panes = [f"M{x:g} 3h10v13h-10z" for x in lefts]
    bars = "".join(f"M{x + 5:g} 3v13m-5-8.3h10" for x in lefts)
    lit = f'<path class="lit" d="{"".join(panes[:on])}"/>' if on else ""
    dark = f'<path class="pane" d="{"".join(panes[on:])}"/>' if on < windows else ""
    return f'<g id="w{windows}{on}">{lit}{dark}<path class="bars" d="{bars}"/></g>'


def _ground(columns: int) -> str:
    """The wide window and the door with its fanlight; both are lit if anybody is in."""
    half = (2 * MARGIN + columns * COLUMN) / 2
    door = half - MARGIN - 11
    left, wide = -half + MARGIN, 2 * half - 2 * MARGIN - 15
    plinth = f"M{-half:g} 27H{door - 1:g}v3H{-half:g}zM{door + 12:g} 27H{half:g}v3H{door + 12:g}z"
    return (
        f'<g id="g{columns}"><path class="plinth" d="{plinth}"/>'
        f'<path class="hall" d="M{left:g} 6h{wide:g}v16h{-wide:g}z"/>'
        f'<path class="bars" d="M{left + wide / 2:g} 6v16M{left:g} 11.8h{wide:g}"/>'
        f'<path class="fanlight" d="M{door:g} 5h11v4h-11z"/><path class="door" d="M{door:g} 10h11v20h-11z"/>'
        f'<circle class="knob" cx="{door + 2.6:g}" cy="20.5" r="1"/></g>'
    )
