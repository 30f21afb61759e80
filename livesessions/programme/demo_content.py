"""What the demo shows: a day, a learning circle and a working meeting, after what their organisers published.

Organisations and texts only: no names of people. Where a source is silent, the times (and the dates of four of the six
meetings of the learning circle) are ours. The words are Dutch and are not translated: they are content.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .models import Kind

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class DemoSession:
    """The fields of a `Session`."""

    kind: Kind
    title: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    by: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class DemoProgramme:
    """The fields of a `Programme`, its sessions, and its teams (name, expected people) in the order of the street."""

    slug: str
    title: str
    subtitle: str
    organisation: str
    starts_on: date
    ends_on: date
    introduction: str
    sessions: tuple[DemoSession, ...]
    teams: tuple[tuple[str, int], ...]
    quote: str = ""
    quote_source: str = ""


def at(day: date, hours: int, minutes: int = 0) -> datetime:
    """A time in Amsterdam."""
    return datetime(day.year, day.month, day.day, hours, minutes, tzinfo=AMSTERDAM)


# --- Dag van de Wijkteams -------------------------------------------------------------------------------------------

THE_DAY = date(2023, 11, 16)

TEAMS = (
    ("Zaanstad", 11),
    ("Utrechtse Heuvelrug", 14),
    ("Zeist", 12),
    ("Haarlem", 14),
    ("Leiden", 14),
    ("Delft", 11),
    ("Gouda", 11),
    ("Breda", 12),
    ("Tilburg", 14),
    ("Eindhoven", 12),
    ("Helmond", 9),
    ("Arnhem", 9),
    ("Nijmegen", 14),
    ("Ede", 12),
    ("Apeldoorn", 11),
    ("Deventer", 13),
    ("Zwolle", 12),
    ("Enschede", 14),
    ("Hengelo", 9),
    ("Almelo", 8),
    ("Assen", 11),
    ("Emmen", 10),
    ("Groningen", 9),
    ("Leeuwarden", 8),
    ("Heerenveen", 12),
    ("Lelystad", 14),
    ("Almere", 13),
    ("Amersfoort", 13),
    ("Hilversum", 8),
    ("Alkmaar", 12),
    ("Hoorn", 11),
    ("Den Helder", 11),
    ("Purmerend", 13),
    ("Rotterdam", 13),
    ("Dordrecht", 12),
    ("Middelburg", 13),
    ("Maastricht", 9),
    ("Venlo", 12),
)

WORKSHOP = "Leren door terugpraten"

RUNNING_ORDER = (
    ("Rondje voorstellen", 10),
    ("Associatie Wijkteams: wie zijn wij?", 5),
    ("Korte inleiding op het toekomstscenario", 10),
    ("Opdracht van de lokale teams in Veiligheid", 15),
    ("In gesprek: Praktijk naar beleid brengen", 35),
)

DISCUSSION_QUESTIONS = (
    "Welke dilemma's voorzien jullie?",
    "Veiligheidsparadigma versus ontwikkelparadigma: hoe kijken jullie hier naar?",
    "Wat zouden jullie vanuit praktijk willen terugpraten naar beleid? Welk voorstel zou je willen doen?",
    "Welke randvoorwaarden zijn er nodig voor een lokaal team om dit goed te (kunnen) doen?",
    "Welke methodieken zijn hiervoor nodig?",
)

QUESTIONS = (
    ("Wat doe je als er zorgen zijn en het gezin geen toestemming geeft?", 5),
    ("Wanneer schakel je het regionaal veiligheidsteam in? En wie houdt dan contact met het gezin?", 3),
    ("Welke methodieken zijn hiervoor nodig?", 1),
    ("Hoe praat je een dilemma terug naar beleid, zonder dat het gezin herkenbaar is?", None),
    ("Hoe handel je bij zorgen zonder toestemming van het gezin?", None),
)
"""Questions on the board, with their number of upvotes; `None`: not approved yet."""

POLLS = (
    (
        "Welke randvoorwaarde heeft een lokaal team het eerst nodig om dit goed te kunnen doen?",
        (
            "Tijd om naast kind en gezin te staan",
            "Een stevige positie in het sociaal domein",
            "Elkaars taal leren spreken",
            "Een duidelijke opdracht van de gemeente",
        ),
    ),
    (
        "Welk dilemma voorzie jij het meest in je eigen team?",
        (
            "Er zijn zorgen, maar het gezin wil geen hulp",
            "Naast het gezin staan en toch moeten melden",
            "Zelf helpen of expertise erbij vragen",
            "Dichtbij zijn en toch genoeg afstand houden",
        ),
    ),
    (
        "Veiligheidsparadigma versus ontwikkelparadigma: hoe kijk jij hiernaar?",
        (
            "Eerst veilig, daarna is er ruimte om te groeien",
            "Wie groeit, komt ook tot meer veiligheid",
            "Het een kan niet zonder het ander",
            "Dat verschilt per kind en gezin",
        ),
    ),
)

GROUPS = {
    "way": "mix",
    "groups": "6",
    "rounds": "2",
    "minutes": "15",
    "task": "Vertel elkaar over één gezin waarbij jullie twijfelden. Wat hielp? Wat neem je mee naar huis?",
    "both_sides": "1",
}
"""A plan for groups that is ready to be sent out."""

REGISTERED = (
    ("Samira", "Jeroen"),
    ("Fleur", "Mehmet"),
    ("Anouk", "Willem"),
    ("Rachid", "Petra"),
    ("Lotte", "Dirk"),
    ("Yasmin", "Bart"),
    ("Noor", "Hans"),
    ("Emre", "Saskia"),
    ("Iris", "Frank"),
    ("Fatima", "Joost"),
    ("Sanne", "Karim"),
    ("Tess", "Marjan"),
)
"""The people in that plan: one person from practice and one from policy of each of the first teams."""

DAG_VAN_DE_WIJKTEAMS = DemoProgramme(
    slug="dag-van-de-wijkteams-2023",
    title="Dag van de Wijkteams",
    subtitle="Samen bouwen aan een veilige sociale samenleving",
    organisation="Associatie Wijkteams",
    starts_on=THE_DAY,
    ends_on=THE_DAY,
    introduction=(
        "Kijk mee in de keuken van andere wijkteams. Hoor wat de leergroepen leerden. En laad jezelf op.\n\n"
        "Je doet mee in je browser. Je hebt alleen een code nodig, geen account."
    ),
    quote="Veiligheid is niet de afwezigheid van dreiging. Het is de aanwezigheid van verbinding.",
    quote_source="Uit de uitnodiging voor deze dag",
    teams=TEAMS,
    sessions=(
        DemoSession(
            Kind.LECTURE,
            "Samen bouwen aan een veilige sociale samenleving",
            at(THE_DAY, 9, 30),
            at(THE_DAY, 10),
            "Lokale teams krijgen een grotere rol bij huishoudens in onveilige situaties. Wat vraagt dat van ons?",
            "Opening, voor iedereen",
            "Lokale teams krijgen de komende jaren een grotere rol in het bieden van ondersteuning aan huishoudens "
            "(met en zonder kinderen) in onveilige situaties. Zij gaan huishoudens (langdurig) begeleiden en bijstaan, "
            "waar nodig in samenwerking met Regionale Veiligheidsteams.\n\n"
            "Het vergroten van veiligheid betekent het versterken van het netwerk. Een veilige leefomgeving en een "
            "sterke sociale basis zijn onlosmakelijk met elkaar verbonden en kunnen alleen samen worden bereikt.",
        ),
        DemoSession(
            Kind.NEIGHBOURS,
            WORKSHOP,
            at(THE_DAY, 10),
            at(THE_DAY, 11, 15),
            "De rol van het lokale team bij kind- en gezinsbescherming.",
            "Stichting Jeugdteams Zaanstad, Stichting Sociale Dorpsteams Utrechtse Heuvelrug",
            "We kijken naar de opdracht van lokale teams als een gezin niet veilig is: dicht bij huis, naast de "
            "inwoner, vanuit een onzeker weten. Daarna brengen we samen de praktijk naar het beleid.\n\n"
            "We gaan in gesprek over deze vragen:\n\n"
            + "\n".join(f"- {question}" for question in DISCUSSION_QUESTIONS),
        ),
        DemoSession(
            Kind.LEARNING_GROUP,
            "Een jaar lerend netwerken",
            at(THE_DAY, 10),
            at(THE_DAY, 11, 15),
            "De leergroepen van het Leernetwerk Veiligheid delen hun ervaringen.",
            "Leernetwerk Veiligheid",
            "Om de versterkte rol van lokale teams goed te kunnen vervullen, heeft de Associatie Wijkteams in 2022 een "
            "Leernetwerk Veiligheid opgezet. Na meer dan een jaar van lerend netwerken delen de leergroepen wat ze "
            "hebben ervaren.",
        ),
        DemoSession(
            Kind.CONVERSATION,
            "Proeftuinen en wijkteams",
            at(THE_DAY, 10),
            at(THE_DAY, 11, 15),
            "Hoe sluiten het regionaal veiligheidsteam en het lokale team op elkaar aan?",
            "Associatie Wijkteams",
            "Om goed samen te werken helpt het als je goed van elkaar begrijpt wat je opdracht (en die van de ander) "
            "wel én niet is.",
        ),
        DemoSession(
            Kind.ENERGY_BOOST,
            "Even de straat op",
            at(THE_DAY, 11, 15),
            at(THE_DAY, 11, 30),
            "Camera uit, jas aan. Loop een kwartier mee en laad jezelf op.",
            "Voor iedereen",
        ),
        DemoSession(
            Kind.NEIGHBOURS,
            "Met een plan de wijk in",
            at(THE_DAY, 11, 30),
            at(THE_DAY, 12, 30),
            "Collectief en preventief werken, samen met bewoners.",
            "Leerkring collectief en preventief",
            "Hoe kunnen sociale teams met een duidelijk plan de wijk in gaan voor het (tijdig) signaleren van "
            "hulpvragen? En hoe sluiten ze beter aan op initiatieven van bewoners en algemene voorzieningen in de "
            "wijk?",
        ),
        DemoSession(
            Kind.LEARNING_GROUP,
            "Vanuit een onzeker weten",
            at(THE_DAY, 11, 30),
            at(THE_DAY, 12, 30),
            "Naast kind en gezin staan en samen bepalen wat goed genoeg is.",
            "Leernetwerk Veiligheid",
            "Naast kind en gezin staan, samen optrekken, de zorgen vertalen naar wat er in het leven van alledag "
            "gebeurt en dan samen bepalen wat nodig is om de zorgen te verminderen.",
        ),
        DemoSession(
            Kind.CONVERSATION,
            "Welke opdracht heb je nodig?",
            at(THE_DAY, 11, 30),
            at(THE_DAY, 12, 30),
            "Lees het voorstel mee, toets het en maak het beter.",
            "Associatie Wijkteams",
            "Wat bedoelen we concreet als we zeggen dat in iedere gemeente een lokaal team daadwerkelijk hulp biedt "
            "aan huishoudens in onveilige situaties? Welke opdracht en randvoorwaarden heb je daar als lokaal team "
            "voor nodig?",
        ),
    ),
)

# --- Leerkring ------------------------------------------------------------------------------------------------------


def _meeting(day: date, title: str, summary: str) -> DemoSession:
    """One of the six: about two hours, partly online."""
    by = "Movisie, Integraal Werken in de Wijk"
    return DemoSession(Kind.LEARNING_GROUP, title, at(day, 13, 30), at(day, 15, 30), summary, by)


LEERKRING = DemoProgramme(
    slug="leerkring-collectief-en-preventief",
    title="Leerkring collectief en preventief werken",
    subtitle="Leren en experimenteren vanuit de sociale (wijk)teams",
    organisation="Movisie",
    starts_on=date(2021, 9, 16),
    ends_on=date(2022, 12, 8),
    introduction=(
        "Het doel van de leerkring is leren over en experimenteren met meer collectief en preventief werken vanuit de "
        "sociale (wijk)teams. De leerkring komt gedurende anderhalf jaar zes keer bijeen, deels digitaal.\n\n"
        "Zowel het sociaal team als beleidsadviseurs doen mee, en bij voorkeur ook het brede sociaal werk. We "
        "combineren zo in één kring: uitvoering en beleid. Er is ruimte voor circa tien gemeenten."
    ),
    teams=tuple((name, 4) for name, _people in TEAMS[2:12]),
    sessions=(
        _meeting(
            date(2021, 9, 16),
            "Met een plan de wijk in",
            "Hoe kunnen sociale teams met een duidelijk plan de wijk in gaan voor het (tijdig) signaleren van "
            "hulpvragen?",
        ),
        _meeting(
            date(2021, 11, 18),
            "Samen in plaats van alleen",
            "Hoe kunnen sociale teams vaker collectieve ondersteuning bieden bij ondersteuningsvragen?",
        ),
        _meeting(
            date(2022, 2, 10),
            "Aansluiten bij bewoners",
            "Hoe sluiten sociale teams beter aan op initiatieven van bewoners en algemene voorzieningen in de wijk?",
        ),
        _meeting(
            date(2022, 5, 19),
            "Ruimte voor initiatief",
            "Hoe kunnen sociale teams zo nodig bewonersinitiatieven faciliteren?",
        ),
        _meeting(
            date(2022, 9, 22),
            "Drie lerende praktijken",
            "Hoe dragen bewonersinitiatieven bij aan preventief werken op wijkniveau? En wat zijn de randvoorwaarden?",
        ),
        _meeting(
            date(2022, 12, 8),
            "Zo blijft het bestaan",
            "Hoe kan de gemeente de nieuwe werkwijzen helpen ontwikkelen en borgen?",
        ),
    ),
)

# --- Proeftuinen en wijkteams in gesprek ----------------------------------------------------------------------------

THE_MEETING = date(2023, 3, 29)

PROEFTUINEN = DemoProgramme(
    slug="proeftuinen-en-wijkteams-in-gesprek",
    title="Proeftuinen en wijkteams in gesprek",
    subtitle="Toetsen en verrijken van het voorstel voor een opdrachtformulering",
    organisation="Associatie Wijkteams",
    starts_on=THE_MEETING,
    ends_on=THE_MEETING,
    introduction=(
        "Verschillende betrokkenen van proeftuinen van het Toekomstscenario en leden van het leernetwerk veiligheid "
        "komen online samen om te verbinden en te bespreken hoe de opdracht van het regionaal veiligheidsteam en die "
        "van het lokale team op elkaar aansluiten.\n\n"
        "Je leest mee met de eerste versie van de opdracht voor lokale teams. Samen toetsen en verrijken we die."
    ),
    teams=(
        ("Proeftuinen Toekomstscenario", 12),
        ("Leernetwerk Veiligheid", 12),
        ("Regionale veiligheidsteams", 8),
        ("Gemeenten", 6),
    ),
    sessions=(
        DemoSession(
            Kind.CONVERSATION,
            "Toetsen en verrijken: de opdracht van het lokale team",
            at(THE_MEETING, 10),
            at(THE_MEETING, 11),
            "Welke opdracht en randvoorwaarden heb je als lokaal team nodig?",
            "Associatie Wijkteams",
            "Wat bedoelen we concreet als we zeggen dat in iedere gemeente een lokaal team daadwerkelijk hulp biedt "
            "aan huishoudens in onveilige situaties?\n\n"
            "Om goed samen te werken helpt het als je goed van elkaar begrijpt wat je opdracht (en die van de ander) "
            "wel én niet is.",
        ),
        DemoSession(
            Kind.CONVERSATION,
            "Samenwerken: elkaars taal spreken",
            at(THE_MEETING, 11, 15),
            at(THE_MEETING, 12),
            "Hoe versterken lokale teams en regionale veiligheidsteams elkaar?",
            "Associatie Wijkteams",
            "Het vraagstuk wat het betekent te werken in vrijwilligheid vraagt om verdere verdieping. Want: hoe doe je "
            "dat dan wanneer er zorgen zijn?",
        ),
    ),
)

PROGRAMMES = (DAG_VAN_DE_WIJKTEAMS, LEERKRING, PROEFTUINEN)
