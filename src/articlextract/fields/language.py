"""The language that the page says it is written in."""

from __future__ import annotations

import re
from functools import lru_cache

from ..records import Blocks, Found, Labels, Page
from ._data import first_string, main_nodes
from ._evidence import Offer, found

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].{0,20})?")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "xx"})
_NAMES = {"english": "en", "deutsch": "de", "german": "de", "french": "fr", "spanish": "es", "italian": "it"}
_META = (("content-language", 0.6), ("language", 0.5), ("dc.language", 0.6), ("dcterms.language", 0.6))


def find_language(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """`<html lang>`, JSON-LD inLanguage, og:locale, other meta; as a BCP 47 tag in its usual letter case."""
    structured = page.structured
    offers = [Offer("html:lang", structured.language, 0.9)] if structured.language else []
    for node in main_nodes(page)[:2]:
        offers += [Offer(f"{node.path}.inLanguage", t, 0.8) for t in [first_string(node.data.get("inLanguage"))] if t]
    offers += [Offer("meta:og:locale", value, 0.7) for value in structured.meta.get("og:locale", ())[:1]]
    offers += [Offer(f"meta:{name}", v, trust) for name, trust in _META for v in structured.meta.get(name, ())[:1]]
    tagged = [(normalise_tag(offer.raw), offer) for offer in offers]
    stated = [(tag, offer) for tag, offer in tagged if tag]
    if not stated:
        return None
    tag, winner = stated[0]
    assert tag is not None
    return found(tag, winner, [offer for _, offer in stated[1:]])


@lru_cache(maxsize=1024)
def normalise_tag(value: str) -> str | None:
    """A language tag in its usual letter case, or None when the value is none.

    >>> normalise_tag("EN_us"), normalise_tag("zh-hans-cn"), normalise_tag("None")
    ('en-US', 'zh-Hans-CN', None)
    """
    value = value.split(",")[0].strip()
    if value.lower() in _NAMES:
        return _NAMES[value.lower()]
    match = _TAG.fullmatch(value)
    if match is None or match[1].lower() in _NO_LANGUAGE:
        return None
    parts = [match[1].lower()]
    if match[2]:
        parts.append(match[2].title())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts)
