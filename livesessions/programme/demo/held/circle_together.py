"""The learning circle, 18 November 2021: working with groups of residents.

The meeting and its subject come from the call for the circle; the words are ours, about teams and never about somebody,
but for one invented neighbour whom a host takes out.
"""

from .shapes import (
    Asked,
    AskedAgain,
    BoardQuestion,
    Groups,
    HeldMeeting,
    Prompt,
    QuestionBoard,
    choice,
    proposal,
    statement,
)

FIRST_NEEDED = "Wat heeft jullie team het eerst nodig om vaker met groepen te werken?"
RECURRING = "Hoe vinden we de vragen die bij veel mensen in de wijk terugkomen?"

BOARD = QuestionBoard(
    categories=("De wijk in", "Bewoners", "Tijd en geld"),
    questions=(
        BoardQuestion(RECURRING, "De wijk in", upvotes=9, answered=True),
        BoardQuestion("Hoe zien we welke vragen in de wijk vaak terugkomen?", "De wijk in", like=RECURRING),
        BoardQuestion(
            "Wie betaalt een groep waaraan iedereen mee kan doen?",
            "Tijd en geld",
            upvotes=12,
            reply=(
                "Dat verschilt per gemeente. In de leerkring hoorden we twee manieren: uit het geld voor de sociale "
                "basis, of met een vast bedrag voor elke wijk. Vraag je beleidsadviseur wat er bij jullie kan."
            ),
        ),
        BoardQuestion("Wat doen we als een initiatief van bewoners later om hulp vraagt?", "Bewoners", upvotes=7),
        BoardQuestion("Hoe houden we tijd voor één gezin, als we vaker met groepen werken?", "Tijd en geld", upvotes=5),
        BoardQuestion("Hoe laten we zien dat een groep problemen voorkomt?", "Tijd en geld", approved=False),
        BoardQuestion(
            "Kunnen we nu ons eigen contract met de gemeente bespreken?",
            "Tijd en geld",
            reason="Dat hoort bij een gesprek met je eigen gemeente, niet in deze kring.",
        ),
        BoardQuestion(
            "Hoe helpen we een buurvrouw als mevrouw Zonnevelt, die overal zelf bij wil zijn?",
            "Bewoners",
            upvotes=3,
            redacted="Hoe helpen we een buurvrouw als, die overal zelf bij wil zijn?",
        ),
        BoardQuestion("Waarom duurt het bij ons altijd zo lang?", "Tijd en geld", approved=False, withdrawn=True),
    ),
)

PROMPT = Prompt(
    "Welke groep in jouw wijk zou je morgen willen bezoeken?",
    cards=(
        ("De naaigroep in het buurthuis", "In het buurthuis", 4),
        ("Het ouderontbijt van de school", "Rond de school", 6),
        ("De koffieochtend voor nieuwe bewoners", "In het buurthuis", 2),
        ("Het wandelclubje van de huisarts", "", 3),
        ("De weggeefkast en wie hem vult", "", 1),
    ),
)

OUT = Groups(
    "Noem één vraag die jullie vaak horen. Hoe kunnen bewoners elkaar daarbij helpen?",
    20,
    harvest=(
        {
            "noticed": "In al onze teams komen dezelfde drie vragen terug: geld, eenzaamheid en opvoeden.",
            "home": "We zetten de vragen van een maand op één vel en kiezen er samen één uit.",
        },
        {
            "noticed": "Een groep loopt beter met een vaste plek en een vaste dag.",
            "policy": "Mag een team uren besteden aan een groep waar iedereen binnen kan lopen?",
        },
        {
            "noticed": "In de wijk koken bewoners al samen. Ons team wist het niet.",
            "home": "Eerst kijken wat er al is. Dan pas iets nieuws beginnen.",
            "policy": "Kan een initiatief voor twee jaar geld krijgen, in plaats van elk jaar een aanvraag te doen?",
        },
        {
            "noticed": "Als mensen een tijdje meedoen, helpen ze zelf ook anderen.",
            "home": "We nodigen het sociaal werk uit bij ons teamoverleg.",
        },
        {"home": "Eén keer per maand spreekuur in het buurthuis, met twee teams samen."},
    ),
    labels=(
        (2, "home", "Eerst kijken", 8),
        (0, "home", "Eerst kijken", 6),
        (1, "policy", "Zekerheid", 3),
        (2, "policy", "Zekerheid", 9),
    ),
)

MEETING = HeldMeeting(
    programme="leerkring-collectief-en-preventief",
    session="Samen in plaats van alleen",
    people=(6, 6, 6, 2, 2, 1, 1, 0, 0, 0),
    policy=8,
    steps=(
        BOARD,
        choice(
            "Hoe vaak helpt jullie team een groep bewoners, in plaats van één bewoner?",
            ("Elke week", 2),
            ("Elke maand", 5),
            ("Een paar keer per jaar", 8),
            ("Nog niet", 5),
        ),
        choice(
            FIRST_NEEDED,
            ("Tijd om de wijk in te gaan", 8),
            ("Een vaste plek in de wijk", 5),
            ("Een opdracht van de gemeente", 4),
            ("Bewoners die mee willen doen", 5),
        ),
        Asked(
            {
                "kind": "picture",
                "text": "Waar ontmoet jullie team bewoners die nooit naar een bijeenkomst komen?",
                "options": "Aan de keukentafel\nIn het buurthuis\nOp het schoolplein\nTijdens een wandeling",
                "picture-most": "2",
            },
            invented=22,
        ),
        statement("Werken met groepen hoort bij ons werk.", 1, 2, 4, 11, 6, by_team="on"),
        PROMPT,
        Asked(
            {
                "kind": "ranking",
                "text": "Welke groep heeft het eerst aandacht nodig?",
                "options": "Jonge ouders\nMantelzorgers\nMensen met schulden\nJongeren zonder werk",
            },
            invented=21,
        ),
        OUT,
        Asked(
            {
                "kind": "quiz",
                "text": "Wie vraag je het eerst als een inwoner jullie team niet kent?",
                "options": "De gemeente\nIemand uit de buurt die de inwoner vertrouwt\nDe huisarts",
                "quiz-right": "2",
                "by_team": "on",
            },
            answers=(
                (["De gemeente"], 2),
                (["Iemand uit de buurt die de inwoner vertrouwt"], 18),
                (["De huisarts"], 4),
            ),
        ),
        AskedAgain(FIRST_NEEDED, (6, 4, 8, 3)),
        proposal("We bezoeken elkaars bewonersgroep voor de zomer.", 19, 1, 3),
    ),
)
