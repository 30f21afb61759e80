"""What is said of trends on other pages of the archive."""

from typing import Any

from django import template

from livesessions.programme.models import Team

from ..models import BarometerGiven, Record
from ..trends.measurement import Measure, TeamMeasured
from ..trends.measuring import measured_kinds, measurement_of
from ..trends.showing import in_words

register = template.Library()


@register.inclusion_tag("archive/trends/of_record.html", takes_context=True)
def trends_of(context: dict[str, Any], record: Record) -> dict[str, Any]:
    """The barometer of one kept thing, and the ways to change and compare it; one query."""
    if record.kind not in measured_kinds():
        return {}
    given = BarometerGiven.objects.filter(programme=record.programme_id, kind=record.kind, key=record.key)
    newest = given.select_related("by").last()
    return {
        "record": record,
        "name": newest.barometer if newest else record.barometer,
        "given": newest,
        "organises": context.get("organises"),
        "teams": bool(measurement_of(record).teams),
    }


@register.inclusion_tag("archive/trends/teams.html", takes_context=True)
def teams_of(context: dict[str, Any], record: Record) -> dict[str, Any]:
    """Every team that may be shown of one kept thing, for the organisers of its programme; one query."""
    measurement = measurement_of(record) if context.get("organises") and record.kind in measured_kinds() else None
    if measurement is None or not measurement.teams:
        return {}
    teams = measurement.teams
    has_means = any(team.measures for team in teams.values())
    columns = [each for each in measurement.measures if each.is_share is not has_means]
    names = Team.objects.filter(pk__in=teams).order_by("name").values_list("pk", "name")
    return {
        "columns": [each.text for each in columns],
        "rows": [(name, teams[key].answered, [_told(teams[key], each) for each in columns]) for key, name in names],
        "minimum": measurement.minimum,
    }


def _told(team: TeamMeasured, whole: Measure) -> str:
    """A value of a team in words, beside that of everybody; empty where it is withheld."""
    own = (each for each in (*team.shares, *team.measures) if each.key == whole.key)
    return next((in_words(each.value, is_share=each.is_share) for each in own), "")
