"""Where a block stands in the tree: tags, ancestors, names, containers, place in the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .columns import FADE, HEADINGS, INSIDE_TAGS, OWN_TAGS, ROLE_TAGS
from .lexicon import Lexicon, name_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..records import Blocks

    Column = NDArray[np.float32]

_INSIDE_BIT = {tag: 1 << i for i, tag in enumerate(INSIDE_TAGS)}
_HIDDEN = len(INSIDE_TAGS)


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
    tags: dict[str, int]  # tag -> nodes of it
    columns: NDArray[np.float32]  # (blocks, len(OUTLINE))


_names_no_role = ROLE_TAGS.keys().isdisjoint


def _role_bits(words: tuple[str, ...]) -> int:
    bits = 0
    for word in words:
        if word in ROLE_TAGS:
            bits |= _INSIDE_BIT[ROLE_TAGS[word]]
    return bits


def read_outline(blocks: Blocks, lexicon: Lexicon) -> Outline:
    """Tags and names of all nodes at once, each different one looked at once; then what nodes inherit."""
    tags, words, parents, depths, firsts, lasts, _, hides = zip(*blocks.nodes, strict=True)
    tag_names, tag = _numbered(tags)
    names, name = _numbered_by_identity(words)
    kinds, kind = np.unique(name * len(tag_names) + tag, return_inverse=True)
    bits = np.array([_INSIDE_BIT.get(name, 0) for name in tag_names])[tag]
    bits |= np.array([0 if _names_no_role(found) else _role_bits(found) for found in names])[name]
    bits |= np.array(hides).astype(np.int64) << _HIDDEN
    scores = name_scores(lexicon, names)
    own = scores.total[name]
    depth, first, last = np.array(depths), np.array(firsts), np.array(lasts)
    parent = np.maximum(parents, 0)
    path, low, high, bits = _inherited(
        np.array(parents), int(depth.max()), own, scores.lowest[name], scores.highest[name], bits
    )
    named = np.array([bool(found) for found in names])[name]
    near = _climbed(parent, ~named)
    top = _climbed(parent, (first == first[parent]) & (last == last[parent]))
    node = np.array([block.node for block in blocks.items], dtype=np.int64)
    inherited = np.column_stack([depth, own, own[near], path, low, high])[node]
    return Outline(
        first=first,
        last=last,
        up=top[parent[top]],
        top=top,
        node=node,
        shape=(kind * len(kinds) + kind[parent])[node],
        tags=dict(zip(tag_names, np.bincount(tag).tolist(), strict=True)),
        columns=np.hstack(
            [_tag_columns(tag_names, tag[node], bits[node]), inherited, _inline_names(blocks, lexicon)],
            dtype=np.float32,
        ),
    )


def _inherited(
    parents: NDArray[np.int64], deepest: int, own: Column, low: Column, high: Column, bits: NDArray[np.int64]
) -> tuple[Column, Column, Column, NDArray[np.int64]]:
    """Of each node and all above it: the names' sum, fading, their lowest and highest, and the bits.

    By doubling: what the nearest 2, 4, 8, ... of a node's line say is what the nearest half says with what
    the next half says, so that a tree of depth 30 takes five steps. -1, above the root, is a row of its own.
    """
    above = np.append(parents, -1)
    path, low, high = np.append(own, 0), np.append(low, np.inf), np.append(high, -np.inf)
    bits = np.append(bits, 0)
    fade = np.float32(FADE)
    for _ in range(deepest.bit_length()):
        path = path + fade * path[above]
        low, high = np.minimum(low, low[above]), np.maximum(high, high[above])
        bits = bits | bits[above]
        above, fade = above[above], fade * fade
    return path[:-1], low[:-1], high[:-1], bits[:-1]


def _climbed(parent: NDArray[np.int64], goes_on: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each node the first of its line, itself included, where it does not go on; the root is the end."""
    found = np.where(goes_on, parent, np.arange(len(parent)))
    while True:
        further = found[found]
        if (further == found).all():
            return found
        found = further


def _numbered(values: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The different values, and each value's number among them."""
    numbers = {value: i for i, value in enumerate(dict.fromkeys(values))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, values), dtype=np.int64, count=len(values))


def _numbered_by_identity(values: Sequence[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], NDArray[np.int64]]:
    """The same for tuples, most of which are one object many times over, so that few need to be hashed."""
    keys = list(map(id, values))
    objects = dict(zip(keys, values, strict=True))
    numbers = {value: i for i, value in enumerate(dict.fromkeys(objects.values()))}
    by_object = {key: numbers[value] for key, value in objects.items()}
    return list(numbers), np.fromiter(map(by_object.__getitem__, keys), dtype=np.int64, count=len(keys))


def _tag_columns(names: Sequence[str], tag: NDArray[np.int64], bits: NDArray[np.int64]) -> NDArray[np.float32]:
    """The columns `is_...`, `heading` and `in_...`, of blocks whose nodes have these tags, by number, and bits."""
    own = np.array([_OWN_NUMBER.get(name, -1) for name in names])[tag]
    heading = np.array([7 - HEADINGS[name] if name in HEADINGS else 0 for name in names])[tag]
    inside = (bits[:, None] >> np.arange(_HIDDEN + 1)) & 1
    return np.hstack([own[:, None] == np.arange(len(OWN_TAGS)), heading[:, None], inside], dtype=np.float32)


_OWN_NUMBER = {tag: i for i, tag in enumerate(OWN_TAGS)}


def _inline_names(blocks: Blocks, lexicon: Lexicon) -> NDArray[np.float32]:
    """The columns inline_low and inline_high."""
    named = [(inline.words, inline.block) for inline in blocks.inlines if inline.words]
    found: NDArray[np.float32] = np.zeros((2, len(blocks) + 1), dtype=np.float32)
    if named:
        words, places = zip(*named, strict=True)
        names, name = _numbered_by_identity(words)
        scores = name_scores(lexicon, names)
        at = np.array(places)
        np.minimum.at(found[0], at, scores.lowest[name])
        np.maximum.at(found[1], at, scores.highest[name])
    columns: NDArray[np.float32] = found[:, :-1].T
    return columns
