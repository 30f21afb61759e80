"""Leerkring: six meetings of a learning circle."""

from datetime import date

from ..models import Kind
from .national_day import TEAMS
from .shapes import DemoProgramme, DemoSession, at


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
    teams=tuple(zip((name for name, _people in TEAMS[2:12]), (6, 6, 6, 6, 5, 4, 3, 3, 3, 2), strict=True)),
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
