"""The front door for ASGI servers: Django for pages, the room's consumer for sockets."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesessions.settings")
pages = get_asgi_application()

# After Django is set up: these import models.
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import WebsocketDenier  # noqa: E402
from django.urls import path  # noqa: E402

from rooms.live.consumers import RoomConsumer  # noqa: E402
from rooms.live.guard import Guard  # noqa: E402
from rooms.live.origin import SameOrigin  # noqa: E402

sockets = URLRouter(
    [path("ws/r/<slug:room>/", RoomConsumer.as_asgi()), path("<path:other>", WebsocketDenier.as_asgi())]
)
application = ProtocolTypeRouter({"http": pages, "websocket": SameOrigin(Guard(sockets))})
