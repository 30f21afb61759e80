"""Codes that lead an anonymous sender to the reply. A code is looked up by its digest, and not logged."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core import signing

from livesessions.programme.models import Session

from .answerable import Sent, named
from .codes import digest_of, is_code
from .models import Receipt, Reply
from .replying import newest_of
from .sealed_texts import unseal

SALT = "livesessions.followup.receipts"
AN_HOUR = 3600
"""Seconds for which the page of a reply can be used to withdraw what was sent."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the holder of a code is told."""

    session: Session
    sent: Sent
    reply: Reply | None
    receipt: str
    """The digest of the code."""
    own: str = ""
    """A text of the sender's own that nobody else can read; only with the code itself."""
    is_own: bool = False
    """Whether there is such a text."""

    @property
    def token(self) -> str:
        """What the page needs to withdraw it: the code itself does not stand on a page that is printed."""
        return signing.dumps(self.receipt, salt=SALT)


def give(session: int, kind: str, key: str, code: str) -> None:
    """Let `code` lead to what was sent as `key`."""
    Receipt.objects.create(digest=digest_of(code), session_id=session, kind=kind, key=key)


def hand_over(session: int, kind: str, key: str, sealed: Mapping[str, bytes]) -> None:
    """Keep texts that only their senders can read again, each by the digest of its code."""
    rows = [
        Receipt(digest=digest, session_id=session, kind=kind, key=key, sealed=text)
        for digest, text in sorted(sealed.items())
    ]
    Receipt.objects.bulk_create(rows, batch_size=100)


def withdraw(kind: str, keys: Collection[str]) -> None:
    """Let no code lead to these any more: they are gone."""
    Receipt.objects.filter(kind=kind, key__in=keys).delete()


def find(code: str) -> Found | None:
    """What this code leads to, with its reply; `None` for a code that leads nowhere."""
    if not is_code(code):
        return None
    receipt = Receipt.objects.select_related("session").filter(digest=digest_of(code)).first()
    return _found(receipt, code)


def find_again(token: str) -> Found | None:
    """The same for a page that was shown within the hour; `None` for every other."""
    try:
        digest = signing.loads(token, salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        return None
    return _found(Receipt.objects.select_related("session").filter(digest=digest).first())


def _found(receipt: Receipt | None, code: str = "") -> Found | None:
    sent = named(receipt.kind).sent(receipt.key) if receipt else None
    if receipt is None or sent is None:
        return None
    replies = newest_of(Reply.objects.filter(kind=receipt.kind, key__in=sent.replies))
    reply = next((replies[key] for key in sent.replies if key in replies), None)
    own = unseal(code, bytes(receipt.sealed)) if code and receipt.sealed else ""
    return Found(receipt.session, sent, reply, receipt.digest, own, receipt.sealed is not None)


def take_back(found: Found) -> bool:
    """Withdraw what a code leads to; returns whether it is withdrawn now."""
    receipt = Receipt.objects.get(digest=found.receipt)
    if found.is_own:
        receipt.delete()
        return True
    do = named(receipt.kind).withdraw
    return do is not None and do(receipt.key)
