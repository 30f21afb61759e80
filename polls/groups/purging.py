"""Polls of groups go with the term of the programme: participants wrote them."""

from datetime import datetime

from livesessions.programme.models import Programme
from livesessions.programme.retention import purges

from .models import GroupPoll


@purges
def purge_group_polls(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete them; records keep how many people chose each answer."""
    gone = GroupPoll.objects.filter(group__round__plan__room__session__programme=programme)
    number = gone.count()
    gone.delete()
    return {"polls of groups": number}
