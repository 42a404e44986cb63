"""Links that may lead to another story, apart from those that share, sign in, or list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..native import compiled
from ..records import Block, Blocks, Page
from ..urls import MAX_URL, absolute, origin_of
from ._urls import Address, host, path_key, split

_SHARE_PATHS = ("/sharer", "/share", "/intent/", "/submit", "/pin/create", "/sharing/", "/forward", "/sharearticle")
_LISTS = frozenset(
    """tag tags category categories topic topics author authors user users profile profiles people login signin signup
    register subscribe subscription newsletter newsletters account cart search rss feed about contact privacy terms jobs
    kategorie kategorien schlagwort thema themen autor autoren etiqueta etiquetas categoria categorias autores auteur
    auteurs mot-cle sujet tema temas tagi redaktor label labels hashtag rubrik rubrique seccion page keyword keywords
    section sections members member archive archives editor editors staff
    contributor contributors writer writers impressum disclaimer agb mediadaten datenschutz""".split()
)
_HOUSE = re.compile(
    "privacy-pol|privacidad|datenschutz|impressum|mentions-legales|terms-of-|terms-and-|sitemap"
    "|email-protection|cookie-pol|legal-doc|legal-notice|contact-us|about-us|rss-feed"
)
_NETWORKS = frozenset(
    """facebook.com twitter.com x.com instagram.com linkedin.com pinterest.com youtube.com tiktok.com reddit.com t.me
    wa.me telegram.me vk.com whatsapp.com api.whatsapp.com threads.net bsky.app flipboard.com getpocket.com
    play.google.com apps.apple.com itunes.apple.com news.google.com""".split()
)
_MAX_AFTER_LIST = 1  # path parts after "tag" or "category"; with more of them it is a story's address
_LEGAL_SLUG = 24  # characters; a longer last part that begins like a legal page's may be a story about one
_NEW_TAB = re.compile(
    # looked for where a run of brackets begins, and not again at each of them: 5,000 took half a second
    r"(?<![ (\[])[ (\[]*(?:opens? in (?:a )?new (?:tab|window)|öffnet (?:sich )?in (?:einem )?neue[mn] (?:tab|fenster)"
    r"|nouvelle fenêtre|nouvel onglet|se abre en una (?:nueva )?(?:ventana|pestaña)(?: nueva)?)[)\]. ]*$",
    re.IGNORECASE,
)
_TABS = ("tab", "window", "fenster", "fenêtre", "onglet", "ventana", "pestaña", "nueva")
"""How such words end, whatever brackets come then."""
_MAX_BESIDE = 80  # characters beside a short link that is none of a sentence: a date, a name, "Read also:"
_MAX_COVERED = 200  # blocks of a run in which covered headings are looked for
_MAX_COVER = 5  # elements between a card's heading and the card
_MAX_CARD = 12  # blocks of a card
_PLAIN_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+")
_TRACKER = re.compile(r"[?&](?:utm_\w{1,20}|fbclid|gclid|mc_cid|mc_eid|cmpid|ocid|_ga|igshid|yclid)=[^&#]*")


class Link(NamedTuple):
    """One link target, with the text that names it, where that stands, and the length of its longest text."""

    url: str
    key: tuple[str, str, str]
    text: str
    block: int
    longest: int


def _story_links(items: Iterable[Block], base: str | None, here: frozenset[tuple[str, str]]) -> list[Link]:
    """The links of some blocks that may lead to another story, in page order, once for each text that they carry."""
    found: list[Link] = []
    for block in items:
        if not block.link_chars:
            continue
        if block.link_chars * 2 < len(block.text) and len(block.text) - block.link_chars > _MAX_BESIDE:
            continue  # a link in running text
        texts: dict[str, str] = {}
        for text, href, _ in block.pieces:
            if href:
                texts[href] = texts[href] + text if href in texts else text
        for href, text in texts.items():
            text = text.strip(" ") if text.isprintable() and "  " not in text else " ".join(text.split())
            if text.rstrip(")]. ")[-7:].casefold().endswith(_TABS):
                text = _without_tab(text)
            link = link_to(href, text, block.index, base, here) if text else None
            if link is not None:
                found.append(link)
    return found


def _without_tab(text: str) -> str:
    return _NEW_TAB.sub("", text)


def own_places(page: Page) -> frozenset[tuple[str, str]]:
    """Host and path of the page itself, by all the names that it gives to itself."""
    structured = page.structured
    named = [link.href for link in structured.links if "canonical" in link.rel]
    named += structured.meta.get("og:url", ())[:1]
    base = page.base_url or page.url
    places = {path_key(page.url), *(path_key(absolute(url, base)) for url in named)}
    return frozenset(place for place in places if place[1])


def covering_links(
    blocks: Blocks, items: Sequence[Block], links: Sequence[Link], base: str | None, here: frozenset[tuple[str, str]]
) -> Iterator[Link]:
    """Links without text of their own that are laid over a card: its heading names them; `links` are the others."""
    headed = [
        block
        for block in items[:_MAX_COVERED]
        if not block.link_chars and blocks.nodes[block.node].tag in ("h2", "h3", "h4", "h5")
    ]
    if not headed:
        return
    linked = {link.block for link in links}
    marked = {block.index for block in headed}
    for block in headed:
        for node in islice(blocks.ancestors(block.node), _MAX_COVER):
            inside = range(node.first, node.last)
            if len(inside) > _MAX_CARD or not linked.isdisjoint(inside) or len(marked.intersection(inside)) > 1:
                break
            anchor = next((a for a in node.element.iter("a") if a.get("href") and not (a.text or "").strip()), None)
            if anchor is not None:
                link = link_to(anchor.get("href") or "", block.text, block.index, base, here)
                if link is not None:
                    yield link
                break


def link_to(href: str, text: str, block: int, base: str | None, here: frozenset[tuple[str, str]]) -> Link | None:
    """The link, or None when it leads to no other story."""
    found = _story_at(href, base)
    if found is None:
        return None
    url, (place, path, query) = found
    for own, own_path in here:
        if place == own and (path == own_path or own_path.startswith(path + "/")):
            return None  # the page itself, or the part of the site that it stands in
    return Link(url, (place, path, query), text, block, len(text))


@lru_cache(maxsize=1024)  # picture, headline and button of a card lead to one place
def _story_at(href: str, base: str | None) -> tuple[str, tuple[str, str, str]] | None:
    """The address of another story, and by what it is the same as another."""
    url = absolute(href, base)
    if url is None:
        return None
    url = without_tracking(url)
    parts = split(url)
    if parts is None or is_service(parts):
        return None
    place = parts.host.removeprefix("www.")
    if place in _NETWORKS and place != host(base):
        return None
    return url, (place, parts.path.rstrip("/"), parts.query)


def is_service(parts: Address) -> bool:
    """Whether an address shares, lists, or signs in, and so is no other story.

    >>> is_service(split("https://example.org/tag/rivers"))
    True
    >>> is_service(split("https://example.org/category/news/2024/05/flood"))
    False
    """
    path = parts.path.lower()
    if path in ("", "/") and not parts.query:
        return True
    if parts.query and path.startswith(_SHARE_PATHS):
        return True
    words = [word for word in path.split("/") if word]
    if words and len(words[-1]) <= _LEGAL_SLUG and _HOUSE.search(words[-1]):
        return True
    if not _LISTS.isdisjoint(words[-_MAX_AFTER_LIST - 1 :]):
        return True
    return "replytocom=" in parts.query or parts.fragment.startswith("comment") or "/comment-page-" in path


def without_tracking(url: str) -> str:
    """The address without what only counts its readers.

    >>> without_tracking("https://example.org/a?utm_source=x&id=3&utm_medium=y#top")
    'https://example.org/a?id=3#top'
    """
    if "?" not in url:
        return url
    bare = _TRACKER.sub(lambda match: match[0][0] if match[0][0] == "?" else "", url)
    return bare.replace("?&", "?").replace("?#", "#").rstrip("?")


@lru_cache(maxsize=16)
def _plain_origin(base: str | None) -> str | None:
    """Scheme and host, where there is nothing else to them."""
    origin = origin_of(base) if base else None
    return origin if origin and _PLAIN_ORIGIN.fullmatch(origin) else None


_kernel = compiled("fields._links_kernel")
_compiled = None
if _kernel is not None:
    _compiled = _kernel.StoryLinks(
        Link, _story_at, _HOUSE.search, _LISTS, _NETWORKS, _TABS, MAX_URL, _MAX_BESIDE, _LEGAL_SLUG
    )


def story_links(items: Iterable[Block], base: str | None, here: frozenset[tuple[str, str]]) -> list[Link]:
    """The links of some blocks that may lead to another story, in page order, once for each text that they carry."""
    if _compiled is None:
        return _story_links(items, base, here)
    found: list[Link] = _compiled.read(items, base, _plain_origin(base), host(base), _without_tab, here)
    return found
