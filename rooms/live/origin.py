"""Which pages may open a socket: exactly our own, by scheme, host and port.

Channels' `AllowedHostsOriginValidator` looks at the host only and lets another port or scheme pass.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host


class SameOrigin:
    """ASGI wrapper that refuses the handshake (403) of foreign pages.

    A program without a browser sends no Origin; it may come in, because it carries no stranger's cookies.
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
    """The Host header names this site: another name that leads to our address is not ours."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def is_ours(headers: list[tuple[bytes, bytes]]) -> bool:
    """The request comes from a page of this site, from a trusted origin, or from no page at all."""
    origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
    if not origins:
        return True
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    own = [f"{'https' if settings.HTTPS else 'http'}://{host}" for host in hosts if is_known(host)]
    return len(origins) == len(hosts) == 1 and (origins[0] in own or origins[0] in settings.TRUSTED_ORIGINS)
