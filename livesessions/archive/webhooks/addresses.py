"""Where webhooks may go: to names on the public internet, by https, and nowhere inside.

Whoever adds a webhook has our server knock on a door of their choice. So it knocks on no door that only it can reach:
not on itself, its network, its host's metadata, nor on an IPv6 address that hides one of these.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

from .models import LONGEST_ADDRESS

PORTS = (443, 8443)
PUBLIC_V6 = ip_network("2000::/3")
NOT_FOR_US = [
    ip_network(each)
    for each in (
        "168.63.129.16/32",  # a cloud's own server, which every machine there reaches at this public address
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    )
]
"""Networks that Python calls global or may not know yet, and that are special all the same."""


class Refused(ValueError):
    """No webhook may go there."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address in its parts; `path` with what follows the question mark."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(address: str) -> Target:
    """The parts of an address that a webhook may have; raises `Refused` for every other."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError as error:  # `UnicodeError` too
        raise Refused from error
    is_plain = address.isascii() and address.isprintable() and " " not in address and len(address) <= LONGEST_ADDRESS
    if not is_plain or not host or parts.username is not None or parts.password is not None or parts.fragment:
        raise Refused
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if settings.WEBHOOKS_TO_LOOPBACK and parts.scheme == "http":
        return Target("http", host, port or 80, path)
    if parts.scheme != "https" or (not settings.WEBHOOKS_TO_LOOPBACK and port not in (None, *PORTS)):
        raise Refused
    return Target("https", host, port or 443, path)


def may_be_reached(text: str) -> bool:
    """Whether an IP address, to which a name was resolved, is on the public internet."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if settings.WEBHOOKS_TO_LOOPBACK and address.is_loopback:
        return True
    return _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if address.version == 6 and address not in PUBLIC_V6:
        return False
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    in_a_special_network = any(address.version == each.version and address in each for each in NOT_FOR_US)
    return address.is_global and not is_special and not in_a_special_network
