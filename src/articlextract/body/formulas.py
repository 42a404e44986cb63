"""Formulas in the page's tree: MathML, pictures of TeX, TeX in scripts; each becomes one piece of its block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from ..records import LINE_BREAK, Block, Blocks, Page, Piece, Role
from .gates import pictures_of_tex
from .tex import MARK, clean_tex

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_FORMULAS = 3000  # a page; a long paper has some 800

_PICTURE_CLASS = re.compile(r"(?:^|[\s_-])(?:latex|tex|math)(?:$|[\s_-])", re.IGNORECASE)
_SCRIPT_TYPE = "math/tex"


class _Place(NamedTuple):
    """Of a formula: the pieces `first` to `last` (exclusive) of a block that it takes the place of."""

    block: int
    first: int
    last: int
    tex: str


@dataclass
class Formulas:
    """What a page's formulas change: blocks with a piece for each, blocks that are one after all, pictures."""

    pieces: dict[int, tuple[Piece, ...]] = field(default_factory=dict)  # by block
    hidden: dict[int, int] = field(default_factory=dict)  # a block not to be seen that is a formula -> node around it
    pictures: dict[Element, str | None] = field(default_factory=dict)  # of TeX; None where it only repeats

    def change(self, blocks: Blocks, roles: tuple[Role, ...]) -> tuple[tuple[Block, ...], tuple[Role, ...]]:
        """The blocks and roles with the formulas in them."""
        if not self.pieces:
            return blocks.items, roles
        items, changed = list(blocks.items), list(roles)
        for index, pieces in self.pieces.items():
            text = "".join([piece.text for piece in pieces])
            items[index] = items[index]._replace(pieces=pieces, text=" ".join(text.split()))
        for index, node in self.hidden.items():
            if any(_is_beside(items, changed, index, step, node) for step in (-1, 1)):
                items[index] = items[index]._replace(node=node)
                changed[index] = Role.CONTENT
        return tuple(items), tuple(changed)


def _is_beside(items: Sequence[Block], roles: Sequence[Role], index: int, step: int, node: int) -> bool:
    """Whether the text before or after a formula, in the same element, is content."""
    other = index + step
    return 0 <= other < len(items) and roles[other] is Role.CONTENT and items[other].node == node


def find_formulas(page: Page, blocks: Blocks) -> Formulas:
    """The formulas of a page. Nearly every page has none, and that is known after a look at its pictures."""
    wanted = _read_all(page, blocks)
    found = Formulas()
    if not wanted:
        return found
    images = [element for element in wanted if element.tag == "img"]
    found.pictures = {image: None if _repeats(image) else wanted[image] for image in images}
    places = _Alignment(page.root, blocks, wanted).places
    by_block: dict[int, list[_Place]] = {}
    for element, place in places.items():
        by_block.setdefault(place.block, []).append(place)
        if element in found.pictures:  # it stands in the line
            found.pictures[element] = None
    for index, inside in by_block.items():
        found.pieces[index] = _replace(blocks[index].pieces, inside)
        around = _visible_node(blocks, blocks[index].node)
        if around != blocks[index].node and len(found.pieces[index]) == 1:
            found.hidden[index] = around
    return found


def _read_all(page: Page, blocks: Blocks) -> dict[Element, str]:
    """Each formula's element and its TeX."""
    result: dict[Element, str] = {}
    scripts: list[Element] = []
    for element in page.root.iter("math", "script") if page.may_hold_formulas else ():
        if element.tag == "script":
            scripts.append(element)
        elif len(result) < MAX_FORMULAS and (tex := _read_math(element)):
            result[element] = tex
    for media in pictures_of_tex(blocks.media):
        if _is_picture_of_tex(media.element) and len(result) < MAX_FORMULAS:
            tex = clean_tex(media.element.get("alt"))
            if tex:
                result[media.element] = tex
    for script in scripts:
        kind = script.get("type")
        if kind and kind.startswith(_SCRIPT_TYPE) and len(result) < MAX_FORMULAS:
            tex = clean_tex(script.text)
            if tex:
                result[script] = tex
    return result


def _read_math(element: Element) -> str | None:
    from .mathml import read_math  # few pages hold any

    return read_math(element)


def _is_picture_of_tex(image: Element) -> bool:
    names = (image.get("class") or "")[:200].lower()
    if ("tex" in names or "math" in names) and _PICTURE_CLASS.search(names):
        return True
    return "\\" in (image.get("alt") or "") and "latex" in (image.get("src") or "")[:300].lower()


def _repeats(image: Element) -> bool:
    """Whether a picture stands beside the same formula as MathML, for browsers without."""
    around = image.getparent()
    return around is not None and next(around.iter("math"), None) is not None


def _replace(pieces: tuple[Piece, ...], places: list[_Place]) -> tuple[Piece, ...]:
    result: list[Piece] = []
    done = 0
    for place in sorted(places, key=lambda place: (place.first, place.last)):
        if place.first < done:
            continue
        result += pieces[done : place.first]
        result.append(Piece(place.tex, None, MARK))
        done = place.last
    return (*result, *pieces[done:])


def _visible_node(blocks: Blocks, node: int) -> int:
    """The element around an inline one that stands as a block because it is hidden."""
    for _ in range(4):
        found = blocks.nodes[node]
        if found.tag not in ("span", "math") or found.parent < 0:
            break
        node = found.parent
    return node


class _Alignment:
    """Walks the tree once beside the pieces of its blocks, to see which pieces are a formula's.

    The pieces are the tree's text nodes in order, some passed over.
    """

    def __init__(self, root: Element, blocks: Blocks, wanted: dict[Element, str]) -> None:
        self.places: dict[Element, _Place] = {}
        self._wanted = wanted
        self._blocks = blocks
        self._nodes = {node.element: index for index, node in enumerate(blocks.nodes)}
        self._pieces = [
            (block.index, at, piece.text)
            for block in blocks.items
            for at, piece in enumerate(block.pieces)
            if piece.text != LINE_BREAK and not piece.text.isspace()
        ]
        self._at = 0
        self._inside: Element | None = None
        self._start = 0
        self._walk(root)

    def _walk(self, root: Element) -> None:
        from lxml.etree import iterwalk

        events: Any = iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start":
                if self._inside is None and element in self._wanted:
                    self._inside, self._start = element, self._at
                self._match(element.text)
                continue
            if self._inside is not None and element is self._inside:
                self._finish(element)
                self._inside = None
            self._match(element.tail)

    def _match(self, text: str | None) -> None:
        if text and self._at < len(self._pieces) and self._pieces[self._at][2] == text:
            self._at += 1

    def _finish(self, element: Element) -> None:
        tex = self._wanted[element]
        taken = self._pieces[self._start : self._at]
        if taken:
            if taken[0][0] == taken[-1][0]:
                self.places[element] = _Place(taken[0][0], taken[0][1], taken[-1][1] + 1, tex)
            return
        if element.tag == "img" and _repeats(element):
            return
        around = element.getparent()
        while around is not None and around not in self._nodes:
            around = around.getparent()
        node = self._nodes.get(around, -1) if around is not None else -1
        after = self._pieces[self._at : self._at + 1]
        before = self._pieces[self._at - 1 : self._at] if self._at else []
        if before and self._blocks[before[0][0]].node == node:
            index, at, _ = before[0]
            self.places[element] = _Place(index, at + 1, at + 1, tex)
        elif after and self._blocks[after[0][0]].node == node:
            index, at, _ = after[0]
            self.places[element] = _Place(index, at, at, tex)
