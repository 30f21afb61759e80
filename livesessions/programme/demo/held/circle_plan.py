"""The learning circle, 16 September 2021: what teams know of their neighbourhood, and how they go out with a plan.

The meeting and its subject come from the call for the circle; the words are ours, about teams and never about somebody.
"""

from .shapes import Asked, Groups, HeldMeeting, choice, words

MEETING = HeldMeeting(
    programme="leerkring-collectief-en-preventief",
    session="Met een plan de wijk in",
    people=(6, 6, 6, 5, 5, 3, 2, 2, 1, 0),
    policy=13,
    unreached=1,
    steps=(
        Asked({"kind": "mood", "text": "Hoe kom je binnen?"}, invented=34),
        choice(
            "Hoe vaak gaat jullie team de wijk in zonder dat iemand om hulp vroeg?",
            ("Elke week", 5),
            ("Elke maand", 9),
            ("Een paar keer per jaar", 14),
            ("Nog niet", 6),
            by_team="on",
        ),
        Asked(
            {
                "kind": "several",
                "text": "Waar hoort jullie team het eerst dat er iets speelt in de wijk?",
                "options": "Op school\nBij de huisarts\nIn het buurthuis\nVan bewoners zelf\nVan de wijkagent",
                "several-most": "2",
            },
            answers=(
                (["Op school", "Van bewoners zelf"], 9),
                (["In het buurthuis", "Van bewoners zelf"], 8),
                (["Bij de huisarts"], 5),
                (["Op school", "Bij de huisarts"], 7),
                (["In het buurthuis", "Van de wijkagent"], 3),
            ),
        ),
        Groups(
            "Wat weten jullie van jullie wijk? Van wie weten jullie dat? En wie spraken jullie nog niet?",
            20,
            harvest=(
                {
                    "noticed": "We kennen de wijk van de mensen die zelf naar ons toe komen. De rest kennen we niet.",
                    "home": "We lopen elke maand een ochtend mee met de wijkbeheerder.",
                },
                {
                    "noticed": "Cijfers zeggen waar het knelt. Bewoners zeggen waarom.",
                    "policy": "Mogen teams de wijkcijfers zelf zien, en niet alleen het verslag ervan?",
                },
                {"home": "We vragen de school en de huisarts elk één ding: wat hoor jij het vaakst?"},
                {
                    "noticed": "Elk team heeft een plan. Alleen staat het bij iedereen ergens anders.",
                    "home": "Eén bladzijde voor de hele wijk, samen met het sociaal werk.",
                    "policy": "Tel ook de tijd mee die een team in de wijk is zonder dossier.",
                },
            ),
            labels=((1, "policy", "Zicht op de wijk", 11), (3, "policy", "Tijd in de wijk", 14)),
        ),
        Asked(
            {
                "kind": "points",
                "text": "Je hebt tien punten voor jullie plan. Waar zet je ze op in?",
                "options": "Vaker in de wijk zijn\nCijfers van de wijk\nAfspraken met anderen\nTijd om terug te kijken",
                "points-points": "10",
            },
            invented=32,
        ),
        words(
            "Wat neemt jullie team mee de wijk in? In één woord.",
            {"tijd": 9, "nieuwsgierigheid": 6, "een plan": 5, "koffie": 4, "geduld": 4, "open oren": 3, "lef": 2},
        ),
        Asked({"kind": "commitment", "text": "Wat ga je voor november anders doen?"}, invented=29),
    ),
)
