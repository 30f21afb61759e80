"""A demo on the local network, for phones: this machine's address, and a secret key of its own."""

import os
import secrets
import socket
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path

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


def own_secret_key(file: Path) -> str:
    """A random key that stays the same between two runs.

    The default key of laptops is in the source code: with it anybody on the network could sign themselves in.
    """
    if not file.exists():
        draft = file.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):  # another process was first: its key counts, and it is whole
            os.link(draft, file)
        draft.unlink()
    return file.read_text()
