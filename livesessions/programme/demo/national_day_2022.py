"""Dag van de Wijkteams of 2022, which is over."""

from datetime import date

from ..models import Kind
from .national_day import TEAMS
from .shapes import DemoProgramme, DemoSession, at

THE_DAY = date(2022, 6, 9)

TEAMS_OF_2022 = (
    *TEAMS[:22],
    ("Oss", 9),
    ("Weert", 8),
    ("Roermond", 10),
    ("Doetinchem", 11),
    ("Zutphen", 10),
    ("Meppel", 8),
    ("Hoogeveen", 9),
    ("Drachten", 9),
    ("Sneek", 8),
    ("Kampen", 9),
    ("Nieuwegein", 11),
    ("Woerden", 9),
    ("Culemborg", 8),
    ("Tiel", 9),
    ("Schiedam", 12),
    ("Vlaardingen", 10),
    ("Goes", 8),
    ("Terneuzen", 9),
    ("Roosendaal", 11),
)

DAG_VAN_2022 = DemoProgramme(
    slug="dag-van-de-wijkteams-2022",
    title="Dag van de Wijkteams 2022",
    subtitle="Wijkteams in het zonnetje",
    organisation="Associatie Wijkteams",
    starts_on=THE_DAY,
    ends_on=THE_DAY,
    introduction=(
        "Voor de tweede keer is er een landelijke Dag van de Wijkteams. Op die dag zetten we alle "
        "wijkteamprofessionals van Nederland in het zonnetje, met een divers online aanbod van lezingen en "
        "activiteiten."
    ),
    teams=TEAMS_OF_2022,
    sessions=(
        DemoSession(
            Kind.LECTURE,
            "Wat wijkteams waard zijn",
            at(THE_DAY, 9, 30),
            at(THE_DAY, 10, 15),
            "Onderzoek naar de toegevoegde waarde en de effectiviteit van wijkteams.",
            "Opening, voor iedereen",
        ),
        DemoSession(
            Kind.CONVERSATION,
            "Kwaliteit moet je doen",
            at(THE_DAY, 10, 30),
            at(THE_DAY, 11, 45),
            "De leden bouwen aan een kwaliteitsstatuut voor wijkteams. Wat hoort daarin?",
            "Associatie Wijkteams",
        ),
        DemoSession(
            Kind.LECTURE,
            "De menselijke maat",
            at(THE_DAY, 13),
            at(THE_DAY, 14),
            "Hoe maak je meer ruimte voor creatieve oplossingen, als dat nodig is voor een kind?",
            "Voor iedereen",
        ),
    ),
)
