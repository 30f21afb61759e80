"""The ASGI application: Django for pages, the room's consumer for sockets."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesessions.settings")
django.setup()

# After Django is set up: these import models.
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import WebsocketDenier  # noqa: E402
from django.urls import path  # noqa: E402

from livesessions.pages import PagesHandler  # noqa: E402
from rooms.live.base.origin import SameOrigin  # noqa: E402
from rooms.live.serving.shutdown import ShutdownNotice  # noqa: E402
from rooms.live.web.consumers import RoomConsumer  # noqa: E402

sockets = URLRouter(
    [path("ws/r/<slug:room>/", RoomConsumer.as_asgi()), path("<path:other>", WebsocketDenier.as_asgi())]
)
application = ProtocolTypeRouter({"http": PagesHandler(), "websocket": SameOrigin(ShutdownNotice(sockets))})
