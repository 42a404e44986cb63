"""Where a block stands in the tree: tags, ancestors, names, containers, place in the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .lexicon import Lexicon, name_scores

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
    tag_names, tag = _numbered(tags)
    names, name = _numbered_by_identity(words)
    kinds, kind = np.unique(name * len(tag_names) + tag, return_inverse=True)
    scores = name_scores(lexicon, names)
    pairs = zip((kinds % len(tag_names)).tolist(), (kinds // len(tag_names)).tolist(), strict=True)
    bits = np.array([_own_bits(tag_names[t], names[n]) for t, n in pairs])[kind]
    bits |= np.array(hides).astype(np.int64) << HIDDEN
    own, low, high = scores.total[name], scores.lowest[name], scores.highest[name]
    near, path = own.copy(), own.copy()
    named = np.array([bool(found) for found in names])[name]
    parent, depth = np.array(parents), np.array(depths)
    first, last = np.array(firsts), np.array(lasts)
    top = np.arange(len(parent))
    up = top.copy()
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
    inherited = np.column_stack([depth, own, near, path, low, high])[node]
    return Outline(
        first=first,
        last=last,
        up=up,
        top=top,
        node=node,
        shape=(kind * len(kinds) + kind[parent])[node],
        columns=np.hstack(
            [_tag_columns(tag_names, tag[node], bits[node]), inherited, _inline_names(blocks, lexicon)],
            dtype=np.float32,
        ),
    )


def _numbered(values: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The different values, and each value's number among them."""
    numbers = {value: i for i, value in enumerate(dict.fromkeys(values))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, values), dtype=np.int64, count=len(values))


def _numbered_by_identity(values: Sequence[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], NDArray[np.int64]]:
    """The same for tuples, most of which are one object many times over, so that few need to be hashed."""
    objects = {id(value): value for value in values}
    numbers = {value: i for i, value in enumerate(dict.fromkeys(objects.values()))}
    by_object = {key: numbers[value] for key, value in objects.items()}
    return list(numbers), np.fromiter(map(by_object.__getitem__, map(id, values)), dtype=np.int64, count=len(values))


def _levels(depth: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The nodes of each depth from 1 down, in document order."""
    order = np.argsort(depth, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(depth[order])) + 1)[1:]


def _tag_columns(names: Sequence[str], tag: NDArray[np.int64], bits: NDArray[np.int64]) -> NDArray[np.float32]:
    """The columns `is_...`, `heading` and `in_...`, of blocks whose nodes have these tags, by number, and bits."""
    own = np.array([_OWN_NUMBER.get(name, -1) for name in names])[tag]
    heading = np.array([7 - _HEADINGS[name] if name in _HEADINGS else 0 for name in names])[tag]
    inside = (bits[:, None] >> np.arange(HIDDEN + 1)) & 1
    return np.hstack([own[:, None] == np.arange(len(OWN_TAGS)), heading[:, None], inside], dtype=np.float32)


_OWN_NUMBER = {tag: i for i, tag in enumerate(OWN_TAGS)}


def _inline_names(blocks: Blocks, lexicon: Lexicon) -> NDArray[np.float32]:
    """The columns inline_low and inline_high."""
    named = [inline for inline in blocks.inlines if inline.words]
    scores = name_scores(lexicon, [inline.words for inline in named])
    at = np.array([inline.block for inline in named], dtype=np.int64)
    found: NDArray[np.float32] = np.zeros((2, len(blocks) + 1), dtype=np.float32)
    np.minimum.at(found[0], at, scores.lowest)
    np.maximum.at(found[1], at, scores.highest)
    columns: NDArray[np.float32] = found[:, :-1].T
    return columns
