"""The consumer of the textbook site: each vote is saved, counted, and sent to everybody."""

from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.template.loader import render_to_string

from .polling.models import Poll, Vote


class PollConsumer(AsyncJsonWebsocketConsumer):
    """One browser's socket on one poll."""

    async def connect(self) -> None:
        """Into the group, and the result as it is."""
        self.poll = self.scope["url_route"]["kwargs"]["poll"]
        self.session_key = self.scope["session"].session_key
        if not self.session_key:
            await self.close()
            return
        self.group = f"poll_{self.poll}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()
        await self.send(text_data=render_to_string("tally.html", await self.count()))

    async def disconnect(self, code: int) -> None:
        """Out of the group."""
        if hasattr(self, "group"):
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        """A vote."""
        if content.get("command") != "poll.vote":
            return
        result = await self.save(int(content["option"]))
        await self.send(text_data=render_to_string("receipt.html", {"for_id": content["id"]}))
        await self.channel_layer.group_send(self.group, {"type": "poll.changed", "result": result})

    async def poll_changed(self, event: dict[str, Any]) -> None:
        """Somebody voted."""
        await self.send(text_data=render_to_string("tally.html", event["result"]))

    @database_sync_to_async
    def save(self, option: int) -> dict[str, object]:
        """Save the choice; returns the result with it."""
        Vote.objects.update_or_create(poll_id=self.poll, session_key=self.session_key, defaults={"option_id": option})
        return Poll.objects.get(pk=self.poll).result()

    @database_sync_to_async
    def count(self) -> dict[str, object]:
        """The present result."""
        return Poll.objects.get(pk=self.poll).result()
