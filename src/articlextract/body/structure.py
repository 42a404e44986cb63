"""Which elements around a block give the body its structure: lists, quotes, tables, figures, headings, code."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..native import compiled
from ..records import Blocks, Node, Role
from .frames import LISTS, MAX_DEPTH, STRUCTURAL, Chain, Frame, Kind
from .notes import Notes
from .pictures import MAX_CAPTION_BLOCKS
from .tables import read_grid

# An unclosed <h2> swallows the rest of its page; no real heading among 1,500 pages was longer.
MAX_HEADING_BLOCKS = 4
MAX_HEADING_CHARS = 400


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_TERMS = frozenset({"dt", "summary"})
_CAPTIONS = frozenset({"figcaption", "caption"})
_CONTAINERS = {"blockquote": Kind.QUOTE, "dl": Kind.DEFINITIONS, "details": Kind.DETAILS}
_kernel = compiled("body._core_kernel")


class _Chains:
    """Answers, for each node, the structural elements around it, outermost first; each node is looked at once."""

    def __init__(self, nodes: tuple[Node, ...], notes: Notes) -> None:
        self._nodes = nodes
        self._notes = notes
        self._chains: list[Chain | None] = [None] * len(nodes)

    def around(self, node: int) -> Chain:
        """The structural elements around a node, itself included."""
        chains = self._chains
        chain = chains[node]
        if chain is not None:
            return chain
        nodes = self._nodes
        path: list[int] = []
        while chain is None:
            path.append(node)
            node = nodes[node].parent
            chain = chains[node] if node >= 0 else ()
        for node in reversed(path):
            found = nodes[node]
            if found.tag in STRUCTURAL or "heading" in found.words or node in self._notes.holders:
                chain = self._extend(chain, node)
            chains[node] = chain
        return chain

    @abstractmethod
    def _extend(self, chain: Chain, index: int) -> Chain: ...


Chains = _Chains
if _kernel is not None and not TYPE_CHECKING:
    Chains = _kernel.Chains


class Structure(Chains):
    """Which elements around a block give the body its structure."""

    def __init__(
        self, blocks: Blocks, roles: Sequence[Role], kept: Sequence[int], figures: frozenset[int], notes: Notes
    ) -> None:
        super().__init__(blocks.nodes, notes)
        self._blocks = blocks
        self._roles = roles
        self._kept = kept  # content characters before block i
        self._figures = figures  # those that hold a picture
        self._bare_lists: dict[tuple[Kind, int] | None, Frame] = {}  # by the element right around them

    def _extend(self, chain: Chain, index: int) -> Chain:
        """The chain with this element, where it counts."""
        top = chain[-1] if chain else None
        if top and top.text_only:
            return chain
        if index in self._notes.holders:
            return (*chain, Frame(Kind.NOTE, index))
        tag = self._nodes[index].tag
        if tag in _CELLS:
            return (*chain, Frame(Kind.CELL, index)) if top and top.grid and index in top.grid else chain
        if tag == "li":
            return self._extend_item(chain, index)
        if tag in _HEADINGS or tag not in STRUCTURAL:  # the latter by its name or role
            return self._extend_heading(chain, index, tag)
        if tag in _CAPTIONS:
            holder = Kind.FIGURE if tag == "figcaption" else Kind.TABLE
            return (*chain, Frame(Kind.CAPTION, index, True)) if top and top.kind is holder else chain
        if tag == "pre":
            return (*chain, Frame(Kind.CODE, index, True))
        if tag in _TERMS:
            return (*chain, Frame(Kind.TERM, index, True)) if self._is_short(index) else chain
        if tag == "dd":
            return (*chain, Frame(Kind.DEFINITION, index)) if top and top.kind is Kind.DEFINITIONS else chain
        return self._extend_container(chain, index, tag) if len(chain) < MAX_DEPTH else chain

    def _extend_heading(self, chain: Chain, index: int, tag: str) -> Chain:
        if len(chain) >= MAX_DEPTH:
            return chain
        is_heading = tag in _HEADINGS or self._nodes[index].element.get("role") == "heading"
        return (*chain, Frame(Kind.HEADING, index, True)) if is_heading and self._is_short(index) else chain

    def _extend_container(self, chain: Chain, index: int, tag: str) -> Chain:
        if tag in LISTS:
            return chain if index in self._notes.lists else (*chain, Frame(Kind.LIST, index))
        if tag in _CONTAINERS:
            return (*chain, Frame(_CONTAINERS[tag], index))
        if tag == "table":
            grid = read_grid(self._blocks, index, self._kept)
            return (*chain, Frame(Kind.TABLE, index, grid=grid)) if grid else chain
        if tag == "figure":
            return (*chain, Frame(Kind.FIGURE, index)) if self._is_picture_figure(index) else chain
        return chain

    def _extend_item(self, chain: Chain, index: int) -> Chain:
        item = Frame(Kind.ITEM, index)
        top = chain[-1] if chain else None
        if top and top.kind is Kind.LIST:
            return (*chain, item)
        if len(chain) >= MAX_DEPTH:
            return chain
        # <li> without <ul>: those that follow one another make a list
        around = self._bare_lists.setdefault((top.kind, top.node) if top else None, Frame(Kind.LIST, index))
        return (*chain, around, item)

    def _is_short(self, index: int) -> bool:
        node = self._blocks.nodes[index]
        if node.last - node.first > MAX_HEADING_BLOCKS:
            return False
        return sum([len(block.text) for block in self._blocks.inside(index)]) <= MAX_HEADING_CHARS

    def _is_picture_figure(self, index: int) -> bool:
        """Whether a <figure> holds a picture, and no content but its caption: code and tables come in <figure> too."""
        if index not in self._figures:
            return False
        nodes = self._blocks.nodes
        first, last = nodes[index].first, nodes[index].last
        if last - first > MAX_CAPTION_BLOCKS:
            return False
        for block in self._blocks.items[first:last]:
            if self._roles[block.index] is not Role.CONTENT:
                continue
            node = block.node
            while node != index and nodes[node].tag != "figcaption":
                node = nodes[node].parent
            if node == index:
                return False
        return True
