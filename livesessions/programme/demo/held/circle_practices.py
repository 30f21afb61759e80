"""The learning circle, 22 September 2022: three practices in which residents take the lead.

The meeting and its subject come from the call for the circle; the words are ours, about teams and never about somebody.
"""

from .barometers import DEVELOPMENT_FIRST, growth, how_sure
from .shapes import AskedAgain, BoardQuestion, Groups, HeldMeeting, Prompt, QuestionBoard, choice, words

FIRST = "Wat heeft een initiatief van bewoners het eerst van jullie team nodig?"

BOARD = QuestionBoard(
    categories=("De drie praktijken", "Ons eigen team", "De gemeente"),
    questions=(
        BoardQuestion(
            "Hoe begonnen de drie praktijken, toen er nog geen geld was?", "De drie praktijken", 14, answered=True
        ),
        BoardQuestion(
            "Wanneer doet een team een stap terug, zodat bewoners het zelf doen?",
            "Ons eigen team",
            upvotes=17,
            reply=(
                "De praktijken noemden allemaal hetzelfde moment: als bewoners zelf de afspraken maken. Blijf wel "
                "bereikbaar, en zeg dat ook. Op de volgende bijeenkomst werken we dit uit."
            ),
        ),
        BoardQuestion(
            "Mag een team zorgen bespreken die het bij een open inloop hoort?",
            "Ons eigen team",
            upvotes=11,
            reply=(
                "Ja, met de mensen zelf. Praat eerst met hen, en niet over hen. Vraag een collega mee te denken "
                "zonder te zeggen om wie het gaat."
            ),
        ),
        BoardQuestion("Hoe lang mag een gemeente wachten voor een initiatief geld krijgt?", "De gemeente", upvotes=6),
        BoardQuestion("Wie is er verzekerd als bewoners samen koken?", "De gemeente", upvotes=4),
        BoardQuestion("Kunnen we de presentaties krijgen?", "De drie praktijken", approved=False),
    ),
)

MEETING = HeldMeeting(
    programme="leerkring-collectief-en-preventief",
    session="Drie lerende praktijken",
    people=(6, 6, 6, 6, 5, 4, 2, 1, 1, 1),
    policy=12,
    unreached=1,
    steps=(
        growth(DEVELOPMENT_FIRST, 2, 7, 10, 13, 4),
        BOARD,
        choice(
            FIRST,
            ("Dat we langskomen en luisteren", 15),
            ("Een plek om bij elkaar te komen", 9),
            ("Iemand die de weg weet bij de gemeente", 8),
            ("Een klein bedrag om te beginnen", 4),
        ),
        Prompt(
            "Wat zag je in de drie praktijken dat jullie team morgen zou willen proberen?",
            cards=(
                ("Een vaste tafel in het buurthuis, ook als er niemand komt", "Er gewoon zijn", 12),
                ("Iedere week op hetzelfde uur", "Er gewoon zijn", 7),
                ("Bewoners vragen wat zij zelf kunnen", "Bewoners aan zet", 15),
                ("Samen een begroting maken", "Bewoners aan zet", 5),
                ("De huisarts verwijst naar de wandelgroep", "Rond de huisarts", 8),
                ("Eén telefoonnummer voor de hele straat", "", 3),
            ),
        ),
        Groups(
            "Kies één praktijk. Wat maakt dat het daar werkt? Wat is er bij jullie voor nodig?",
            25,
            harvest=(
                {
                    "noticed": "Het werkt omdat er steeds dezelfde mensen zijn. Vertrouwen kost een jaar.",
                    "home": "We geven één collega een vaste dag in het buurthuis.",
                    "policy": "Reken een jaar voor vertrouwen, voordat je naar resultaat vraagt.",
                },
                {
                    "noticed": "Bewoners zien eerder dan wij dat het ergens niet goed gaat.",
                    "home": "We spreken af wie bewoners kunnen bellen als zij zich zorgen maken.",
                },
                {
                    "noticed": "Geen van de drie begon met een aanvraag. Het geld kwam later.",
                    "policy": "Maak een klein bedrag vrij dat een team zelf mag uitgeven.",
                },
                {"home": "Op elk teamoverleg vertelt één van ons wat er in de wijk al is."},
            ),
            labels=(
                (0, "policy", "Tijd", 16),
                (2, "policy", "Eigen bedrag", 19),
                (1, "home", "Zorgen delen", 9),
            ),
        ),
        AskedAgain(FIRST, (19, 6, 7, 3)),
        how_sure({4: 2, 5: 7, 6: 9, 7: 7, 8: 7, 9: 2, 10: 1}),
        words(
            "Wat is de belangrijkste randvoorwaarde? In één woord.",
            {"tijd": 11, "vertrouwen": 10, "een plek": 5, "geld": 4, "lange adem": 3, "ruimte": 2},
        ),
    ),
)
