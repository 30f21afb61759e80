"""Pictures go with the term of their programme: people may be seen on them. Texts and numbers stay."""

from datetime import datetime

from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, purges

from .models import Picture


@purges(Term.TEXTS, {"pictures": ngettext_lazy("%(number)d picture", "%(number)d pictures", "number")})
def purge_pictures(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete them; polls and records stay without them."""
    number, _by_model = Picture.objects.filter(option__poll__room__session__programme=programme).delete()
    return {"pictures": number}
