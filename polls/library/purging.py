"""Templates go with the term of the programme that keeps them: hosts wrote them."""

from datetime import datetime

from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, purges

from .models import Template


@purges(Term.TEXTS, {"templates": ngettext_lazy("%(number)d template", "%(number)d templates", "number")})
def purge_templates(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete them; polls that were made of them stay."""
    number, _by_model = Template.objects.filter(session__programme=programme).delete()
    return {"templates": number}
