"""Where a block stands in the tree: tags, ancestors, names, containers, place in the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .lexicon import Lexicon, name_buckets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..records import Blocks

OWN_TAGS = ("p", "div", "li", "td", "th", "a", "button", "figcaption", "pre", "dt", "dd", "section", "label", "article", "stated")
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
    """One pass over the nodes, parents first."""
    tags, words, parents, depths, firsts, lasts, _, hides = zip(*blocks.nodes, strict=True)
    bits: list[int] = []
    top: list[int] = []
    up: list[int] = []
    shapes: list[int] = []
    kinds: dict[tuple[str, tuple[str, ...], str, tuple[str, ...]], int] = {}
    names: list[tuple[float, float, float]] = []  # sum, lowest, highest of the node's own names
    paths: list[tuple[float, float, float, float]] = []  # nearest, path, low, high
    score = _NameScore(lexicon)
    for i, parent in enumerate(parents):
        tag, own_words = tags[i], words[i]
        hidden = 1 << HIDDEN if hides[i] else 0
        own = score(own_words)
        names.append(own)
        if parent < 0:
            bits.append(_own_bits(tag, own_words) | hidden)
            top.append(i)
            up.append(i)
            shapes.append(0)
            paths.append((own[0], own[0], own[1], own[2]))
            continue
        bits.append(_own_bits(tag, own_words) | hidden | bits[parent])
        if firsts[i] == firsts[parent] and lasts[i] == lasts[parent]:
            top.append(top[parent])
            up.append(up[parent])
        else:
            top.append(i)
            up.append(top[parent])
        shape = (tag, own_words, tags[parent], words[parent])
        shapes.append(kinds.setdefault(shape, len(kinds) + 1))
        near, path, low, high = paths[parent]
        paths.append(
            (own[0] if own_words else near, own[0] + _FADE * path, min(low, own[1]), max(high, own[2]))
        )
    node = np.array([block.node for block in blocks], dtype=np.int64)
    columns = np.empty((len(node), len(MEANINGS)), dtype=np.float32)
    at = len(OWN_TAGS)
    own_tags = np.array([_OWN_NUMBER.get(tag, -1) for tag in tags])[node]
    columns[:, :at] = own_tags[:, None] == np.arange(at)
    columns[:, at] = np.array([7 - _HEADINGS[tag] if tag in _HEADINGS else 0 for tag in tags])[node]
    inside = np.array(bits, dtype=np.int64)[node]
    columns[:, at + 1 : at + 2 + HIDDEN] = (inside[:, None] >> np.arange(HIDDEN + 1)) & 1
    at += 2 + HIDDEN
    columns[:, at] = np.array(depths)[node]
    columns[:, at + 1] = np.array([own[0] for own in names])[node]
    columns[:, at + 2 : at + 6] = np.array(paths)[node]
    columns[:, at + 6 : at + 8] = _inline_names(blocks, score)
    return Outline(
        first=np.array(firsts), last=np.array(lasts), up=np.array(up), top=np.array(top), node=node,
        shape=np.array(shapes, dtype=np.int64)[node], columns=columns,
    )  # fmt: skip


_OWN_NUMBER = {tag: i for i, tag in enumerate(OWN_TAGS)}


class _NameScore:
    """Sum, minimum and maximum of the log-odds of names, each tuple of words worked out once a page."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._odds = lexicon.names
        self._known: dict[tuple[str, ...], tuple[float, float, float]] = {(): (0.0, 0.0, 0.0)}

    def __call__(self, words: tuple[str, ...]) -> tuple[float, float, float]:
        known = self._known.get(words)
        if known is None:
            odds = [float(self._odds[bucket]) for bucket in name_buckets(words)]
            known = self._known[words] = (sum(odds), min(odds), max(odds))
        return known


def _inline_names(blocks: Blocks, score: _NameScore) -> NDArray[np.float32]:
    out = np.zeros((len(blocks) + 1, 2), dtype=np.float32)
    for inline in blocks.inlines:
        if inline.words:
            _, low, high = score(inline.words)
            row = out[inline.block]
            if low < row[0]:
                row[0] = low
            if high > row[1]:
                row[1] = high
    return out[:-1]
