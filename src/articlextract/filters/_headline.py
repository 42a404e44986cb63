"""The heading that is the page's headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from ..wordsets import words_of

if TYPE_CHECKING:
    from ..records import Block, Blocks, Node, Page

# Below a full point apart, so that a heading with most of the title beats a bigger one with the site's name.
_LEVELS = {"h1": 2.0, "h2": 1.5, "h3": 1.0, "h4": 0.5}
HEADINGS = frozenset(_LEVELS)
OWN_NAMES = frozenset({("entry", "title"), ("post", "title"), ("article", "title"), ("page", "title")})
_MAX_BLOCKS = 4  # of one heading that holds hidden or broken lines
_MAX_TITLE = 300  # characters; a heading that swallowed the page, or a title that is a paragraph
_MIN_LINE = 12  # characters; a line without heading tag is the headline only when it says that much of the title
_HOST = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")  # nearly every address; to split one takes ten times as long
_ENOUGH = 0.5  # share of a heading's words that its page's title must hold to be another wording of it


class _Title(NamedTuple):
    raw: str
    words: tuple[str, ...]
    ends: frozenset[str]  # its first and last word: a heading that has neither is no part of it
    bag: frozenset[str]


class Headline(NamedTuple):
    """First and last (exclusive) block of the page's headline, (0, 0) when none stands out.

    `likeness` says how like the page's title it is: 5 word for word, 2 to 4 its beginning or end, less
    a rewording, 0 when the element is a headline by its name or as the only <h1>.
    """

    first: int
    last: int
    likeness: float


def find_headline(page: Page, blocks: Blocks, headings: Sequence[Node]) -> Headline:
    """The heading, else the line, that is like the page's title; else the one that is marked as a headline."""
    sites = _site_names(page)
    titles = _titles(page, sites)
    best, best_score = Headline(0, 0, 0.0), 0.0
    mains: list[tuple[int, int]] = []
    named: list[tuple[int, int]] = []
    ends = frozenset().union(*[title.ends for title in titles])
    for node in headings:
        tag = node.tag
        if node.last - node.first > _MAX_BLOCKS:
            continue
        text = " ".join([block.text for block in blocks.items[node.first : node.last]])
        words = words_of(text) if len(text) <= _MAX_TITLE else ()
        if not words:
            continue
        reworded = tag in ("h1", "h2")
        score = 0.0
        if reworded or words[0] in ends or words[-1] in ends:
            score = _likeness(words, titles, reworded=reworded)
        own = bool(node.words) and not OWN_NAMES.isdisjoint(pairwise(node.words))
        if not (score or own or tag == "h1"):
            continue  # most headings of most pages
        if "".join(words) in sites or _leads_home(blocks.items[node.first], page):
            continue
        if tag == "h1":
            mains.append((node.first, node.last))
        if own:
            named.append((node.first, node.last))
        if score and score + _LEVELS[tag] > best_score:
            best, best_score = Headline(node.first, node.last, score), score + _LEVELS[tag]
    return best if best_score else _marked(named) or _line_like_title(blocks, titles) or _marked(mains) or best


def find_headline_line(page: Page, texts: Sequence[str], tags: Sequence[str]) -> Headline:
    """The same of a text without markup: among its lines, and the tags that they stand for."""
    sites = _site_names(page)
    titles = _titles(page, sites)
    best, best_score = Headline(0, 0, 0.0), 0.0
    mains: list[tuple[int, int]] = []
    for i, tag in enumerate(tags):
        if tag not in _LEVELS:
            continue
        words = words_of(texts[i]) if len(texts[i]) <= _MAX_TITLE else ()
        if words and "".join(words) not in sites:
            score = _likeness(words, titles, reworded=tag in ("h1", "h2"))
            if tag == "h1":
                mains.append((i, i + 1))
            if score and score + _LEVELS[tag] > best_score:
                best, best_score = Headline(i, i + 1, score), score + _LEVELS[tag]
    return best if best_score else _title_itself(texts, titles) or _marked(mains) or best


def _marked(ranges: list[tuple[int, int]]) -> Headline | None:
    return Headline(*ranges[0], 0.0) if len(ranges) == 1 else None


def _leads_home(block: Block, page: Page) -> bool:
    """Whether a heading is but a link to the site's front page: the logo."""
    href = next((piece.href for piece in block.pieces if piece.href), None)
    if href is None or block.link_chars < len(block.text) or _has_path(href.strip()):
        return False
    try:
        there, here = urlsplit(href.strip()), urlsplit(page.url or "")
    except ValueError:
        return False
    ours = there.netloc in ("", here.netloc) or not here.netloc
    return ours and there.path in ("", "/") and not there.query and not there.fragment


def _has_path(href: str) -> bool:
    """Whether a whole address leads further than to a front page; most do, and to split it takes ten times as long."""
    _, scheme, rest = href.rpartition("://")
    return bool(scheme) and "/" in rest.rstrip("/?# \n\r\t")


def _line_like_title(blocks: Blocks, titles: list[_Title]) -> Headline | None:
    """A line that is no heading, yet the title or its beginning."""
    return _title_itself([block.text if block.link_chars < len(block.text) else "" for block in blocks.items], titles)


def _title_itself(texts: Sequence[str], titles: list[_Title]) -> Headline | None:
    for i, text in enumerate(texts):
        if _MIN_LINE <= len(text) <= _MAX_TITLE:
            for title in titles:
                if title.raw.startswith(text):
                    return Headline(i, i + 1, 5.0 if len(text) == len(title.raw) else 2.0)
    return None


def _site_names(page: Page) -> set[str]:
    """The site's names, letters alone, as they stand in a logo that is marked up as a heading."""
    names = {"".join(words_of(name)) for name in page.structured.meta.get("og:site_name", ())}
    plain = _HOST.match(page.url or "")
    try:
        host = plain[1] if plain else urlsplit(page.url or "").hostname or ""
    except ValueError:
        host = ""
    labels = host.removeprefix("www.").split(".")
    return names | {"".join(labels)} | set(labels[:-1])


def _titles(page: Page, sites: set[str]) -> list[_Title]:
    """What the page calls itself, each once."""
    structured = page.structured
    known = [*structured.meta.get("og:title", ())[:2], *structured.meta.get("twitter:title", ())[:1], *_headlines(page)]
    if structured.title:
        known.append(structured.title)
    pairs = {words_of(title): title for title in reversed(known) if len(title) <= _MAX_TITLE}
    return [
        _Title(title, words, frozenset((words[0], words[-1])), frozenset(words))
        for words, title in pairs.items()
        if words and "".join(words) not in sites
    ]


def _headlines(page: Page) -> Iterator[str]:
    for node in page.structured.jsonld[:20]:
        value = node.data.get("headline")
        if isinstance(value, str):
            yield value
            return


def _likeness(words: tuple[str, ...], titles: list[_Title], *, reworded: bool) -> float:
    """5 for a title word for word, 2 to 4 for its beginning or end (the rest is the site), less for a rewording."""
    best = 0.0
    count = len(words)
    long_enough = count >= 2 or len(words[0]) >= _MIN_LINE  # a script without spaces is one long word
    for title in titles:
        if words == title.words:
            return 5.0
        if (
            long_enough
            and (words[0] in title.ends or words[-1] in title.ends)
            and words in (title.words[:count], title.words[-count:])
        ):
            best = max(best, 2.0 + 2.0 * count / len(title.words))
        elif reworded and count >= 4:
            shared = len(title.bag.intersection(words)) / min(count, len(title.words))
            if shared > _ENOUGH:
                best = max(best, 2.0 * shared)
    return best
