"""What somebody looked for in a programme goes with its term: the words may be a person's."""

from datetime import datetime

from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, purges

from .models import SavedView


@purges(Term.TEXTS, {"saved views": ngettext_lazy("%(number)d saved view", "%(number)d saved views", "number")})
def purge_saved_views(programme: Programme, now: datetime) -> dict[str, int]:
    """Remove the views that choose this programme."""
    removed, _rows = SavedView.objects.filter(programme=programme).delete()
    return {"saved views": removed}
