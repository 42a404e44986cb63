"""The next part of the same story, thread or list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Blocks, Found, Labels, Page
from ..urls import absolute
from ._evidence import Offer, found
from ._paging import follows, next_numbers, own_name
from ._passes import find_links

_MAX_LINE = 300  # characters of a pager
_MAX_TEXT = 40  # characters of a link in a pager
_MAX_LOOKED_AT = 3000  # links


def find_next_page(page: Page, blocks: Blocks, labels: Labels) -> Found[str] | None:
    """`<link rel=next>`, else a link of the page, that leads to this page's own address with the next number.

    Blogs give rel=next to the next post; the address tells the two apart.
    """
    if page.url is None:
        return None
    offers = [Offer("link:next", link.href, 0.95) for link in page.structured.links if "next" in link.rel]
    for offer in (*offers, *_links(blocks, page.url)):
        url = absolute(offer.raw, page.base_url)
        if url and any(follows(url, here) for here in _addresses(page)):
            return found(url, offer, [other for other in offers if other is not offer])
    return None


def _addresses(page: Page) -> list[str]:
    canonical = [link.href for link in page.structured.links if "canonical" in link.rel][:1]
    return [url for url in (page.url, *canonical) if url]


def _links(blocks: Blocks, here: str) -> Iterator[Offer]:
    """Links in short lines whose address has this page's name and one of the numbers that may come next."""
    left = _MAX_LOOKED_AT
    numbers = next_numbers(here)
    marks = re.compile("|".join(numbers))
    name = own_name(here)
    for index, text, href in find_links(blocks.items, name, _MAX_LINE, _MAX_TEXT):
        if marks.search(href):
            text = text.strip()
            if text.isdecimal() and text not in numbers:
                continue
            left -= 1
            if left < 0:
                return
            yield Offer(f"block:{index}", href, 0.8)
