"""A conversation on the Dag van de Wijkteams of 9 June 2022, about the statute of quality that members build.

The subject comes from the look back on the day; the words are ours, about teams and never about somebody.
"""

from ..national_day_2022 import TEAMS_OF_2022
from .shapes import Asked, BoardQuestion, Groups, HeldMeeting, Prompt, QuestionBoard, choice

SIZES = dict(zip((name for name, _people in TEAMS_OF_2022), (7, 7, 6, 6, 5, 5, 4, 3, 3, 2, 2, 1, 1), strict=False))

BOARD = QuestionBoard(
    categories=("Het statuut", "In de praktijk"),
    questions=(
        BoardQuestion("Voor wie is het statuut: voor teams, of ook voor inwoners?", "Het statuut", 18, answered=True),
        BoardQuestion(
            "Leest een inwoner ergens wat hij van ons team mag verwachten?", "Het statuut", 13, answered=True
        ),
        BoardQuestion(
            "Hoe meten we kwaliteit zonder nog een lijst erbij?",
            "In de praktijk",
            upvotes=21,
            reply=(
                "In het statuut komt geen lijst. We vragen teams om elk half jaar samen met inwoners terug te kijken. "
                "Hoe je dat doet, lees je in het volgende bulletin."
            ),
        ),
        BoardQuestion("Wat doen we als een gemeente iets anders vraagt dan het statuut?", "In de praktijk", upvotes=9),
        BoardQuestion(
            "Is dit een nieuw keurmerk?",
            "Het statuut",
            reason="Dat is al gezegd bij de uitleg: het is geen keurmerk.",
        ),
    ),
)

MEETING = HeldMeeting(
    programme="dag-van-de-wijkteams-2022",
    session="Kwaliteit moet je doen",
    people=tuple(SIZES.get(name, 0) for name, _people in TEAMS_OF_2022),
    policy=12,
    unreached=1,
    steps=(
        BOARD,
        Asked(
            {
                "kind": "statements",
                "text": "Hoe is het nu in jullie team?",
                "options": (
                    "Wij kijken samen met inwoners terug.\n"
                    "Wij leren van wat niet goed ging.\n"
                    "Wij weten wat de gemeente van ons verwacht."
                ),
                "by_team": "on",
            },
            steps=((5, 14, 13, 13, 4), (2, 6, 12, 21, 8), (6, 15, 14, 11, 3)),
        ),
        Prompt(
            "Waaraan merkt een inwoner dat een team goed is?",
            cards=(
                ("Dat er iemand opneemt", "Bereikbaar", 19),
                ("Dat je je verhaal maar één keer vertelt", "Naast de inwoner", 24),
                ("Dat er iemand blijft, ook als het moeilijk wordt", "Naast de inwoner", 17),
                ("Dat je binnen een week iemand spreekt", "Bereikbaar", 8),
                ("Dat je begrijpt wat er over je is opgeschreven", "Helder", 14),
                ("Dat het team ook nee durft te zeggen", "", 5),
            ),
        ),
        choice(
            "Wat moet als eerste in het statuut?",
            ("Hoe we naast de inwoner staan", 21),
            ("Hoe we samen beslissen", 12),
            ("Hoe we van elkaar leren", 9),
            ("Wat we niet doen", 6),
            by_team="on",
        ),
        Groups(
            "Schrijf één regel voor het statuut. Een inwoner moet haar begrijpen.",
            20,
            harvest=(
                {"noticed": "We schrijven snel in onze eigen taal.", "home": "Wij praten met je, niet over je."},
                {"home": "Je hoort van ons wat we doen, wat we niet doen, en waarom."},
                {
                    "noticed": "Een regel is pas af als een inwoner hem heeft gelezen.",
                    "policy": "Laat inwoners meeschrijven aan het statuut, en betaal hen daarvoor.",
                },
                {"home": "Wij blijven, ook als er anderen bij komen."},
            ),
            labels=((2, "policy", "Met inwoners", 22), (0, "home", "Naast de inwoner", 15)),
        ),
        Asked(
            {
                "kind": "points",
                "text": "Je hebt tien punten voor het komende jaar. Waar zet jouw team ze op in?",
                "options": "Samen terugkijken\nScholing\nMeer tijd per gezin\nAfspraken met de gemeente",
            },
            invented=46,
        ),
    ),
)
