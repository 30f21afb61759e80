"""Receipts: the one answer to each command. Nothing else tells a person "your vote is in"."""

from django.utils.html import format_html

from ..rendering.parts import RenderedPart
from .register import Receipt


def receipt_html(receipt: Receipt | None = None, for_id: str = "") -> str:
    """The receipt as an element in a polite live region; without a receipt, the empty element for later ones.

    Written here and not in a template for speed: every vote gets a receipt.
    """
    return format_html(
        '<div id="receipt" data-version="0" data-for="{}" data-status="{}"{} role="status" aria-live="polite">{}</div>',
        for_id,
        receipt.status if receipt else "",
        format_html(' data-field="{}"', receipt.field) if receipt and receipt.field else "",
        format_html("<p>{}</p>", receipt.sentence) if receipt else "",
    )


def receipt_frame(receipt: Receipt, for_id: str) -> str:
    """The receipt as the frame that is sent to the browser; `for_id` is the id of the command."""
    return RenderedPart("receipt", "receipt", 0, receipt_html(receipt, for_id)).frame
