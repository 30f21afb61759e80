"""Which pages may open a socket: exactly our own, by scheme, host and port.

Channels' `AllowedHostsOriginValidator` compares the host only, and lets another port or scheme pass.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host


class SameOrigin:
    """ASGI wrapper that refuses the handshake (403) of other sites' pages.

    A program without a browser sends no Origin. It may come in, because it carries nobody else's cookies.
    """

    def __init__(self, application: Callable[..., Awaitable[None]]) -> None:
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Pass the connection on, or deny it."""
        if is_ours(scope["headers"]):
            await self.application(scope, receive, send)
        else:
            await WebsocketDenier()(scope, receive, send)


def is_known(host: str) -> bool:
    """Whether the Host header names this site: another name that leads to our address is not ours."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def is_own_origin(origin: str, host: str) -> bool:
    """Whether `origin` is this site, reached as `host`, or a trusted origin.

    The scheme comes from our own setting: behind a proxy a request does not say which scheme the browser used.
    """
    own = f"{'https' if settings.HTTPS else 'http'}://{host}"
    return (is_known(host) and origin == own) or origin in settings.TRUSTED_ORIGINS


def is_ours(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether the request comes from a page of this site, from a trusted origin, or from no page at all."""
    origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
    if not origins:
        return True
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    return len(origins) == len(hosts) == 1 and is_own_origin(origins[0], hosts[0])
