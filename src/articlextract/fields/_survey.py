"""Elements by their tag and the words of their class, id and role: each page's are read once, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from ..records import Blocks, Inline, Node
from ._memo import once

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})

Places = list[int]

_asked: set[str] = set()


def asked(words: Iterable[str]) -> frozenset[str]:
    """Names that some field looks for, declared when it is loaded; elements without any of them are passed over."""
    names = frozenset(words)
    _asked.update(names)
    return names


def nodes_named(blocks: Blocks, names: Set[str]) -> list[Node]:
    """Block-level elements with one of the names, in page order."""
    return [blocks.nodes[i] for i in _with(names, _node_places(blocks))]


def inlines_named(blocks: Blocks, names: Set[str]) -> list[Inline]:
    """Inline elements with one of the names, in page order."""
    return [blocks.inlines[i] for i in _with(names, _inline_places(blocks))]


def times(blocks: Blocks) -> list[Inline]:
    """The `<time>` elements."""
    return [blocks.inlines[i] for i in _time_places(blocks)]


def times_and_named(blocks: Blocks, names: Set[str]) -> list[Inline]:
    """The `<time>` elements and the inline elements with one of the names, in page order."""
    places = _with(names, _inline_places(blocks))
    more = _time_places(blocks)
    return [blocks.inlines[i] for i in (sorted({*places, *more}) if more else places)]


@once
def headings(blocks: Blocks) -> list[Node]:
    """The elements h1 to h4 that hold a text."""
    return [node for node in blocks.nodes if node.tag in _HEADINGS and node.first < node.last]


def _with(names: Set[str], places: dict[str, Places]) -> Places:
    return sorted({i for name in names if name in places for i in places[name]})


@once
def _node_places(blocks: Blocks) -> dict[str, Places]:
    return _places([node.words for node in blocks.nodes])


@once
def _inline_places(blocks: Blocks) -> dict[str, Places]:
    return _places([inline.words for inline in blocks.inlines])


@once
def _time_places(blocks: Blocks) -> Places:
    return [i for i, inline in enumerate(blocks.inlines) if inline.tag == "time"]


def _places(named: Sequence[tuple[str, ...]]) -> dict[str, Places]:
    """Where each name that is asked for stands."""
    none_of = _asked.isdisjoint
    places: dict[str, Places] = {}
    for i in [i for i, words in enumerate(named) if words and not none_of(words)]:
        for word in _asked.intersection(named[i]):
            places.setdefault(word, []).append(i)
    return places
