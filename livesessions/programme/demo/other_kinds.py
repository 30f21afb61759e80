"""Questions of other kinds than one choice, prepared in the open workshop.

Each is the fields of `poll.draft` (docs/contract.md); the settings of a kind have its name in front.
"""

from pathlib import Path
from typing import Any

PREPARED: tuple[dict[str, Any], ...] = (
    {"kind": "mood", "text": "Hoe zit je erbij vandaag?", "hosts_vote": "on"},
    {
        "kind": "single",
        "text": "Bij welke werkplaats wil je aansluiten?",
        "options": "Vroeg in de wijk\nSamen met bewoners\nVan kennis naar praktijk",
        "named": "on",
    },
    {
        "kind": "several",
        "text": "Waar loopt jouw team vandaag tegenaan?",
        "options": "Wachtlijsten\nTe weinig tijd per gezin\nVerloop in het team\nVeel overleg\nOnduidelijke opdracht",
        "several-most": "3",
        "countdown": "90",
        "closes_itself": "on",
    },
    {
        "kind": "picture",
        "text": "Waar praat jij het liefst met een gezin?",
        "options": "Aan de keukentafel\nIn het buurthuis\nOp het schoolplein\nTijdens een wandeling",
    },
    {"kind": "statement", "text": "In mijn team durf ik hardop te twijfelen over een gezin."},
    {
        "kind": "statements",
        "text": "Hoe staat jouw team ervoor?",
        "options": "We weten wie we bij zorgen bellen\nWe praten open met het gezin\nWe maken tijd voor reflectie",
    },
    {
        "kind": "points",
        "text": "Je hebt tien punten. Waar zet je ze op in?",
        "options": "Scholing\nMeer tijd per gezin\nEen specialist in het team\nAfspraken met Veilig Thuis",
        "points-points": "10",
    },
    {
        "kind": "ranking",
        "text": "Wat moet als eerste worden opgepakt?",
        "options": "Tijd\nScholing\nSamenwerking\nRuimte voor het team",
    },
    {
        "kind": "number",
        "text": "Hoeveel gezinnen begeleid je nu?",
        "number-least": "0",
        "number-most": "80",
        "number-unit": "gezinnen",
    },
    {"kind": "words", "text": "Welk woord neem je mee naar huis?", "words-approve": "on"},
    {
        "kind": "quiz",
        "text": "Een gezin wil geen hulp en jij vermoedt mishandeling. Wat zegt de meldcode over het gezin?",
        "options": "Je vertelt het gezin niets\nJe praat eerst met het gezin, als dat veilig kan\nHet gezin tekent",
        "quiz-right": "2",
    },
    {"kind": "commitment", "text": "Wat neem je je voor deze week voor?"},
    {"kind": "consent", "text": "We nodigen het regionaal veiligheidsteam uit voor de volgende bijeenkomst."},
)

SURVEY = "Terugblik op de workshop"
SURVEY_POLLS: tuple[dict[str, Any], ...] = (
    {"kind": "statement", "text": "Ik kan hier morgen iets mee."},
    {
        "kind": "several",
        "text": "Wat was vandaag het nuttigst?",
        "options": "De lezing\nGluren bij de buren\nPraten in een groep\nDe pauze",
    },
    {"kind": "words", "text": "Wat mogen we de volgende keer anders doen?"},
)
"""A survey that is ready: its title and its questions."""

PICTURES = {
    "Aan de keukentafel": "keukentafel.webp",
    "In het buurthuis": "buurthuis.webp",
    "Op het schoolplein": "schoolplein.webp",
    "Tijdens een wandeling": "wandelen.webp",
}
"""Drawings of our own, in the folder `pictures`, by the answer beside which they stand."""


def drawing(answer: str) -> bytes:
    """The drawing beside an answer, as a WebP."""
    return (Path(__file__).parent / "pictures" / PICTURES[answer]).read_bytes()


TEMPLATES = ("Waar loopt jouw team vandaag tegenaan?", "In mijn team durf ik hardop te twijfelen over een gezin.")
"""Of these, what the programme keeps as templates."""
