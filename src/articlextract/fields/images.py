"""The pictures of the story, and its lead image."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from ..article import Image
from ..attributes import attributes_of
from ..records import Blocks, Found, Labels, Page
from ..urls import absolute
from ._captions import CREDIT_ATTRIBUTES, read_caption
from ._data import main_nodes, story_nodes
from ._evidence import Offer, found
from ._make import make_image
from ._memo import once
from ._ornaments import is_of_story, is_ornament
from ._pictures import alt_and_size, picture_address
from ._story import media_of_story, story_before
from ._text import clean

_LEAD_META = (("og:image:secure_url", 0.9), ("og:image", 0.9), ("og:image:url", 0.9), ("twitter:image", 0.85),
              ("twitter:image:src", 0.85), ("parsely-image-url", 0.7), ("thumbnail", 0.5))  # fmt: skip
_LOGO_MARKS = ("logo", "favicon", "default-share", "default_share", "placeholder", "gravatar", "avatar", "fallback",
               "default-image", "default-social", "social-share", "og-default", "no-image", "noimage")  # fmt: skip
_SIZES = re.compile(r"(?:[-_](?:\d{2,4}x\d{2,4}|scaled|large|medium|small|thumb(?:nail)?|\d{3,4}w?))+$")
_MIN_STEM = 6  # characters of a file's name that two versions of one picture share
_GIVEN = frozenset({"class", "id", "role", "alt", "width", "height", *CREDIT_ATTRIBUTES})
_MAX_IMAGES = 200
_MAX_LEADS = 3  # the lead image stands first


def find_images(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[Image, ...]] | None:
    """Pictures standing in the body or right above it, each once, in page order."""
    pictures = _pictures(page, blocks, labels)
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
    own = _pictures(page, blocks, labels)[:_MAX_LEADS]
    offers += [Offer(f"block:{before}", image.url, 0.6) for before, image in own[:1]]
    ranked = [(_trust(offer), offer, link) for offer in offers if (link := absolute(offer.raw, page.base_url))]
    if not ranked:
        return None
    ranked.sort(key=lambda entry: -entry[0])
    _, winner, url = ranked[0]
    losers = [offer for _, offer, _ in ranked[1:]]
    shown = next((image for _, image in own if image.url == url), None)
    if shown is None:
        lead = _from_meta(page, url, winner)
        twin = next(
            (image for _, image in own if _stem(image.url) == _stem(url) and len(_stem(url)) >= _MIN_STEM), None
        )
        shown = lead if twin is None else replace(twin, url=url, width=lead.width, height=lead.height)
    return found(shown, winner, losers)


def _stem(url: str) -> str:
    """The name of a picture's file without its ending and its size.

    >>> _stem("https://example.org/a/boats-1200x675.jpg?w=3") == _stem("https://example.org/b/Boats.webp")
    True
    """
    name = url.partition("?")[0].rstrip("/").rpartition("/")[2].lower()
    return _SIZES.sub("", name.rpartition(".")[0] or name)


def _trust(offer: Offer) -> float:
    """A site's logo stands in for a missing picture on many pages: it comes after a real one."""
    address = offer.raw.lower()
    return offer.confidence - (0.5 if any(mark in address for mark in _LOGO_MARKS) else 0.0)


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
    elif isinstance(value, dict):
        address = value.get("url") or value.get("contentUrl") or value.get("@id")
        if isinstance(address, str):
            yield f"{path}.url", address
    elif isinstance(value, list):
        for i, item in enumerate(value[:3]):
            if not isinstance(item, list):
                yield from _urls(item, f"{path}[{i}]")


@once
def _pictures(page: Page, blocks: Blocks, labels: Labels) -> list[tuple[int, Image]]:
    """(block that it stands before, picture), each address once."""
    return list(islice(_read(page, blocks, labels), _MAX_IMAGES))


def _read(page: Page, blocks: Blocks, labels: Labels) -> Iterator[tuple[int, Image]]:
    seen: set[str] = set()
    for media in media_of_story(labels, blocks):
        if media.tag != "img" or not is_of_story(blocks, labels, media):
            continue
        given = attributes_of(media.element, _GIVEN)
        url = picture_address(media.element, page.base_url, given)
        if url is not None and url not in seen and not is_ornament(blocks, media, given, url):
            seen.add(url)
            caption, credit = read_caption(blocks, labels, media, given)
            alt, width, height = alt_and_size(given)
            position = story_before(labels, media.before)
            yield media.before, make_image(url, alt, caption, credit, width, height, position)
