"""The working meeting of 29 March 2023, first part: the proposal for an assignment is tried and made better.

The meeting and its subjects come from its report; the words are ours, about teams and never about somebody.
"""

from .barometers import WHOEVER_GROWS, growth
from .shapes import Asked, BoardQuestion, HeldMeeting, Prompt, QuestionBoard, choice, proposal

NEEDED_WITH_CONCERNS = "Wat heb je nodig als er zorgen zijn over de veiligheid van een kind?"
SPARRING = "Iemand om mee te sparren"
HOLDING = "Weten wie het gezin vasthoudt"
TIME = "Tijd voor het gezin"
EXPERT = "Een specialist die meedenkt"

BOARD = QuestionBoard(
    categories=("De opdracht", "Vrijwilligheid", "Samenwerken"),
    questions=(
        BoardQuestion(
            "Wat is wel en wat is niet de opdracht van een lokaal team?", "De opdracht", upvotes=24, answered=True
        ),
        BoardQuestion(
            "Hoe werk je in vrijwilligheid als er zorgen zijn?",
            "Vrijwilligheid",
            upvotes=31,
            reply=(
                "Hier kwamen we niet uit. Met toestemming van het gezin kan een team veel. Zonder toestemming blijft "
                "over: het gesprek zoeken, en melden als dat moet. In het najaar gaan we hier verder over in gesprek."
            ),
        ),
        BoardQuestion(
            "Hoe doe je dat: vrijwillig werken, terwijl je je zorgen maakt?",
            "Vrijwilligheid",
            like="Hoe werk je in vrijwilligheid als er zorgen zijn?",
        ),
        BoardQuestion("Wie beslist als lokaal en regionaal team het niet eens zijn?", "Samenwerken", upvotes=19),
        BoardQuestion(
            "Geldt de opdracht ook voor huishoudens zonder kinderen?", "De opdracht", upvotes=8, answered=True
        ),
        BoardQuestion("Krijgen wij het voorstel ook op papier?", "De opdracht", approved=False, withdrawn=True),
    ),
)

MEETING = HeldMeeting(
    programme="proeftuinen-en-wijkteams-in-gesprek",
    session="Toetsen en verrijken: de opdracht van het lokale team",
    people=(19, 18, 14, 10),
    policy=15,
    unreached=1,
    steps=(
        BOARD,
        growth(WHOEVER_GROWS, 2, 6, 16, 24, 10),
        Asked(
            {
                "kind": "ranking",
                "text": NEEDED_WITH_CONCERNS,
                "options": "\n".join((SPARRING, HOLDING, TIME, EXPERT)),
            },
            answers=(
                ([SPARRING, HOLDING, TIME, EXPERT], 18),
                ([SPARRING, TIME, HOLDING, EXPERT], 14),
                ([SPARRING, EXPERT, HOLDING, TIME], 9),
                ([HOLDING, SPARRING, TIME, EXPERT], 8),
                ([TIME, SPARRING, EXPERT, HOLDING], 6),
                ([EXPERT, SPARRING, HOLDING, TIME], 3),
            ),
        ),
        Prompt(
            "Welke zin in het voorstel moet scherper?",
            cards=(
                ("‘Daadwerkelijk hulp bieden’: wat is dat op dinsdagochtend?", "Hulp bieden", 22),
                ("Wie zegt wanneer het goed genoeg is?", "Goed genoeg", 26),
                ("‘Langdurig’ zonder te zeggen wie het betaalt", "Tijd en geld", 17),
                ("Ook opschrijven wat een lokaal team niet doet", "Hulp bieden", 13),
                ("Eén plan per gezin, ook met drie organisaties", "Goed genoeg", 11),
                ("Het woord ‘casus’ kan eruit", "", 9),
            ),
        ),
        choice(
            "Kan jullie team met deze opdracht uit de voeten?",
            ("Ja, zoals ze er ligt", 9),
            ("Ja, met de punten van vandaag", 34),
            ("Nee, nog niet", 11),
            by_team="on",
        ),
        proposal("We gaan met dit voorstel verder, met de punten van vandaag erin.", 43, 8, 6),
    ),
)
