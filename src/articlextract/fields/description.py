"""The page's own summary."""

from __future__ import annotations

from ..records import Blocks, Found, Labels, Page
from ._data import first_string, main_nodes
from ._evidence import Offer, found
from ._site import site_names
from ._text import clean

_META = (
    ("og:description", 0.9),
    ("description", 0.85),
    ("twitter:description", 0.8),
    ("dc.description", 0.7),
    ("dcterms.abstract", 0.7),
    ("sailthru.description", 0.7),
)
_MIN_LENGTH = 10  # characters; shorter ones are a name or a placeholder


def find_description(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """The summary in meta tags or JSON-LD; never the title or the site's name over again."""
    meta = page.structured.meta
    offers = [Offer(f"meta:{name}", clean(value), trust) for name, trust in _META for value in meta.get(name, ())]
    for node in main_nodes(page)[:2]:
        for name, trust in (("description", 0.75), ("abstract", 0.7)):
            text = first_string(node.data.get(name))
            if text:
                offers.append(Offer(f"{node.path}.{name}", text, trust))
    names = site_names(page)
    title = page.structured.title
    offers = [o for o in offers if len(o.raw) >= _MIN_LENGTH and o.raw != title and not names.holds(o.raw)]
    offers.sort(key=lambda offer: -offer.confidence)
    return found(offers[0].raw, offers[0], offers[1:]) if offers else None
