"""The security log: who tried to come in, who was refused, what was taken away and who may do what.

It stands apart from the log without people. Its logger is ``livesessions.security``, so it can be sent elsewhere and
kept otherwise. It holds no names, texts, codes or addresses. An account is a pseudonym, and so is the network that
somebody comes from (the first 24 bits of an IPv4 address, 48 of IPv6): the same one returns as the same pseudonym, and
only who has `SECRET_KEY` can test a guess.
"""

import ipaddress
import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject, empty

logger = logging.getLogger("livesessions.security")

PEOPLE = ("account", "by", "tried")
"""Fields that are written as pseudonyms."""
PREFIXES = {4: 24, 6: 48}
"""The bits of an address that tell networks apart and leave households together."""


def write(event: str, request: HttpRequest | None = None, **about: Any) -> None:
    """Write one line: the event, who did it and from which network, and what it is about.

    `account` and `by` are keys of accounts, and `tried` an address with which somebody tried to log in: they become
    pseudonyms. Everything else is written as it is, so pass plain words of our own only.
    """
    user = getattr(request, "user", None)
    is_known = not isinstance(user, SimpleLazyObject) or user._wrapped is not empty  # an error page asks no database
    if "by" not in about and user is not None and is_known and user.is_authenticated:
        about["by"] = user.pk
    fields = {key: pseudonym(key, value) if key in PEOPLE else value for key, value in about.items()}
    if request is not None:
        fields["network"] = network_of(request)
    logger.info(event, extra={key: value for key, value in fields.items() if value not in (None, "")})


def current_request() -> HttpRequest | None:
    """The request that this thread answers; `None` at the command line."""
    return context.request


def pseudonym(kind: str, value: Any) -> str:
    """The same short text for the same account (or the same address); empty for nobody."""
    kind = "account" if kind == "by" else kind
    return _digest(kind, str(value).lower()) if value else ""


def network_of(request: HttpRequest) -> str:
    """A pseudonym of the network that a request comes from; empty when that is unknown."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):
        return ""
    network = ipaddress.ip_network(f"{address}/{PREFIXES[address.version]}", strict=False)
    return _digest("network", str(network))


def _digest(kind: str, value: str) -> str:
    return salted_hmac("livesessions.security_log", f"{kind}:{value}", algorithm="sha256").hexdigest()[:12]
