"""Receipts: the one answer to one command, and the only thing that tells a person "your vote is in"."""

from django.utils.html import format_html

from ..rendering.parts import RenderedPart
from .register import Receipt


def receipt_html(receipt: Receipt | None = None, for_id: str = "") -> str:
    """The receipt as an element in a polite live region; without one, the empty place where receipts appear.

    Written here and not in a template, because every vote gets one.
    """
    return format_html(
        '<div id="receipt" data-version="0" data-for="{}" data-status="{}" role="status" aria-live="polite">{}</div>',
        for_id,
        receipt.status if receipt else "",
        format_html("<p>{}</p>", receipt.sentence) if receipt else "",
    )


def receipt_frame(receipt: Receipt, for_id: str) -> str:
    """The receipt as it travels to the browser that asked."""
    return RenderedPart("receipt", "receipt", 0, receipt_html(receipt, for_id)).frame
