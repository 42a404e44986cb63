"""Blocks that offer other pages -> lists: the stretches that stand or fall together as stories or as a menu."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter

from ..records import Blocks, Labels, Node, Role

_MAX_GAP = 3  # blocks of another role, such as a button or a date, inside one list
_MIN_LIST = 3  # targets; an element with fewer is a card or part of one
_ALWAYS_LISTS = frozenset({"ul", "ol", "dl", "table", "nav", "aside", "footer", "header", "form"})
_CLOSED = frozenset({Role.CONTENT, Role.TITLE, Role.COMMENT, Role.CONSENT, Role.LEGAL})
_MAX_HEAD = 80  # characters


def related_runs(labels: Labels) -> Iterator[tuple[int, int]]:
    """Ranges of related blocks, small gaps closed."""
    start = end = -1
    for i in labels.of(Role.RELATED):
        if start >= 0 and (i - end > _MAX_GAP or not _CLOSED.isdisjoint(labels.roles[end:i])):
            yield start, end
            start = -1
        start = i if start < 0 else start
        end = i + 1
    if start >= 0:
        yield start, end


_first = attrgetter("first")


class Cutter:
    """Cuts runs into lists along the elements of the page."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks

    def lists(self, first: int, last: int, targets: Sequence[int]) -> list[tuple[int, int]]:
        """The lists in blocks `first` to `last` (exclusive); `targets` counts the new link targets of each.

        An element of several targets beside others like it is a card; beside others unlike it, or under a heading
        of its own, it is a list. So a footer that came along with the last list does not outvote its stories.
        """
        if sum(targets) < 2 * _MIN_LIST:
            return [(first, last)]
        sums = [0, *accumulate(targets)]
        top, inner = self._units(first, last)
        cuts = {first, last}
        stack = [top]
        while stack:
            counted = [(i, self._count(i, sums, first)) for i in stack.pop()]
            big = [i for i, count in counted if count >= _MIN_LIST]
            others = sum(1 for _, count in counted if count) - len(big)
            if len(big) > 1 and self._are_cards([self.blocks.nodes[i] for i in big]):
                continue
            for i in big:
                if others or len(big) > 1:
                    cuts |= {self.blocks.nodes[i].first, self.blocks.nodes[i].last}
                stack.append(inner.get(i, []))
        return list(pairwise(sorted(cuts)))

    def _units(self, first: int, last: int) -> tuple[list[int], dict[int, list[int]]]:
        """The widest nodes within a range, and of each node within it those right below."""
        nodes = self.blocks.nodes
        top: list[int] = []
        inner: dict[int, list[int]] = {}
        for i in range(bisect_left(nodes, first, key=_first), bisect_left(nodes, last, key=_first)):
            node = nodes[i]
            if node.first < node.last <= last:
                inner[i] = []
                inner.get(node.parent, top).append(i)
        return top, inner

    def _count(self, node: int, sums: Sequence[int], start: int) -> int:
        found = self.blocks.nodes[node]
        return sums[found.last - start] - sums[found.first - start]

    def _are_cards(self, nodes: Sequence[Node]) -> bool:
        first = nodes[0]
        if first.tag in _ALWAYS_LISTS or any(n.tag != first.tag or n.words != first.words for n in nodes):
            return False
        return not any(self._is_headed(node) for node in nodes)

    def _is_headed(self, node: Node) -> bool:
        block = self.blocks.items[node.first]
        return not block.link_chars and len(block.text) <= _MAX_HEAD
