"""Dag van de Wijkteams: a national day with its sessions and teams."""

from datetime import date

from ..models import Kind
from .shapes import DemoProgramme, DemoSession, at
from .workshop import DISCUSSION_QUESTIONS, WORKSHOP

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
