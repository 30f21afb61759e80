"""What somebody looked for in a programme goes with its term: the words may be a person's."""

from datetime import date, datetime

from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, months_after, purges, purges_besides, shortest

from .models import SavedView


@purges(Term.TEXTS, {"saved views": ngettext_lazy("%(number)d saved view", "%(number)d saved views", "number")})
def purge_saved_views(programme: Programme, now: datetime) -> dict[str, int]:
    """Remove the views that choose this programme."""
    removed, _rows = SavedView.objects.filter(programme=programme).delete()
    return {"saved views": removed}


@purges_besides
def purge_views_of_all_programmes(today: date) -> dict[str, int]:
    """Remove the views that choose none: their words may be of any, so they stay as long as the shortest term."""
    last = months_after(today, -shortest(Term.TEXTS))
    removed, _rows = SavedView.objects.filter(programme=None, saved_on__lte=last).delete()
    return {"saved views": removed}
