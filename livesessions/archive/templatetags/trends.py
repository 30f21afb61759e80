"""What is said of trends on other pages of the archive."""

from typing import Any

from django import template

from ..models import BarometerGiven, Record
from ..trends.measuring import measured_kinds, measurement_of

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
