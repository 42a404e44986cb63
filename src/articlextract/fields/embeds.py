"""Films, recordings, posts and documents from elsewhere that the story shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ..article import Embed, EmbedKind
from ..players import MAX_TITLE, frame_of, is_post, player_title, provider_of, read_player
from ..records import Blocks, Found, Labels, Node, Page
from ..urls import absolute
from ._data import first_string, main_nodes
from ._evidence import Offer, found
from ._ornaments import is_of_story
from ._roles import story_range
from ._story import is_in_story, media_of_story, story_before
from ._survey import asked, nodes_named

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_EMBEDS = 100
_MAX_LINKS = 50  # of a quote that are looked at
_POST_NAMES = asked({"tweet", "instagram", "tiktok", "reddit", "bluesky", "imgur", "fb", "facebook", "threads"})
_POST_ATTRIBUTES = ("cite", "data-instgrm-permalink", "data-text-post-permalink", "data-href")
_FILM_TAGS = ("lite-youtube", "amp-youtube", "lite-vimeo", "amp-vimeo")


def find_embeds(page: Page, blocks: Blocks, labels: Labels) -> Found[tuple[Embed, ...]] | None:
    """Frames and players in the story, quotes that a network turns into posts, else the film of the page's data."""
    shown: dict[str, tuple[int, str, Embed]] = {}
    for before, source, embed in islice(_shown(page, blocks, labels), _MAX_EMBEDS):
        shown.setdefault(embed.url, (before, source, embed))
    ranked = sorted(shown.values(), key=lambda entry: entry[0])
    if not any(embed.kind is EmbedKind.VIDEO for _, _, embed in ranked):
        ranked += [(len(blocks), source, embed) for source, embed in _stated(page) if embed.url not in shown]
    if not ranked:
        return None
    offers = [Offer(source, embed.url, 0.8) for _, source, embed in ranked]
    return found(tuple(embed for _, _, embed in ranked), offers[0], offers[1:])


def _shown(page: Page, blocks: Blocks, labels: Labels) -> Iterator[tuple[int, str, Embed]]:
    """(block that it stands before, source, embed) of what stands in the story."""
    base = page.base_url
    for media in media_of_story(labels, blocks):
        if media.tag != "img":
            embed = read_player(media.element, base)
            if embed is not None and is_of_story(blocks, labels, media):
                yield media.before, f"block:{media.before}", _placed(embed, labels, media.before)
    for node in nodes_named(blocks, _POST_NAMES):
        if (node.tag != "blockquote" and "fb" not in node.words) or not is_in_story(blocks, labels, node.first):
            continue
        url = _post(node, base)
        if url:
            known = provider_of(url)
            embed = Embed(url, EmbedKind.POST, None, known[0] if known else None)
            yield node.first, f"block:{node.first}", _placed(embed, labels, node.first)
    for film in islice(_story_element(page, blocks, labels).iter(*_FILM_TAGS), _MAX_EMBEDS):
        key = film.get("videoid") or film.get("data-videoid") or ""
        host = "vimeo.com/" if "vimeo" in str(film.tag) else "www.youtube.com/watch?v="
        if key.replace("-", "").replace("_", "").isalnum() and key.isascii():
            name = "Vimeo" if "vimeo" in host else "YouTube"
            yield len(blocks), str(film.tag), Embed(f"https://{host}{key}", EmbedKind.VIDEO, player_title(film), name)


def _story_element(page: Page, blocks: Blocks, labels: Labels) -> Element:
    """The smallest element that holds the whole story: a search of all the page cost a tenth of a parse."""
    first, last = story_range(labels)
    if first == last:
        return page.root
    return next((n.element for n in blocks.ancestors(blocks.items[first].node) if n.last >= last), page.root)


def _placed(embed: Embed, labels: Labels, before: int) -> Embed:
    return replace(embed, position=story_before(labels, before))


def _post(node: Node, base: str | None) -> str | None:
    """The post that an element stands for until its network's script has run."""
    for name in _POST_ATTRIBUTES:
        url = absolute(node.element.get(name), base)
        if url and is_post(url):
            return url.partition("?")[0]
    if node.tag != "blockquote":
        return None
    links = [absolute(link.get("href"), base) for link in islice(node.element.iter("a"), _MAX_LINKS)]
    posts = [url for url in links if url and is_post(url)]
    return posts[-1].partition("?")[0] if posts else None  # the last is the post's own date; others are quoted


def _stated(page: Page) -> Iterator[tuple[str, Embed]]:
    """The film that the page's own node says belongs to it, where a script shows it."""
    for node in main_nodes(page)[:2]:
        for name, kind in (("video", EmbedKind.VIDEO), ("audio", EmbedKind.AUDIO)):
            value = node.data.get(name)
            value = value[0] if isinstance(value, list) and value else value
            if not isinstance(value, dict):
                continue
            for field in ("embedUrl", "contentUrl", "url"):
                url = absolute(value.get(field), page.base_url)
                if url:
                    opened, _, provider = frame_of(url) or (url, kind, None)
                    title = first_string(value.get("name"))[:MAX_TITLE] or None
                    yield f"{node.path}.{name}.{field}", Embed(opened, kind, title, provider)
                    break
