"""Elements by their tag and the words of their class, id and role: each page's are read once, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import ClassVar

from ..records import Blocks, Inline, Node
from ._memo import once
from ._passes import Elements, find_named, find_tagged

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_TIMES = frozenset({"time"})

Places = list[int]


def asked(words: Iterable[str]) -> frozenset[str]:
    """Names that some field looks for, declared when it is loaded; elements without any of them are passed over."""
    names = frozenset(words)
    _Survey.asked |= names
    return names


def nodes_named(blocks: Blocks, names: Set[str]) -> list[Node]:
    """Block-level elements with one of the names, in page order."""
    return [blocks.nodes[i] for i in _nodes(blocks).places(names)]


def inlines_named(blocks: Blocks, names: Set[str]) -> list[Inline]:
    """Inline elements with one of the names, in page order."""
    return [blocks.inlines[i] for i in _inlines(blocks).places(names)]


def times(blocks: Blocks) -> list[Inline]:
    """The `<time>` elements."""
    return [blocks.inlines[i] for i in _time_places(blocks)]


def times_and_named(blocks: Blocks, names: Set[str]) -> list[Inline]:
    """The `<time>` elements and the inline elements with one of the names, in page order."""
    places = _inlines(blocks).places(names)
    more = _time_places(blocks)
    return [blocks.inlines[i] for i in (sorted({*places, *more}) if more else places)]


@once
def headings(blocks: Blocks) -> list[Node]:
    """The elements h1 to h4 that hold a text."""
    marked = [blocks.nodes[i] for i in find_tagged(blocks.nodes, _HEADINGS)]
    return [node for node in marked if node.first < node.last]


class _Survey:
    """Where each name that is asked for stands: read at once for all names known by then, again for names new since.

    A field's module is loaded when the field is first read, so that on the first page of a process names still come.
    """

    asked: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._known: frozenset[str] = frozenset()
        self._places: dict[str, Places] = {}

    def places(self, names: Set[str]) -> Places:
        if not names <= self._known:
            known = self.asked if names <= self.asked else self.asked | names
            self._places |= find_named(self._elements, known - self._known if self._known else known)
            self._known = known
        found = self._places
        return sorted({i for name in names & found.keys() for i in found[name]})


@once
def _nodes(blocks: Blocks) -> _Survey:
    return _Survey(blocks.nodes)


@once
def _inlines(blocks: Blocks) -> _Survey:
    return _Survey(blocks.inlines)


@once
def _time_places(blocks: Blocks) -> Places:
    return find_tagged(blocks.inlines, _TIMES)
