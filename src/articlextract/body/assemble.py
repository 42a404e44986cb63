"""Put the content blocks together again, in document order, each text exactly once.

The blocks are walked once. The structural elements around a block are compared with those around
the one before: what they share stays open, the rest is closed and opened.
"""

from __future__ import annotations

from dataclasses import replace

from ..article import BodyNode
from ..records import Blocks, Labels, Page, Role
from ..sums import chars_before
from .builder import Builder
from .formulas import find_formulas
from .lines import join_lines
from .notes import find_notes
from .pictures import read_pictures
from .structure import Structure
from .tables import with_headers

_CONTENT = frozenset({Role.CONTENT})


def assemble(page: Page, blocks: Blocks, labels: Labels) -> tuple[BodyNode, ...]:
    """The body of a page: its content blocks as headings, paragraphs, lists, tables, figures.

    A caption goes with its picture and is left out when that is; one that the model took as part of
    the story is text as well. Structure is at most some 30
    levels deep; what a page nests deeper is kept, flat.
    """
    if Role.CONTENT not in labels.roles:
        return ()
    formulas = find_formulas(page, blocks)
    items, roles = formulas.change(blocks, with_headers(blocks, labels.roles))
    notes = find_notes(page, blocks, roles)
    items = notes.change(items, roles)
    if items is not blocks.items:
        blocks = replace(blocks, items=items)
    kept = chars_before(blocks.items, roles, _CONTENT)
    pictures = read_pictures(page, blocks, roles, kept, formulas.pictures)
    structure = Structure(blocks, roles, kept, frozenset([picture.figure for picture in pictures]), notes)
    builder = Builder(blocks, page.base_url, notes)
    waiting = iter(pictures)
    picture = next(waiting, None)
    for block in join_lines(blocks, roles, formulas.hidden):
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
