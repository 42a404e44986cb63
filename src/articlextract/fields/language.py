"""The language that the story is written in, as the page says and as its words tell."""

from __future__ import annotations

import re
from functools import lru_cache

from ..records import Blocks, Found, Labels, Page
from ._data import first_string, main_nodes
from ._evidence import Offer, found
from ._roles import content_blocks
from ._spoken import MAX_SAMPLE, Spoken, are_alike, language_of

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].{0,20})?")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "xx"})
_NAMES = {"english": "en", "deutsch": "de", "german": "de", "french": "fr", "spanish": "es", "italian": "it"}
_META = (("content-language", 0.6), ("language", 0.5), ("dc.language", 0.6), ("dcterms.language", 0.6))


_MIN_SURE = 0.5  # of a language that nothing but the text states
_MIN_AGAINST = 0.6  # of one that the page's data deny; on 960 pages of the corpora none so sure was wrong


def find_language(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """`<html lang>`, JSON-LD inLanguage, og:locale, other meta; as a BCP 47 tag in its usual letter case.

    The first of them that agrees with the story's words wins. Where all of them are plainly wrong, as in a
    template that says "en" of a German story, or where none is, the words tell.
    """
    stated = [(tag, offer) for offer in _offers(page) if (tag := normalise_tag(offer.raw))]
    spoken = language_of(_sample(blocks, labels))
    if spoken is not None:
        heard = Offer("text", spoken.language, spoken.confidence)
        fitting = [(tag, offer) for tag, offer in stated if are_alike(tag, spoken.language)]
        if not fitting and _is_sure(spoken, doubted=bool(stated)):
            return found(spoken.language, heard, [offer for _, offer in stated])
        if fitting:
            stated = fitting + [pair for pair in stated if pair not in fitting]
        elif stated:
            stated.append((spoken.language, heard))
    if not stated:
        return None
    tag, winner = stated[0]
    return found(tag, winner, [offer for _, offer in stated[1:]])


def _is_sure(spoken: Spoken, *, doubted: bool) -> bool:
    return spoken.confidence >= (_MIN_AGAINST if doubted else _MIN_SURE)


def _offers(page: Page) -> list[Offer]:
    """What the page's data say, most trusted first."""
    structured = page.structured
    offers = [Offer("html:lang", structured.language, 0.9)] if structured.language else []
    for node in main_nodes(page)[:2]:
        offers += [Offer(f"{node.path}.inLanguage", t, 0.8) for t in [first_string(node.data.get("inLanguage"))] if t]
    offers += [Offer("meta:og:locale", value, 0.7) for value in structured.meta.get("og:locale", ())[:1]]
    offers += [Offer(f"meta:{name}", v, trust) for name, trust in _META for v in structured.meta.get(name, ())[:1]]
    return offers


def _sample(blocks: Blocks, labels: Labels) -> str:
    """The beginning of the story; code left out."""
    sample: list[str] = []
    size = 0
    for i in content_blocks(labels):
        block = blocks.items[i]
        if blocks.nodes[block.node].tag not in ("pre", "code"):
            sample.append(block.text)
            size += len(block.text)
            if size >= MAX_SAMPLE:
                break
    return " ".join(sample)


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
