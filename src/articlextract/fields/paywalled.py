"""Whether the page says that its story is not free to read."""

from __future__ import annotations

from ..records import Blocks, Found, Labels, Page
from ._evidence import found
from ._gates import gate_offers


def find_paywalled(page: Page, blocks: Blocks, labels: Labels) -> Found[bool] | None:
    """JSON-LD isAccessibleForFree, the content tier in meta tags, an element named for a paywall that has text."""
    offers = gate_offers(page, blocks)
    if not offers:
        return None
    sold, winner = offers[0]
    return found(sold, winner, [offer for _, offer in offers[1:]])
