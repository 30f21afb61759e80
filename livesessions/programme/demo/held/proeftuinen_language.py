"""The working meeting of 29 March 2023, second part, with a few people: speaking each other's language.

The meeting and its subjects come from its report; the words are ours, about teams and never about somebody.
"""

from .barometers import WHOEVER_GROWS, growth
from .shapes import Asked, Groups, HeldMeeting, Prompt

MEETING = HeldMeeting(
    programme="proeftuinen-en-wijkteams-in-gesprek",
    session="Samenwerken: elkaars taal spreken",
    people=(4, 3, 2, 0),
    policy=2,
    steps=(
        growth(WHOEVER_GROWS, 0, 0, 1, 1, 1),
        Prompt(
            "Welk woord begrijpt het andere team anders dan jullie?",
            cards=(
                ("Veilig", "Woorden met twee betekenissen", 7),
                ("Regie", "Woorden met twee betekenissen", 5),
                ("Opschalen", "Woorden die afstand maken", 6),
                ("Casus", "Woorden die afstand maken", 4),
            ),
        ),
        Groups(
            "Bespreek één woord van de kaartjes. Welk woord gebruiken jullie voortaan allebei?",
            10,
            harvest=(
                {
                    "noticed": "Bij ‘veilig’ denkt het ene team aan vandaag en het andere aan volgend jaar.",
                    "home": "We vragen eerst: veilig genoeg waarvoor, en tot wanneer?",
                },
                {
                    "noticed": "‘Opschalen’ klinkt voor een gezin als weggaan.",
                    "home": "Wij zeggen voortaan: we vragen iemand erbij, en we blijven zelf.",
                },
            ),
        ),
        Asked(
            {
                "kind": "several",
                "text": "Wat helpt jullie team om elkaars taal te leren?",
                "options": "Een dag meelopen\nSamen oefenen\nEerlijk zeggen wat niet hielp\nEén woordenlijst",
            },
            answers=(
                (["Een dag meelopen", "Eerlijk zeggen wat niet hielp"], 4),
                (["Een dag meelopen", "Samen oefenen"], 3),
                (["Samen oefenen"], 1),
            ),
        ),
    ),
)
