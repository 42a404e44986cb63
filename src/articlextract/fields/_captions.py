"""What stands under a picture: its caption, and who made it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ..records import Block, Blocks, Labels, Media, Role
from ._text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_CAPTION = 1000  # characters
_MAX_CREDIT = 160
_MAX_LINES = 4  # blocks of a box that is but a picture with its caption
_MAX_CLIMB = 5  # elements between a picture and that box
_MAX_MARKS = 8  # named inline elements of a caption that are looked at
_CREDIT_WORDS = frozenset("credit credits copyright photographer attribution creditline byline rights".split())
_CAPTION_WORDS = frozenset("caption captions legend bildunterschrift legende leyenda didascalia pie cutline".split())
CREDIT_ATTRIBUTES = ("data-credit", "data-credits", "data-copyright", "data-image-credit", "data-photographer")
_WHO = (
    r"(?:photos?|photograph|photography|image|images|picture|pictures|pic|illustration|graphic|credits?|image credits?"
    r"|photo credits?|fotos?|bild|bilder|bildquelle|quelle|grafik|crédits?(?: photo)?|photographie|imagen|imágenes"
    r"|fotografía|fotografia|crédito|immagine|imagem|foto de|zdjęcie|zdj|fot|фото|kuva|beeld|kép|写真|图|圖)"
)
_MARK = re.compile(r"[:：/©)]|(?:by|von|par|di|por|courtesy) ", re.IGNORECASE)
"""One of these comes after such a word."""
_CREDIT = re.compile(
    rf"(?:^|[\s(\[|.])\(?{_WHO}\.? ?(?:[:：/©]|by |von |par |di |por |courtesy |: ©) ?"
    rf"(?P<who>[^()\[\]]{{2,{_MAX_CREDIT}}})[)\]]?$"
    rf"|(?:^|[\s(\[|])(?P<sign>©|\(c\)) ?(?P<holder>[^()\[\]©]{{2,{_MAX_CREDIT}}})[)\]]?$",
    re.IGNORECASE,
)


def read_caption(
    blocks: Blocks, labels: Labels, media: Media, given: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Caption and credit in the `<figure>` or the box that holds the picture and nothing else, or in its attributes."""
    lines = _lines(blocks, labels, media)
    caption: list[str] = []
    credit: list[str] = []
    for block in lines:
        rest = block.text
        for mark in _marks(blocks, block):
            if mark and mark in rest:
                credit.append(mark)
                rest = " ".join(rest.replace(mark, " ", 1).split())
        if rest:
            (credit if not _CREDIT_WORDS.isdisjoint(blocks.nodes[block.node].words) else caption).append(rest)
    text = " ".join(caption)[:_MAX_CAPTION]
    who = " ".join(dict.fromkeys(credit))[:_MAX_CAPTION]
    if not who:
        text, who = split_credit(text)
    who = who or next((clean(given[name]) for name in CREDIT_ATTRIBUTES if given.get(name)), "")
    return text.strip(" |") or None, _bare(who) or None


def split_credit(caption: str) -> tuple[str, str]:
    """A caption without the credit that ends it, and the credit.

    >>> split_credit("Boats at Osk. Photo: Ann Fir/Tidewatch"), split_credit("The photo shows boats")
    (('Boats at Osk.', 'Ann Fir/Tidewatch'), ('The photo shows boats', ''))
    """
    tail = caption[-_MAX_CREDIT - 40 :]
    match = _CREDIT.search(tail) if _MARK.search(tail) else None
    if match is None:
        return caption, ""
    who = match["who"] or match["holder"]
    start = match.start() + (match[0][0] == ".")
    return (caption[: len(caption) - len(tail)] + tail[:start]).strip(" (|["), who.strip(" .)]")


def _bare(credit: str) -> str:
    """A credit without the word that says it is one."""
    _, who = split_credit(credit)
    return who or credit.strip()


def _lines(blocks: Blocks, labels: Labels, media: Media) -> tuple[Block, ...]:
    for index, node in enumerate(islice(blocks.ancestors(media.node), _MAX_CLIMB + 3)):
        if node.tag == "figure":
            return blocks.items[node.first : node.last]
        if index > _MAX_CLIMB or node.last - node.first > _MAX_LINES or node.tag in ("body", "article", "main"):
            return ()
        lines = blocks.items[node.first : node.last]
        if lines:
            named = all(
                labels.roles[line.index] is Role.CAPTION or not _CAPTION_WORDS.isdisjoint(blocks.nodes[line.node].words)
                for line in lines
            )
            return lines if named else ()
    return ()


def _marks(blocks: Blocks, block: Block) -> Iterator[str]:
    """The text of inline elements named for a credit."""
    start = bisect_left(blocks.inlines, block.index, key=lambda inline: inline.block)
    for inline in islice(blocks.inlines, start, start + _MAX_MARKS):
        if inline.block != block.index:
            return
        if not _CREDIT_WORDS.isdisjoint(inline.words):
            yield _text(inline.element)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())[:_MAX_CREDIT]
