"""Receipts: the one answer to one command, and the only thing that tells a person "your vote is in"."""

from django.template.loader import render_to_string

from .commands import Receipt
from .parts import Picture


def receipt_html(receipt: Receipt | None = None, for_id: str = "") -> str:
    """The receipt as an element; without one the empty place where receipts appear."""
    context = {"receipt": receipt, "for_id": for_id}
    return render_to_string("rooms/live/parts/receipt.html", context).strip()


def receipt_frame(receipt: Receipt, for_id: str) -> str:
    """The receipt as it travels to the browser that asked."""
    return Picture("receipt", 0, receipt_html(receipt, for_id)).frame
