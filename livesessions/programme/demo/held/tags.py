"""What organisers found together afterwards: tags, and the polls, questions, prompts and tasks that have them."""

from . import circle_lasting, circle_practices, circle_together, proeftuinen_assignment
from .barometers import DEVELOPMENT_FIRST, HOW_SURE, NEEDED, WHOEVER_GROWS

TAGS = {
    "kindveiligheid": (
        DEVELOPMENT_FIRST,
        WHOEVER_GROWS,
        HOW_SURE,
        proeftuinen_assignment.NEEDED_WITH_CONCERNS,
        "Mag een team zorgen bespreken die het bij een open inloop hoort?",
        "Hoe werk je in vrijwilligheid als er zorgen zijn?",
    ),
    "randvoorwaarden": (
        NEEDED,
        circle_together.FIRST_NEEDED,
        circle_practices.FIRST,
        "Wie betaalt een groep waaraan iedereen mee kan doen?",
        "Wat is de belangrijkste randvoorwaarde? In één woord.",
    ),
    "terugpraten": (
        circle_lasting.TALK_BACK,
        "Wat moet de gemeente vastleggen, zodat jullie team zo kan blijven werken?",
        "Wat doen we als een gemeente iets anders vraagt dan het statuut?",
        "Welke zin in het voorstel moet scherper?",
    ),
    "met bewoners": (
        circle_together.PROMPT.title,
        "Wanneer doet een team een stap terug, zodat bewoners het zelf doen?",
        "Wat zag je in de drie praktijken dat jullie team morgen zou willen proberen?",
    ),
}
