"""The pictures of the story, and its lead image."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from ..article import Image
from ..records import Blocks, Found, Labels, Media, Page
from ._data import main_nodes, story_nodes
from ._evidence import Offer, found
from ._pictures import read_picture
from ._roles import is_open, story_range
from ._text import clean
from ._urls import absolute

_LEAD_META = (("og:image:secure_url", 0.9), ("og:image", 0.9), ("og:image:url", 0.9), ("twitter:image", 0.85),
              ("twitter:image:src", 0.85), ("parsely-image-url", 0.7), ("thumbnail", 0.5))  # fmt: skip
_LOGO_MARKS = ("logo", "favicon", "default-share", "placeholder", "gravatar")
_MAX_IMAGES = 200
_MAX_LEADS = 3  # the lead image stands first
_MAX_CAPTION = 1000  # characters
_REACH = 6  # blocks before the first content block in which a lead picture may stand
_CREDIT_WORDS = frozenset({"credit", "credits", "copyright", "photographer", "attribution", "creditline"})


def find_images(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[Image, ...]] | None:
    """Pictures standing in the body or right above it, each once, in page order."""
    pictures = list(islice(_pictures(page, blocks, labels), _MAX_IMAGES))
    sources = [Offer(f"block:{before}", image.url, 0.8) for before, image in pictures]
    return found(tuple(image for _, image in pictures), sources[0], sources[1:]) if pictures else None


def find_image(page: Page, blocks: Blocks, labels: Labels) -> Found[Image] | None:
    """The lead image: og:image, JSON-LD image, twitter:image, else the first picture of the story."""
    offers = []
    for name, trust in _LEAD_META:
        offers += [Offer(f"meta:{name}", value, trust) for value in page.structured.meta.get(name, ())[:1]]
    for node in (*story_nodes(page)[:2], *main_nodes(page)[:1]):
        for path, url in _urls(node.data.get("image") or node.data.get("primaryImageOfPage"), f"{node.path}.image"):
            offers.append(Offer(path, url, 0.88))
    own = {image.url: (before, image) for before, image in islice(_pictures(page, blocks, labels), _MAX_LEADS)}
    offers += [Offer(f"block:{before}", image.url, 0.6) for before, image in list(own.values())[:1]]
    ranked = [(_trust(offer), offer, link) for offer in offers if (link := absolute(offer.raw, page.base_url))]
    if not ranked:
        return None
    ranked.sort(key=lambda entry: -entry[0])
    _, winner, url = ranked[0]
    losers = [offer for _, offer, _ in ranked[1:]]
    return found(own[url][1] if url in own else _from_meta(page, url, winner), winner, losers)


def _trust(offer: Offer) -> float:
    """A site's logo stands in for a missing picture on many pages: it comes after a real one."""
    return offer.confidence - (0.5 if any(mark in offer.raw.lower() for mark in _LOGO_MARKS) else 0.0)


def _from_meta(page: Page, url: str, winner: Offer) -> Image:
    meta = page.structured.meta
    if not winner.source.startswith("meta:og:"):
        return Image(url)
    sizes = [meta.get(f"og:image:{side}", ("",))[0] for side in ("width", "height")]
    width, height = (int(s) if s.isdecimal() and 0 < len(s) < 6 else None for s in sizes)
    return Image(url, alt=clean(meta.get("og:image:alt", ("",))[0]) or None, width=width, height=height)


def _urls(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Addresses in a JSON-LD image: a string, an ImageObject, or a list of these."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        address = value.get("url") or value.get("contentUrl") or value.get("@id")
        if isinstance(address, str):
            yield f"{path}.url", address
    elif isinstance(value, list):
        for i, item in enumerate(value[:3]):
            if not isinstance(item, list):
                yield from _urls(item, f"{path}[{i}]")


def _pictures(page: Page, blocks: Blocks, labels: Labels) -> Iterator[tuple[int, Image]]:
    """(block that it stands before, picture), each address once."""
    seen: set[str] = set()
    for media in _in_story(blocks, labels):
        image = read_picture(media.element, page.base_url)
        if image is not None and image.url not in seen:
            seen.add(image.url)
            caption, credit = _caption(blocks, media)
            yield media.before, replace(image, caption=caption, credit=credit)


def _in_story(blocks: Blocks, labels: Labels) -> Iterator[Media]:
    first, last = story_range(labels)
    if first == last:
        return
    for media in blocks.media:
        if media.tag != "img" or not first - _REACH <= media.before <= last:
            continue
        if is_open(labels, media.before if media.before < last else last - 1):
            yield media


def _caption(blocks: Blocks, media: Media) -> tuple[str | None, str | None]:
    """Caption and credit in the `<figure>` that holds the picture."""
    figure = next((node for node in blocks.ancestors(media.node) if node.tag in ("figure", "body")), None)
    if figure is None or figure.tag != "figure":
        return None, None
    caption: list[str] = []
    credit: list[str] = []
    for block in blocks.items[figure.first : figure.last]:
        node = blocks.nodes[block.node]
        (credit if not _CREDIT_WORDS.isdisjoint(node.words) else caption).append(block.text)
    return " ".join(caption)[:_MAX_CAPTION] or None, " ".join(credit)[:_MAX_CAPTION] or None
