"""Whether the page says that its story is sold."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Blocks, Page
from ._data import main_nodes
from ._evidence import Offer
from ._memo import once
from ._survey import asked, nodes_named

_FREE = frozenset({"true", "yes", "1"})
_SOLD = frozenset({"false", "no", "0"})
_TIERS = {"free": True, "metered": False, "locked": False, "paid": False, "premium": False, "subscriber": False}
_META = ("article:content_tier", "content_tier", "og:article:content_tier", "vr:content_tier", "article.content_tier")
_WALLS = asked({"paywall", "paywalled"})
_NOT_A_WALL = frozenset(
    "no free hidden hide without disabled off open unlocked navigation nav menu links header footer user login".split()
)
_MAX_WALLS = 6  # elements so named; those inside one another count too
_MAX_WALL = 1500  # characters; an element named for a paywall with more of them is the story behind it


@once
def gate_offers(page: Page, blocks: Blocks) -> tuple[tuple[bool, Offer], ...]:
    """(is sold, where the page says so), the most trusted first."""
    return tuple(sorted(_offers(page, blocks), key=lambda pair: -pair[1].confidence))


def _offers(page: Page, blocks: Blocks) -> Iterator[tuple[bool, Offer]]:
    for node in main_nodes(page)[:3]:
        value = node.data.get("isAccessibleForFree")
        word = str(value).strip().rpartition("/")[2].lower()
        if word in _FREE or word in _SOLD:
            yield word in _SOLD, Offer(f"{node.path}.isAccessibleForFree", str(value), 0.95)
    for name in _META:
        for value in page.structured.meta.get(name, ()):
            free = _TIERS.get(value.strip().lower())
            if free is not None:
                yield not free, Offer(f"meta:{name}", value, 0.85)
    walls = nodes_named(blocks, _WALLS)
    if not 0 < len(walls) <= _MAX_WALLS:
        return  # cards of a list, each marked as sold
    for wall in walls:
        size = sum(len(block.text) for block in blocks.items[wall.first : wall.last])
        if 0 < size <= _MAX_WALL and not wall.hidden and _NOT_A_WALL.isdisjoint(wall.words):
            yield True, Offer(f"block:{wall.first}", " ".join(wall.words), 0.7)
            return
