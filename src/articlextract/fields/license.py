"""The licence that the page puts its story under."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Blocks, Found, Labels, Page, Role
from ..urls import absolute
from ._data import main_nodes, strings
from ._evidence import Offer, found
from ._survey import asked, inlines_named
from ._text import clean
from ._urls import host

_META = (("dcterms.license", 0.85), ("dc.license", 0.85), ("license", 0.8), ("licence", 0.8), ("citation_license", 0.8),
         ("dcterms.rights", 0.5), ("dc.rights", 0.5), ("og:license", 0.7), ("rights", 0.4))  # fmt: skip
_MARKS = ("creativecommons.org/licenses/", "creativecommons.org/publicdomain/", "gnu.org/licenses/", "opensource.org/")
"""What the address of a licence, not of a house's terms, contains."""
_NAMES = ("cc by", "cc-by", "cc0", "creative commons", "public domain", "gfdl", "gpl", "mit license", "apache")
_LICENSE = asked({"license"})
_CLOSED = frozenset({Role.RELATED, Role.COMMENT, Role.CAPTION, Role.HIDDEN, Role.PROMO})
_MAX_LENGTH = 200  # characters; a longer one is the licence's text


def find_license(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """`<link rel=license>`, JSON-LD license, meta tags, then links with rel=license: the URL, else the name.

    Rights tags and shown links count only where they name a licence: half of them say "All rights reserved".
    """
    offers = [Offer("link:license", link.href, 0.95) for link in page.structured.links if "license" in link.rel]
    for node in main_nodes(page)[:2]:
        offers += [Offer(f"{node.path}.license", text, 0.9) for text in _stated(node.data.get("license"))]
    for name, trust in _META:
        values = page.structured.meta.get(name, ())
        offers += [Offer(f"meta:{name}", clean(v), trust) for v in values if trust > 0.6 or _names_license(v)]
    offers += _shown(blocks, labels)
    for offer in sorted(offers, key=lambda offer: -offer.confidence):
        value = _value(offer.raw, page)
        if value is not None:
            return found(value, offer, [other for other in offers if other is not offer])
    return None


def _stated(value: object) -> list[str]:
    """The address or name in a JSON-LD licence: a string, a CreativeWork, or a list of these."""
    found = []
    for item in value[:3] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("url") or item.get("@id") or item.get("name")
        found += strings(item)
    return found


def _shown(blocks: Blocks, labels: Labels) -> Iterator[Offer]:
    """Links marked as the licence, outside cards and captions: there they speak of a picture."""
    for inline in inlines_named(blocks, _LICENSE):
        if inline.tag == "a" and "license" in (inline.element.get("rel") or "").lower():
            role = labels.roles[inline.block] if inline.block < len(labels.roles) else Role.OTHER
            node = blocks.items[inline.block].node if inline.block < len(blocks) else 0
            if role not in _CLOSED and not any(above.tag == "figure" for above in blocks.ancestors(node)):
                yield Offer(f"block:{inline.block}", inline.element.get("href") or "", 0.75)


def _names_license(value: str) -> bool:
    low = value[:_MAX_LENGTH].lower()
    return any(mark in low for mark in (*_MARKS, *_NAMES))


def _value(raw: str, page: Page) -> str | None:
    if " " not in raw and ("/" in raw or raw.startswith("http")):
        url = absolute(raw, page.base_url)
        return url if url and host(url) else None
    return raw if 1 < len(raw) <= _MAX_LENGTH else None
