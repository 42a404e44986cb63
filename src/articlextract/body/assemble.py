"""Put the content blocks together again, in document order, each text exactly once.

The blocks are walked once. The structural elements around a block are compared with those around
the one before: what they share stays open, the rest is closed and opened.
"""

from __future__ import annotations

from itertools import accumulate

from ..article import BodyNode
from ..records import Blocks, Labels, Page, Role
from .builder import Builder
from .lines import join_lines
from .pictures import read_pictures
from .spans import SpanReader
from .structure import Structure
from .tables import with_headers


def assemble(page: Page, blocks: Blocks, labels: Labels) -> tuple[BodyNode, ...]:
    """The body of a page: its content blocks as headings, paragraphs, lists, tables, figures.

    A caption goes with its picture and is left out when that is; one that the model took as part of
    the story is text as well. Structure is at most some 30
    levels deep; what a page nests deeper is kept, flat.
    """
    if Role.CONTENT not in labels.roles:
        return ()
    roles = with_headers(blocks, labels.roles)
    content = Role.CONTENT
    counts = [len(block.text) if role is content else 0 for block, role in zip(blocks.items, roles, strict=True)]
    kept = list(accumulate(counts, initial=0))
    pictures = read_pictures(page, blocks, roles, kept)
    structure = Structure(blocks, roles, kept, frozenset([picture.figure for picture in pictures]))
    builder = Builder(blocks, SpanReader(page.base_url))
    waiting = iter(pictures)
    picture = next(waiting, None)
    for block in join_lines(blocks, roles):
        while picture and picture.before <= block.index:
            builder.add_picture(picture, structure.around(picture.node))
            picture = next(waiting, None)
        if roles[block.index] is Role.CAPTION:
            builder.add_caption(block, structure.around(block.node))
        else:
            builder.add_text(block, structure.around(block.node))
    while picture:
        builder.add_picture(picture, structure.around(picture.node))
        picture = next(waiting, None)
    return builder.finish()
