"""The site of Channels' own documentation: a socket sends its text to the group, and every consumer passes it on.

The environment names the layer: STOCK_LAYER is ``memory``, ``redis`` or ``pubsub``; the last two use REDIS_URL.
"""

import os
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import re_path

BACKENDS = {
    "memory": "channels.layers.InMemoryChannelLayer",
    "redis": "channels_redis.core.RedisChannelLayer",
    "pubsub": "channels_redis.pubsub.RedisPubSubChannelLayer",
}


def layer() -> dict[str, Any]:
    """The configuration of the layer; without this timeout redis-py 8 closes idle sockets."""
    kind = os.environ["STOCK_LAYER"]
    hosts = [{"address": os.environ.get("REDIS_URL", ""), "socket_timeout": 15}]
    return {"BACKEND": BACKENDS[kind], **({} if kind == "memory" else {"CONFIG": {"hosts": hosts}})}


settings.configure(
    SECRET_KEY="of a bench", ALLOWED_HOSTS=["127.0.0.1"], CHANNEL_LAYERS={"default": layer()}, USE_TZ=True
)
django.setup()


class Screen(AsyncWebsocketConsumer):
    """One socket."""

    async def connect(self) -> None:
        """Join the group."""
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leave it."""
        await self.channel_layer.group_discard("room", self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Send the text to the group."""
        await self.channel_layer.group_send("room", {"type": "update", "text": text_data})

    async def update(self, event: dict[str, Any]) -> None:
        """Pass the text on."""
        await self.send(text_data=event["text"])


application = ProtocolTypeRouter({"websocket": URLRouter([re_path("", Screen.as_asgi())])})
