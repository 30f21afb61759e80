"""Proeftuinen en wijkteams in gesprek: one working meeting about a draft text."""

from datetime import date

from ..models import Kind
from .shapes import DemoProgramme, DemoSession, at

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
        ("Proeftuinen Toekomstscenario", 20),
        ("Leernetwerk Veiligheid", 20),
        ("Regionale veiligheidsteams", 14),
        ("Gemeenten", 10),
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
