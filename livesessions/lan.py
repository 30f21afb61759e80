"""A demo on the local network, for phones: this machine's address."""

import socket
from ipaddress import IPv4Address

from django.core.exceptions import ImproperlyConfigured

ELSEWHERE = ("192.0.2.1", 9)
"""An address reserved for documentation. Connecting a UDP socket to it picks a route and sends nothing."""


def lan_address(wanted: str) -> str:
    """The IPv4 address of this machine on the local network: `wanted` itself, or the address found for ``1``.

    Empty when `wanted` is empty. Raises `ImproperlyConfigured`, with a sentence, when `wanted` is not an address or
    there is no network.
    """
    if not wanted:
        return ""
    if wanted != "1":
        try:
            return str(IPv4Address(wanted))
        except ValueError:
            raise ImproperlyConfigured(f"LAN={wanted}: give 1, or this machine's IPv4 address.") from None
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(ELSEWHERE)
            return str(probe.getsockname()[0])
    except OSError:
        raise ImproperlyConfigured("LAN=1: this machine is on no network. Give an address: LAN=192.168.1.20.") from None
