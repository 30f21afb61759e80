"""The opening of the Dag van de Wijkteams of 16 November 2023, for everybody, before the workshop that is open.

The answers are ours. Of the association it is known how many members it has: that is what people estimate.
"""

from ..national_day import TEAMS
from .barometers import NEEDED, WHOEVER_GROWS, growth, how_sure, needed_first
from .shapes import Asked, AskedAgain, HeldMeeting, choice, crowd, number

MEMBERS = {5: 9, 12: 16, 17: 25, 20: 25, 24: 20, 28: 38, 33: 52, 38: 45, 40: 35, 45: 20, 48: 7}
MORE_MEMBERS = {52: 31, 63: 18, 75: 9, 80: 6, 95: 2, 100: 1}

MEETING = HeldMeeting(
    programme="dag-van-de-wijkteams-2023",
    session="Samen bouwen aan een veilige sociale samenleving",
    people=crowd(TEAMS, 395, few={"Helmond": 3, "Den Helder": 0}),
    policy=63,
    unreached=4,
    steps=(
        needed_first(141, 115, 74, 41, policy=(10, 27, 12, 10)),
        growth(WHOEVER_GROWS, 11, 34, 78, 152, 90),
        Asked(
            {
                "kind": "statements",
                "text": "Hoe is het nu in jouw team?",
                "options": (
                    "Wij praten met het gezin voordat we over het gezin praten.\n"
                    "Ik weet wanneer ik moet melden bij Veilig Thuis.\n"
                    "Wij kunnen snel een specialist erbij vragen.\n"
                    "Beleid weet wat wij in de praktijk meemaken."
                ),
                "by_team": "on",
            },
            steps=((8, 31, 64, 171, 88), (14, 52, 97, 143, 56), (61, 118, 92, 71, 20), (97, 141, 79, 36, 9)),
        ),
        how_sure({3: 2, 4: 10, 5: 57, 6: 52, 7: 115, 8: 80, 9: 34, 10: 13}),
        number(
            "Hoeveel leden heeft de Associatie Wijkteams in 2023?",
            MEMBERS | MORE_MEMBERS,
            **{"number-least": "0", "number-right": "40", "number-unit": "leden"},
        ),
        choice(
            "Werkt jouw team in een proeftuin? Wie houdt dan het gezin vast?",
            ("Het lokale team", 2),
            ("Het regionaal veiligheidsteam", 1),
            ("Dat verschilt per gezin", 1),
        ),
        AskedAgain(NEEDED, (168, 89, 83, 25)),
    ),
)
