"""Polls of groups go with the term of the programme: participants wrote them."""

from datetime import datetime

from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, purges

from .models import GroupPoll


@purges(
    Term.TEXTS,
    {"polls of groups": ngettext_lazy("%(number)d poll of a group", "%(number)d polls of groups", "number")},
)
def purge_group_polls(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete them; records keep how many people chose each answer."""
    gone = GroupPoll.objects.filter(group__round__plan__room__session__programme=programme)
    number = gone.count()
    gone.delete()
    return {"polls of groups": number}
