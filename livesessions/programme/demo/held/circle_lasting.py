"""The learning circle, 8 December 2022: the last of six, about what should last.

The meeting and its subject come from the call for the circle; the words are ours, about teams and never about somebody.
"""

from .barometers import DEVELOPMENT_FIRST, growth
from .shapes import Asked, Groups, HeldMeeting, Survey, choice, proposal, statement, words

TALK_BACK = "Wat willen jullie terugpraten naar beleid? Schrijf het op zoals je het zou zeggen."

MEETING = HeldMeeting(
    programme="leerkring-collectief-en-preventief",
    session="Zo blijft het bestaan",
    people=(6, 6, 6, 6, 5, 3, 2, 1, 1, 0),
    policy=12,
    unreached=1,
    steps=(
        growth(DEVELOPMENT_FIRST, 1, 5, 9, 14, 5),
        choice(
            "Wat moet de gemeente vastleggen, zodat jullie team zo kan blijven werken?",
            ("Uren voor werk in de wijk", 14),
            ("Een bedrag dat teams zelf uitgeven", 9),
            ("Eén gesprek per jaar over wat we leren", 7),
            ("Niets: vertrouw het team", 4),
            by_team="on",
        ),
        choice(
            "Heeft jullie gemeente al een vast bedrag per wijk? Wie beslist daarover?",
            ("Ja, en het team beslist", 1),
            ("Ja, en de gemeente beslist", 2),
            ("Nog niet", 0),
        ),
        Groups(
            TALK_BACK,
            25,
            harvest=(
                {
                    "noticed": "Wat alleen in een project zit, stopt met het project.",
                    "policy": "Kom een dag meelopen. Dan zie je waarom een gezin eerst tijd nodig heeft.",
                },
                {
                    "home": "We bewaren wat we leerden op één plek, en lezen het elk half jaar terug.",
                    "policy": "Geef het lokale team de opdracht, en niet alleen de taak.",
                },
                {
                    "noticed": "Praktijk en beleid zeggen vaak hetzelfde, met andere woorden.",
                    "policy": "Minder formulieren bij zorgen. Meer tijd aan de keukentafel.",
                },
                {
                    "home": "Onze beleidsadviseur komt op het teamoverleg, en wij gaan een keer bij hen langs.",
                    "policy": "Spreek af wie het gezin vasthoudt als er meer partijen komen.",
                },
            ),
            labels=(
                (0, "policy", "Kom kijken", 18),
                (1, "policy", "Opdracht", 13),
                (2, "policy", "Tijd", 21),
                (3, "policy", "Opdracht", 12),
            ),
        ),
        proposal("We zoeken elkaar twee keer per jaar op.", 30, 0, 4),
        Asked({"kind": "commitment", "text": "Wat houdt jullie team vast, ook zonder leerkring?"}, invented=31),
        Survey(
            "Terugblik op de leerkring",
            (
                statement("Ons team werkt anders dan anderhalf jaar geleden.", 1, 3, 7, 15, 7),
                Asked(
                    {
                        "kind": "several",
                        "text": "Wat hielp jullie team het meest?",
                        "options": "De andere teams\nDe drie praktijken\nSamen met beleid\nUitproberen tussendoor",
                    },
                    answers=(
                        (["De andere teams", "Samen met beleid"], 11),
                        (["De andere teams", "Uitproberen tussendoor"], 9),
                        (["De drie praktijken"], 6),
                        (["Samen met beleid", "Uitproberen tussendoor"], 5),
                    ),
                ),
                words(
                    "De leerkring in één woord?",
                    {"herkenning": 8, "moed": 6, "samen": 5, "leren": 5, "ruimte": 3, "uitproberen": 3},
                ),
            ),
        ),
    ),
)
