"""What is asked again, over sessions and years: each has a key, by which its answers become a line."""

from typing import Any

from .shapes import Asked, choice, number, statement

GROWTH = "groei-en-veiligheid"
DEVELOPMENT_FIRST = "Ontwikkeling gaat voor veiligheid."
"""What the statement said in 2022."""
WHOEVER_GROWS = "Wie groeit, komt ook tot meer veiligheid."
"""What it says since 2023. That means something else, and so the line breaks."""

NEEDED = "Welke randvoorwaarde heeft een lokaal team het eerst nodig om dit goed te kunnen doen?"
ANSWERS = (
    "Tijd om naast kind en gezin te staan",
    "Een stevige positie in het sociaal domein",
    "Elkaars taal leren spreken",
    "Een duidelijke opdracht van de gemeente",
)
HOW_SURE = "Hoe zeker voel jij je als je met ouders over zorgen praat?"


def growth(text: str, *people: int) -> Asked:
    """The statement in the words of its year, with the number of people at each step."""
    return statement(text, *people, barometer=GROWTH, by_team="on")


def needed_first(*people: int, **fields: Any) -> Asked:
    """What a team needs first, with the number of people who chose each answer."""
    chosen = zip(ANSWERS, people, strict=True)
    return choice(NEEDED, *chosen, barometer="randvoorwaarde", by_team="on", **fields)


def how_sure(people: dict[int, int]) -> Asked:
    """How sure people are, from 1 to 10, with how many gave each number."""
    bounds = {"number-least": "1", "number-most": "10"}
    return number(HOW_SURE, people, barometer="praten-over-zorgen", by_team="on", **bounds)
