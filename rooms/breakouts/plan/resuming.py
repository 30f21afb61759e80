"""Resuming work that was to follow a commit and was lost with a server that was killed."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from rooms.live.base.redis.channel_layer import layer_is_shared
from rooms.live.changes.hooks import heartbeat
from rooms.live.models import Room

from ..deals import OPEN, UNCOUNTED
from ..models import Deal
from .background import in_the_background
from .counting import count
from .deal_requests import LEASE, mind


@heartbeat
def resume_in(room: Room) -> None:
    """In a room that somebody looks at, whichever process died."""
    resume(Deal.objects.filter(plan__room=room))


def resume_all() -> None:
    """In every room, when a server starts. Alone it need not wait: nobody else can be working on anything."""
    resume(Deal.objects.all(), alone=not layer_is_shared())


def resume(deals: QuerySet[Deal], *, alone: bool = False) -> None:
    """Wishes that nobody is working on are taken up, or given up, and sheets that nobody counted are counted."""
    current = deals.filter(plan__ended_at=None).select_related("plan__room")
    for deal in current.filter(OPEN):
        mind(deal, alone=alone)
    until = timezone.now() - (timedelta() if alone else LEASE)
    for pk in current.filter(UNCOUNTED, moved_at__lt=until).values_list("pk", flat=True):
        in_the_background(count, pk)
