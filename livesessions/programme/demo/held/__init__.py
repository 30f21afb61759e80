"""The meetings of the demo that are over: what the archive shows.

A meeting is a module with one `MEETING`, made of the steps in `shapes.py`, and a line here. The demo holds it by
commands at the time of its session (`livesessions/management/held`).
"""

from . import (
    circle_lasting,
    circle_plan,
    circle_practices,
    circle_together,
    day_2022_opening,
    day_2022_quality,
    day_2023_opening,
    proeftuinen_assignment,
    proeftuinen_language,
)

HELD = (
    circle_plan.MEETING,
    circle_together.MEETING,
    day_2022_opening.MEETING,
    day_2022_quality.MEETING,
    circle_practices.MEETING,
    circle_lasting.MEETING,
    proeftuinen_assignment.MEETING,
    proeftuinen_language.MEETING,
    day_2023_opening.MEETING,
)
"""In the order of time."""
