"""What people asked, answered and wrote in the meeting that the demo's archive shows.

The meeting and its subject come from the call for the learning circle; the words are ours, about teams and never about
somebody, but for one invented neighbour whom a host takes out.
"""

from dataclasses import dataclass

MEETING = "Samen in plaats van alleen"
"""The session of the learning circle that is over."""

POLLS = (
    (
        "Hoe vaak helpt jullie team een groep bewoners, in plaats van één bewoner?",
        (("Elke week", 2), ("Elke maand", 5), ("Een paar keer per jaar", 7), ("Nog niet", 4)),
    ),
    (
        "Wat heeft jullie team het eerst nodig om vaker met groepen te werken?",
        (
            ("Tijd om de wijk in te gaan", 8),
            ("Een vaste plek in de wijk", 4),
            ("Een opdracht van de gemeente", 3),
            ("Bewoners die mee willen doen", 4),
        ),
    ),
    (
        "Waarmee begint jullie team morgen?",
        (
            ("Eén vraag kiezen die vaak terugkomt", 7),
            ("Langsgaan bij een bewonersinitiatief", 5),
            ("Het sociaal werk uitnodigen", 4),
            ("Een afspraak maken met de gemeente", 1),
        ),
    ),
)
"""Polls, with the answers and how many people chose each."""
ASKED_TWICE, SECOND_ROUND = 1, (6, 3, 7, 3)
"""The place of the poll that was asked again at the end, and how many people chose each answer then."""

CATEGORIES = ("De wijk in", "Bewoners", "Tijd en geld")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the board. What comes of it: nothing until it is `approved`, then an answer in the session
    (`answered`) or in writing (`reply`). One that is `like` another is taken together with it; one with a `reason` is
    turned down. Of one that is `redacted` so much is left after a host took words out, and one that is `withdrawn` is
    gone: its asker took it back.
    """

    text: str
    category: str
    upvotes: int = 0
    approved: bool = True
    answered: bool = False
    reply: str = ""
    like: str = ""
    reason: str = ""
    redacted: str = ""
    withdrawn: bool = False


RECURRING = "Hoe vinden we de vragen die bij veel mensen in de wijk terugkomen?"

QUESTIONS = (
    Asked(RECURRING, "De wijk in", upvotes=9, answered=True),
    Asked("Hoe zien we welke vragen in de wijk vaak terugkomen?", "De wijk in", like=RECURRING),
    Asked(
        "Wie betaalt een groep waaraan iedereen mee kan doen?",
        "Tijd en geld",
        upvotes=12,
        reply=(
            "Dat verschilt per gemeente. In de leerkring hoorden we twee manieren: uit het geld voor de sociale basis, "
            "of met een vast bedrag voor elke wijk. Vraag je beleidsadviseur wat er bij jullie kan."
        ),
    ),
    Asked("Wat doen we als een initiatief van bewoners later om hulp vraagt?", "Bewoners", upvotes=7),
    Asked("Hoe houden we tijd voor één gezin, als we vaker met groepen werken?", "Tijd en geld", upvotes=5),
    Asked("Hoe laten we zien dat een groep problemen voorkomt?", "Tijd en geld", approved=False),
    Asked(
        "Kunnen we nu ons eigen contract met de gemeente bespreken?",
        "Tijd en geld",
        reason="Dat hoort bij een gesprek met je eigen gemeente, niet in deze kring.",
    ),
    Asked(
        "Hoe helpen we een buurvrouw als mevrouw Zonnevelt, die overal zelf bij wil zijn?",
        "Bewoners",
        upvotes=3,
        redacted="Hoe helpen we een buurvrouw als, die overal zelf bij wil zijn?",
    ),
    Asked("Waarom duurt het bij ons altijd zo lang?", "Tijd en geld", approved=False, withdrawn=True),
)

PROMPT = "Welke groep in jouw wijk zou je morgen willen bezoeken?"

CARDS = (
    ("De naaigroep in het buurthuis", "In het buurthuis", 4),
    ("Het ouderontbijt van de school", "Rond de school", 6),
    ("De koffieochtend voor nieuwe bewoners", "In het buurthuis", 2),
    ("Het wandelclubje van de huisarts", "", 3),
    ("De weggeefkast en wie hem vult", "", 1),
)
"""Cards for the prompt: a text, its cluster, and how many people agree."""

GROUPS = {
    "way": "mix",
    "groups": "5",
    "rounds": "1",
    "minutes": "20",
    "task": "Noem één vraag die jullie vaak horen. Hoe kunnen bewoners elkaar daarbij helpen?",
    "both_sides": "1",
}

HARVEST = (
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
)
"""What each group brings back, by field."""

LABELS = (
    (2, "home", "Eerst kijken", 8),
    (0, "home", "Eerst kijken", 6),
    (1, "policy", "Zekerheid", 3),
    (2, "policy", "Zekerheid", 9),
)
"""Lines that get a label on the wall: the group (from 0), the field, the label, how many people find it important."""
