"""Where a block stands in the tree: tags, ancestors, names, containers, place in the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .lexicon import Lexicon, name_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..records import Blocks

OWN_TAGS = (
    "p",
    "div",
    "li",
    "td",
    "th",
    "a",
    "button",
    "figcaption",
    "pre",
    "dt",
    "dd",
    "section",
    "label",
    "article",
    "stated",
)
INSIDE_TAGS = (
    "nav", "header", "footer", "aside", "main", "article", "form", "figure", "blockquote", "ul", "ol", "table",
    "noscript", "dialog", "section", "details", "dl", "button", "pre", "li", "menu", "address", "fieldset",
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
HIDDEN = len(INSIDE_TAGS)
_INSIDE_BIT = {tag: 1 << i for i, tag in enumerate(INSIDE_TAGS)}
_ROLE_TAGS = {
    "navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "main": "main",
    "article": "article", "dialog": "dialog", "search": "form",
}  # fmt: skip

MEANINGS = {
    **{f"is_{tag}": f"the block's own element is <{tag}>" for tag in OWN_TAGS},
    "heading": "7 less the level of the heading that the block is, else 0",
    **{f"in_{tag}": f"inside <{tag}>, or an element with its ARIA role" for tag in INSIDE_TAGS},
    "in_hidden": "inside an element that style or attribute hides",
    "depth": "nodes above",
    "names_own": "log-odds of the names of the block's own element, summed",
    "names_near": "the same of the nearest element with any",
    "names_path": "the same summed over all ancestors, each step up counting 0.8",
    "names_low": "lowest log-odds of a name on any ancestor",
    "names_high": "highest log-odds of a name on any ancestor",
    "inline_low": "lowest log-odds of a name on an inline element in the block",
    "inline_high": "highest log-odds of a name on an inline element in the block",
}
_FADE = 0.8  # a name's say, each step up


@dataclass(frozen=True, eq=False)
class Outline:
    """The nodes of a page as arrays of shape (nodes,), and each block's node, shape (blocks,).

    `top` is the highest ancestor with the same range of blocks, so that a chain of wrappers around
    one thing counts as one container; `up` is the `top` of the container above.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    up: NDArray[np.int64]
    top: NDArray[np.int64]
    node: NDArray[np.int64]
    shape: NDArray[np.int64]  # (blocks,) number of the block's kind: same tags and names of node and parent
    columns: NDArray[np.float32]  # (blocks, len(MEANINGS))


@lru_cache(maxsize=65536)
def _own_bits(tag: str, words: tuple[str, ...]) -> int:
    bits = _INSIDE_BIT.get(tag, 0)
    for word in words:
        role = _ROLE_TAGS.get(word)
        if role and word != "article" and word != "main":
            bits |= _INSIDE_BIT[role]
    return bits


def read_outline(blocks: Blocks, lexicon: Lexicon) -> Outline:
    """What nodes inherit is worked out for all nodes of one depth at a time, parents first."""
    tags, words, parents, depths, firsts, lasts, _, hides = zip(*blocks.nodes, strict=True)
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    kind = np.array([numbers.setdefault(key, len(numbers)) for key in zip(tags, words, strict=True)])
    own = np.array([name_score(lexicon, names) for _, names in numbers])[kind]  # (nodes, 3): sum, lowest, highest
    bits = np.array([_own_bits(tag, names) for tag, names in numbers])[kind]
    bits |= np.array(hides).astype(np.int64) << HIDDEN
    named = np.array([bool(names) for _, names in numbers])[kind]
    parent, depth = np.array(parents), np.array(depths)
    first, last = np.array(firsts), np.array(lasts)
    top = np.arange(len(parent))
    up = top.copy()
    near, path, low, high = own[:, 0].copy(), own[:, 0].copy(), own[:, 1].copy(), own[:, 2].copy()
    for level in _levels(depth):
        above = parent[level]
        bits[level] |= bits[above]
        near[level] = np.where(named[level], near[level], near[above])
        path[level] += _FADE * path[above]
        low[level] = np.minimum(low[level], low[above])
        high[level] = np.maximum(high[level], high[above])
        same = (first[level] == first[above]) & (last[level] == last[above])
        top[level] = np.where(same, top[above], level)
        up[level] = np.where(same, up[above], top[above])
    node = np.array([block.node for block in blocks], dtype=np.int64)
    inherited = np.column_stack([depth, own[:, 0], near, path, low, high])[node]
    return Outline(
        first=first,
        last=last,
        up=up,
        top=top,
        node=node,
        shape=(kind * len(numbers) + kind[parent])[node],
        columns=np.hstack(
            [_tag_columns(tags, node, bits), inherited, _inline_names(blocks, lexicon)], dtype=np.float32
        ),
    )


def _levels(depth: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The nodes of each depth from 1 down, in document order."""
    order = np.argsort(depth, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(depth[order])) + 1)[1:]


def _tag_columns(tags: Sequence[str], node: NDArray[np.int64], bits: NDArray[np.int64]) -> NDArray[np.float32]:
    """The columns `is_...`, `heading` and `in_...`."""
    own = np.array([_OWN_NUMBER.get(tag, -1) for tag in tags])[node]
    heading = np.array([7 - _HEADINGS[tag] if tag in _HEADINGS else 0 for tag in tags])[node]
    inside = (bits[node][:, None] >> np.arange(HIDDEN + 1)) & 1
    return np.hstack([own[:, None] == np.arange(len(OWN_TAGS)), heading[:, None], inside], dtype=np.float32)


_OWN_NUMBER = {tag: i for i, tag in enumerate(OWN_TAGS)}


def _inline_names(blocks: Blocks, lexicon: Lexicon) -> NDArray[np.float32]:
    low, high = [0.0] * (len(blocks) + 1), [0.0] * (len(blocks) + 1)
    for inline in blocks.inlines:
        if inline.words:
            _, lowest, highest = name_score(lexicon, inline.words)
            at = inline.block
            low[at], high[at] = min(low[at], lowest), max(high[at], highest)
    return np.column_stack([low[:-1], high[:-1]]).astype(np.float32)
