"""The opening of the Dag van de Wijkteams of 9 June 2022, for everybody.

The number of people is that of the look back on the day (over four hundred); the answers are ours.
"""

from ..national_day_2022 import TEAMS_OF_2022
from .barometers import DEVELOPMENT_FIRST, NEEDED, growth, how_sure, needed_first
from .shapes import Asked, HeldMeeting, crowd, words

MEETING = HeldMeeting(
    programme="dag-van-de-wijkteams-2022",
    session="Wat wijkteams waard zijn",
    people=crowd(TEAMS_OF_2022, 420, few={"Helmond": 4, "Sneek": 3}),
    policy=70,
    unreached=6,
    steps=(
        Asked({"kind": "mood", "text": "Hoe zit je erbij vandaag?"}, invented=388),
        growth(DEVELOPMENT_FIRST, 40, 89, 120, 109, 44),
        needed_first(
            127, 143, 80, 48, policy=(12, 31, 14, 8), misspelt=NEEDED.replace("een lokaal team", "een locaal team")
        ),
        how_sure({4: 10, 5: 89, 6: 104, 7: 73, 8: 70, 9: 35, 10: 13}),
        words(
            "Waar is jullie team trots op? In één woord.",
            {
                "samenwerken": 64,
                "volhouden": 41,
                "dichtbij": 38,
                "elkaar": 33,
                "vertrouwen": 29,
                "creativiteit": 22,
                "de wijk": 19,
                "humor": 14,
                "geduld": 12,
                "lef": 9,
            },
        ),
    ),
)
