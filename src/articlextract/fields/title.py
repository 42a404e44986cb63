"""The headline of the page."""

from __future__ import annotations

from ..records import Blocks, Found, Labels, Page
from ._evidence import Offer, found


def find_title(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """The headline: og:title, else the first h1, else `<title>`."""
    offers = [Offer("meta:og:title", value, 0.8) for value in page.structured.meta.get("og:title", ())]
    offers += [Offer(f"block:{b.index}", b.text, 0.6) for b in blocks if blocks.nodes[b.node].tag == "h1"]
    if page.structured.title:
        offers.append(Offer("title", page.structured.title, 0.5))
    return found(offers[0].raw, offers[0], offers[1:]) if offers else None
