"""The name of the site, as it calls itself."""

from __future__ import annotations

from ..records import Blocks, Found, Labels, Page
from ._evidence import found
from ._site import site_offers
from ._text import clean


def find_site_name(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """og:site_name, the JSON-LD WebSite, the publisher, the application's name."""
    offers = [offer for offer in site_offers(page) if not offer.raw.startswith(("http:", "https:", "@"))]
    return found(clean(offers[0].raw), offers[0], offers[1:]) if offers else None
