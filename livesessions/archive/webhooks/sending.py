"""Sending one body to one address. A name is resolved once, and that very address is connected to.

Otherwise a name could lead to a public address while we look, and inside a moment later. No redirect is followed and no
proxy is asked. Of the answer only the status is read, and all of it takes ten seconds at most.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from .addresses import Refused, Target, may_be_reached, target_of
from .models import Delivery

Problem = Delivery.Problem

PATIENCE = 4.0
"""Seconds for connecting, and for each piece of the answer."""
LONGEST = 10.0
"""Seconds for everything after the connection."""
TRIES = 2
"""Addresses of one name that are tried."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: the status of the answer if there was one, and the problem if it did not arrive."""

    problem: str = ""
    status: int | None = None


def send(address: str, headers: Mapping[str, str], body: bytes) -> Outcome:
    """POST `body`, which is JSON. Never raises for what the other side does."""
    try:
        target = target_of(address)
        places = _resolved(target)
    except Refused:
        return Outcome(Problem.FORBIDDEN)
    except OSError:
        return Outcome(Problem.NOT_FOUND)
    outcome = Outcome(Problem.UNREACHABLE)
    for place in places[:TRIES]:
        outcome = _sent(target, place, headers, body)
        if outcome.problem != Problem.UNREACHABLE:
            break
    return outcome


def _resolved(target: Target) -> list[str]:
    """The IP addresses of a name; raises `Refused` when one of them is not public, and `OSError` when there is none."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    places = [str(where[0]) for _family, _type, _protocol, _name, where in found]
    if not all(may_be_reached(place) for place in places):
        raise Refused
    return list(dict.fromkeys(places))


def _sent(target: Target, place: str, headers: Mapping[str, str], body: bytes) -> Outcome:
    connection = _Connection(target, place)
    try:
        connection.request("POST", target.path, body, {**headers, **OURS})
        status = connection.getresponse().status
    except ssl.SSLCertVerificationError:
        return Outcome(Problem.CERTIFICATE)
    except (OSError, http.client.HTTPException, ValueError):  # `ValueError`: what it said is no HTTP
        return Outcome(Problem.UNREACHABLE)
    finally:
        connection.close()
    return Outcome("" if 200 <= status < 300 else Problem.STATUS, status)


OURS = {"Content-Type": "application/json", "User-Agent": "livesessions", "Connection": "close"}


class _Connection(http.client.HTTPConnection):
    """A connection to `place`, which is where the name of `target` leads; the certificate is for the name."""

    def __init__(self, target: Target, place: str) -> None:
        super().__init__(target.host, target.port, timeout=PATIENCE)
        self._target, self._place = target, place
        self._end: threading.Timer | None = None
        self.default_port = 443 if target.scheme == "https" else 80

    def connect(self) -> None:
        """Connect, and see to it that this ends in time, whatever the other side does."""
        plain = self.sock = socket.create_connection((self._place, self._target.port), PATIENCE)
        self._end = threading.Timer(LONGEST, _hang_up, [plain])
        self._end.daemon = True
        self._end.start()
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._target.host)
            self._end.args = (self.sock,)

    def close(self) -> None:
        """Close, now or because it is over."""
        if self._end is not None:
            self._end.cancel()
        super().close()


def _hang_up(line: socket.socket) -> None:
    """End what another thread waits for."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:  # it was over already
        return
