"""Other pages offered to the reader: lists, card grids, inserts in the story, the next and the previous post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from ..records import Block, Finding, Node, Role
from ._headings import heading_phrase, is_insert, is_sure
from ._headline import HEADINGS
from ._look import MAX_INSERT
from ._survey import MAX_CLIMB, Survey
from ._vocabulary import reason

_WORDS = frozenset(
    """related recommended recommendation recommendations recommends recent popular trending similar suggested taboola
    outbrain mostread morefrom upnext revcontent mgid yarpp crp relatedposts recentposts teaser teasers
    """.split()
)
_PAIRS = frozenset(
    {
        ("read", "next"), ("read", "also"), ("more", "from"), ("more", "stories"), ("more", "news"), ("most", "read"),
        ("most", "popular"), ("most", "viewed"), ("latest", "news"), ("latest", "posts"), ("latest", "articles"),
        ("latest", "stories"), ("keep", "reading"), ("next", "post"), ("prev", "post"), ("previous", "post"),
        ("post", "navigation"), ("posts", "navigation"), ("nav", "links"), ("nav", "previous"), ("nav", "next"),
        ("post", "nav"), ("next", "article"), ("previous", "article"), ("entry", "navigation"), ("article", "nav"),
        ("more", "articles"),
        ("read", "more"), ("more", "posts"), ("also", "like"), ("editors", "picks"), ("top", "stories"),
    }
)  # fmt: skip
NAMES = _WORDS | frozenset(word for pair in _PAIRS for word in pair if word not in ("post", "posts", "article", "nav"))

_NEIGHBOURS = (
    "next", "previous", "nächst", "vorherig", "article", "artículo", "entrada", "artigo", "próximo", "vorig", "volgend",
)  # fmt: skip

_MAX_PART = 0.5
_MIN_STORY = 500  # characters between the headline and a list that is surely not the story
_MIN_SIZE = 20  # characters; less is a "Read more" button
_MAX_LINE = 60  # characters of a heading
_MAX_EXTRA = 6  # characters of an insert besides its opening words and the headline
_MIN_LINKS = 0.25  # share of link characters in a list with excerpts
_LISTS = frozenset({"ul", "ol", "table"})


def find_related(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for it, lists below a heading that says so, one-line inserts, grids of cards."""
    for node in named:
        if _WORDS.isdisjoint(node.words) and _PAIRS.isdisjoint(pairwise(node.words)):
            continue
        if page.size(node) >= _MIN_SIZE and page.within(node, _MAX_PART) and _is_list(page, node.first, node.last):
            first = _with_heading(page, node.first)
            yield Finding(first, node.last, Role.RELATED, reason(node, NAMES))
    for i in page.lists:
        block, line = page.blocks.items[i], page.lines[i]
        if (line and not block.link_chars) or line.startswith(_NEIGHBOURS):
            if len(line) <= _MAX_LINE and heading_phrase(line):
                yield from _below_heading(page, block)
        elif block.link_chars and len(block.text) <= MAX_INSERT:
            yield from _insert(block)
    yield from _grids(page)


def _is_list(page: Survey, first: int, last: int) -> bool:
    """Whether a range is mostly links, or links with excerpts and no whole paragraph of a story."""
    if page.links[last] == page.links[first]:
        return False
    if page.link_share(first, last) >= _MIN_LINKS:
        return True
    linked, paragraphs = page.linked_blocks, page.paragraphs
    return paragraphs[last] == paragraphs[first] and (linked[last] - linked[first]) * 4 >= last - first


def _with_heading(page: Survey, first: int) -> int:
    """The range's first block, or the heading above it that goes with it."""
    above = page.line(first - 1) if first else ""
    if not above or len(above) > _MAX_LINE:
        return first
    if heading_phrase(above):
        return first - 1
    node = page.blocks.nodes[page.blocks.items[first - 1].node]
    if node.tag in HEADINGS and node.parent >= 0:
        box = page.blocks.nodes[node.parent]  # a heading and its list alone in one box
        if box.first >= first - 1 and page.within(box, _MAX_PART):
            return first - 1
    return first


def _below_heading(page: Survey, block: Block) -> Iterator[Finding]:
    """The list that a heading stands above: the rest of its container, or what follows it there."""
    at = block.index
    last = at + 1
    for node in islice(page.blocks.ancestors(block.node), MAX_CLIMB):
        if not page.within(node, _MAX_PART):
            break
        if node.last <= at + 1:
            continue
        if not _is_list(page, at, node.last):
            break
        last = node.last
        if at - node.first > 2:
            break  # other things stand above the heading: its list ends where this container does
    if last == at + 1:
        last = _following_list(page, block)
    if last > at + 1 or block.link_chars * 2 > len(block.text) > 12:
        yield Finding(at, last, Role.RELATED, f"heading '{block.text[:40]}'", _is_certain(page, at, last))


def _is_certain(page: Survey, at: int, last: int) -> bool:
    """Whether a list is surely not the story: its heading, its place below a story or what a page sells."""
    end = page.headline.last
    below = page.is_story and page.text_size(end, at) >= _MIN_STORY
    if at < end or not (below or (page.is_product and page.states_title)):
        return False
    return is_sure(page.lines[at]) and page.paragraphs[last] == page.paragraphs[at]


def _following_list(page: Survey, block: Block) -> int:
    """The end of what follows a heading among other things: the list right below it, or a run of linked blocks."""
    last = at = block.index + 1
    items = page.blocks.items
    if at == len(items):
        return at
    for node in islice(page.blocks.ancestors(items[at].node), MAX_CLIMB):
        if node.first < at:
            break
        if node.tag in _LISTS and node.last > last and _is_list(page, at, node.last) and page.within(node, _MAX_PART):
            last = node.last
    if last > at:
        return last
    while last < len(items) and items[last].link_chars * 2 > len(items[last].text):
        last += 1
    return last if last > at else at


def _insert(block: Block) -> Iterator[Finding]:
    """ "Read also: Headline" in one block, the headline linked."""
    text = block.text[:_MAX_LINE].casefold()
    phrase = heading_phrase(text)
    if phrase is None or len(block.text) - block.link_chars > len(phrase) + _MAX_EXTRA:
        return
    # wcxb-dev and fundus: one in five of all inserts is annotated as content, of the strict kind one in eight.
    certain = is_insert(phrase, text)
    yield Finding(block.index, block.index + 1, Role.RELATED, f"insert '{block.text[:40]}'", certain)


def _grids(page: Survey) -> Iterator[Finding]:
    """Siblings of one shape, each with a link as long as a headline."""
    chars = page.chars
    for cards in page.cards:
        first, last = cards[0].first, cards[-1].last
        if chars[last] - chars[first] > _MAX_PART * chars[-1] or not _is_list(page, first, last):
            continue
        if not _is_menu(page, cards[0].parent):
            yield Finding(_with_heading(page, first), last, Role.RELATED, f"{len(cards)} cards <{cards[0].tag}>")


def _is_menu(page: Survey, parent: int) -> bool:
    for node in islice(page.blocks.ancestors(parent), MAX_CLIMB):
        if node.tag in _MENU_TAGS or not _MENU.isdisjoint(node.words):
            return True
    return False


_MENU_TAGS = frozenset({"nav", "header", "footer"})
_MENU = frozenset(
    {
        "nav",
        "menu",
        "navbar",
        "navigation",
        "header",
        "footer",
        "breadcrumb",
        "breadcrumbs",
        "toc",
        "comments",
        "comment",
        "recentcomments",
        "commentlist",
    }
)
